"""A sample path: everything random of one replication, as an address book.

Nothing is stored for long: a number is computed from its address (stream, entity, member, ordinal) when it is asked
for, so memory does not grow with the horizon, any number can be had alone, and no policy can disturb the luck of
another.
"""

import hashlib
import json
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from math import log
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..scenario.laws import Law
from .blocks import pairs
from .rows import Coded, coded
from .transforms import CONSTANT, EXPONENTIAL, Row, listed, transform

SHORTEST, LONGEST = 128, 2048
"""Ordinals in a block of a stream without members, which grows as the stream is read on in order."""
MEMBER_BITS = 7  # a block of the others holds 2**7 members
MEMBER_ORDINAL_BITS = 3  # with 2**3 ordinals each
MOST_BLOCKS = 2048  # kept at a time, 16 kB each

Block = tuple["array[float]", "array[float]"]
"""Two uniform numbers an address, as plain numbers."""
Table = NDArray[np.float64]


class StreamLike(Protocol):
    """What a stream must tell: its name with a version (`lead_time/1`), whose it is, and the law of its numbers."""

    @property
    def name(self) -> str:
        """What is drawn and in which version."""
        ...

    @property
    def entity(self) -> str:
        """Whose luck it is."""
        ...

    @property
    def law(self) -> Law:
        """The law of its numbers."""
        ...


class SamplePath:
    """The numbers of one replication: `rows` in the order of the streams, and the two tables they share."""

    def __init__(self, rows: tuple[Row, ...], values: Table, cumulative: Table) -> None:
        self.rows = rows
        self.values = values
        self.cumulative = cumulative
        self._values = values.tolist()
        self._cumulative = cumulative.tolist()
        self._latest: list[tuple[int, int, list[float]]] = [(0, 0, [])] * len(rows)
        """By stream: first ordinal of the block without members that was read last, the one behind it, its numbers."""
        self._blocks: dict[tuple[int, int, int], Block] = {}

    def value(self, stream: int, member: int, ordinal: int) -> float:
        """Give the same bits as `transforms.value`, faster in plain Python: numbers come in blocks."""
        if member == 0:
            first, behind, numbers = self._latest[stream]
            if not first <= ordinal < behind:
                first, _, numbers = self._turned_to(stream, ordinal)
            return numbers[ordinal - first]
        row = self.rows[stream]
        if row.family == CONSTANT:
            return row.a
        key = (stream, member >> MEMBER_BITS, ordinal >> MEMBER_ORDINAL_BITS)
        first, second = self._blocks.get(key) or self._drawn(row, key)
        place = (member & 127) << MEMBER_ORDINAL_BITS | (ordinal & 7)
        if row.count == 0:
            return transform(row, member, ordinal, first[place], second[place])
        return listed(row, self._values, self._cumulative, first[place])

    def waits(self, stream: int, speed: float, most: int) -> Iterator[int]:
        """Give a stream without members from the first number on: each over a speed, as `ticks` and at most so many."""
        return chain.from_iterable(
            np.floor(np.minimum(numbers / speed, most) + 0.5).astype(np.int64).tolist()
            for numbers in self._in_order(stream)
        )

    def constant(self, stream: int) -> float | None:
        """Return the only number a stream can give, None if it can give several."""
        row = self.rows[stream]
        return row.a if row.family == CONSTANT else None

    def _in_order(self, stream: int) -> Iterator[Table]:
        """Compute block after block of a stream without members."""
        first, length = 0, SHORTEST
        while True:
            yield self._numbers(self.rows[stream], range(first, first + length))
            first, length = first + length, min(2 * length, LONGEST)

    def _turned_to(self, stream: int, ordinal: int) -> tuple[int, int, list[float]]:
        """Compute a block of a stream without members, and keep it in place of the one before it."""
        before, behind, _ = self._latest[stream]
        length = min(max(2 * (behind - before), SHORTEST), LONGEST)
        first = behind
        if not first <= ordinal < first + length:
            first, length = ordinal - ordinal % SHORTEST, SHORTEST
        numbers = self._numbers(self.rows[stream], range(first, first + length)).tolist()
        self._latest[stream] = latest = (first, first + length, numbers)
        return latest

    def _numbers(self, row: Row, ordinals: range) -> Table:
        """Compute numbers without a member."""
        if row.family == CONSTANT:
            return np.full(len(ordinals), row.a)
        first, second = pairs(row.k0, row.k1, range(1), ordinals)
        if row.family == EXPONENTIAL:
            return -row.a * np.fromiter(map(log, (1.0 - first).tolist()), np.float64, len(ordinals))
        if row.count > 0:
            return np.array([listed(row, self._values, self._cumulative, u) for u in first.tolist()])
        both = zip(ordinals, first.tolist(), second.tolist(), strict=True)
        return np.array([transform(row, 0, ordinal, u, v) for ordinal, u, v in both], np.float64)

    def _drawn(self, row: Row, key: tuple[int, int, int]) -> Block:
        """Compute a block of uniform numbers and keep it; when too many are kept, forget them all."""
        _, group, part = key
        first, second = pairs(
            row.k0,
            row.k1,
            range(group << MEMBER_BITS, (group + 1) << MEMBER_BITS),
            range(part << MEMBER_ORDINAL_BITS, (part + 1) << MEMBER_ORDINAL_BITS),
        )
        if len(self._blocks) >= MOST_BLOCKS:
            self._blocks.clear()
        self._blocks[key] = block = (array("d", first.tobytes()), array("d", second.tobytes()))
        return block


def draw(streams: Sequence[StreamLike], seed: int, replication: int) -> SamplePath:
    """Draw the path of one replication; raises ValueError when two streams share name and entity."""
    places, values, cumulative = _tables(tuple(stream.law for stream in streams))
    rows: list[Row] = []
    taken: set[tuple[str, str]] = set()
    for stream, (law, first) in zip(streams, places, strict=True):
        if (stream.name, stream.entity) in taken:
            raise ValueError(
                f"{stream.name} of {stream.entity}: this stream is given twice; every stream needs its own address"
            )
        taken.add((stream.name, stream.entity))
        k0, k1 = key_of(seed, replication, stream.name, stream.entity)
        rows.append(Row(k0, k1, law.family, law.a, law.b, law.c, law.d, first, len(law.values)))
    return SamplePath(tuple(rows), values, cumulative)


def key_of(seed: int, replication: int, name: str, entity: str) -> tuple[int, int]:
    """Hash the root seed, the replication and the stream's address into the two 32-bit words of a key."""
    address = json.dumps([seed, replication, name, entity]).encode()
    digest = hashlib.blake2b(address, digest_size=8).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


def fingerprint(streams: Sequence[StreamLike]) -> str:
    """Hash names, entities and laws of the streams, in whatever order they come: the chance part of a scenario."""
    lines = sorted(
        json.dumps(
            [stream.name, stream.entity, stream.law.family]
            + [
                [float(number).hex() for number in numbers]
                for numbers in (stream.law.parameters, stream.law.values, stream.law.shares)
            ]
        )
        for stream in streams
    )
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=8)
def _tables(laws: tuple[Law, ...]) -> tuple[tuple[tuple[Coded, int], ...], Table, Table]:
    """Code the laws, each with its first place in the shared tables; the same for every replication."""
    known: dict[Law, tuple[Coded, int]] = {}
    values: list[float] = []
    cumulative: list[float] = []
    for law in laws:
        if law not in known:
            known[law] = (coded(law), len(values))
            values.extend(known[law][0].values)
            cumulative.extend(known[law][0].cumulative)
    return (
        tuple(known[law] for law in laws),
        np.array(values, dtype=np.float64),
        np.array(cumulative, dtype=np.float64),
    )
