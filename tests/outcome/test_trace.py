"""The rolling hash of the trace, against a plain implementation with Python's integers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.outcome.trace import BASE, COLUMNS, MIX, WEIGHTS, WIDTH, Row, fold

MASK = (1 << 64) - 1
QUICK = settings(max_examples=200, derandomize=True, database=None)
words = st.one_of(st.integers(-3, 100), st.integers(-(1 << 63), (1 << 63) - 1))
rows = st.tuples(*[words] * WIDTH)
traces = st.lists(rows, min_size=1, max_size=12)

Rows = Iterable[tuple[int, ...]]


def table(trace: Rows) -> np.ndarray:
    """Return rows as the block the engines fold."""
    return np.array(list(trace), np.int64).reshape(-1, WIDTH)


def told(trace: Rows, so_far: int = 0) -> int:
    """Return the rolling hash row by row: H <- H B + digest(row) modulo 2^64."""
    for row in trace:
        digest = sum(word * weight for word, weight in zip(row, WEIGHTS, strict=True)) & MASK
        digest ^= digest >> 32
        digest = digest * MIX & MASK
        digest ^= digest >> 29
        so_far = (so_far * BASE + digest) & MASK
    return so_far


@given(trace=traces)
@QUICK
def test_a_block_folds_to_what_its_rows_fold_to(trace: list[tuple[int, ...]]) -> None:
    """The formula for a block is the recurrence row by row, negative and great numbers included."""
    assert fold(0, table(trace)) == told(trace)
    assert fold(12345, table(trace)) == told(trace, 12345)


@given(trace=traces, cut=st.integers(0, 12))
@QUICK
def test_where_blocks_end_does_not_matter(trace: list[tuple[int, ...]], cut: int) -> None:
    """Two blocks give the hash of one, also where one of them is empty."""
    assert fold(fold(0, table(trace[:cut])), table(trace[cut:])) == fold(0, table(trace))


def test_an_empty_block_changes_nothing() -> None:
    """A hash so far is passed on, whatever its 64 bits are."""
    assert fold(MASK, table([])) == MASK


@given(
    trace=traces,
    row=st.integers(0, 11),
    column=st.integers(0, WIDTH - 1),
    by=st.integers(1, (1 << 63) - 1),
)
@QUICK
def test_any_number_changed_changes_the_hash(
    trace: list[tuple[int, ...]], row: int, column: int, by: int
) -> None:
    """One column of one row: every step of the hash is one-to-one, so no single change can hide."""
    changed = table(trace)
    place = row % len(trace)
    changed[place, column] ^= by
    assert fold(0, changed) != fold(0, table(trace))


@given(trace=traces, one=st.integers(0, 11), other=st.integers(0, 11))
@QUICK
def test_the_order_of_rows_counts(trace: list[tuple[int, ...]], one: int, other: int) -> None:
    """Two rows that differ, swapped, give another hash."""
    swapped = list(trace)
    i, k = one % len(trace), other % len(trace)
    swapped[i], swapped[k] = trace[k], trace[i]
    assert (fold(0, table(swapped)) == fold(0, table(trace))) == (trace[i] == trace[k])


@pytest.mark.parametrize("column", range(WIDTH))
def test_a_row_left_out_is_missed(column: int) -> None:
    """A trace without its first row, or with a row too many, is another one; even a row of zeros but for one 1."""
    row = [0] * WIDTH
    row[column] = 1
    assert len({fold(0, table([tuple(row)] * count)) for count in range(4)}) == 4


def test_weights_are_odd_and_differ() -> None:
    """An even weight would lose bits, and two equal ones would not see columns swapped."""
    assert all(weight % 2 == 1 for weight in (*WEIGHTS, BASE, MIX))
    assert len(set(WEIGHTS)) == len(WEIGHTS) == len(COLUMNS)


def test_kinds_of_row_are_told_apart() -> None:
    """No two names share a number, which would print one kind under another's name."""
    assert len(Row.__members__) == len(set(Row)) == len({kind.value for kind in Row})
    assert min(Row) > 0
