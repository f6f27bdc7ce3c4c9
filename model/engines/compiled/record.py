"""What the compiled engine writes down: the trace folded into a hash row by row, and kept where it is wanted."""

from __future__ import annotations

import numpy as np

from ...outcome import trace
from ...outcome.histogram import bucket
from .jit import inlined, shared
from .tables import Integers, State

shared(bucket)


def _signed(word: int) -> np.int64:
    """Return a 64-bit word as the signed integer of the same bits; numpy's own type wraps also where numba is off."""
    return np.int64(word - (1 << 64) if word >= 1 << 63 else word)


BASE = _signed(trace.BASE)
MIX = _signed(trace.MIX)
W0, W1, W2, W3, W4, W5, W6, W7 = (_signed(weight) for weight in trace.WEIGHTS)
TOP_32 = 0xFFFFFFFF
TOP_35 = (1 << 35) - 1
BLOCK = trace.BLOCK


@inlined
def note(w: State, kind: int, entity: int, subject: int, quantity: int, x: int, y: int, z: int) -> None:
    """Add a row to the trace."""
    r = w.run[0]
    mixed = (
        r.now * W0 + kind * W1 + entity * W2 + subject * W3 + quantity * W4 + x * W5 + y * W6 + z * W7
    )  # fmt: skip
    mixed ^= (mixed >> 32) & TOP_32
    mixed *= MIX
    mixed ^= (mixed >> 29) & TOP_35
    r.fingerprint = r.fingerprint * BASE + mixed  # pyright: ignore[reportAttributeAccessIssue]
    if r.trace_on != 0:
        n = r.trace_size
        r.trace_size = n + 1
        w.trace[n, 0] = r.now
        w.trace[n, 1] = kind
        w.trace[n, 2] = entity
        w.trace[n, 3] = subject
        w.trace[n, 4] = quantity
        w.trace[n, 5] = x
        w.trace[n, 6] = y
        w.trace[n, 7] = z
    r.rows += 1
    if r.rows & (BLOCK - 1) == 0:
        w.marks[r.marks_size, 0] = r.fingerprint
        r.marks_size += 1


@inlined
def count_wait(histogram: Integers, row: int, wait: int, quantity: int) -> None:
    """Add a quantity to the bucket of a wait."""
    histogram[row, bucket(wait)] += quantity
