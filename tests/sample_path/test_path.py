"""The promises of a sample path: numbers belong to addresses, and to nothing else."""

import hashlib
import random

import pytest

from model.sample_path import SamplePath, draw, fingerprint, path, ticks, value
from model.scenario.laws import Law, LawFault, constant, law_from
from tests.sample_path.compiled import LAWS, Named

STREAMS = [Named("any/1", name, law) for name, law in LAWS.items()]
UNIFORM = law_from("uniform", [0, 1])


def alone(drawn: SamplePath, stream: int, member: int, ordinal: int) -> float:
    """Give a number by the pure function, without blocks."""
    return value(drawn.rows[stream], drawn.values, drawn.cumulative, member, ordinal)


@pytest.mark.parametrize("stream", range(len(STREAMS)), ids=list(LAWS))
def test_numbers_from_blocks_have_the_bits_of_the_pure_function(stream: int) -> None:
    """Along a run of ordinals, over many members, and beyond ordinal 2**32."""
    drawn = draw(STREAMS, 7, 3)
    addresses = (
        [(0, k) for k in range(600)]
        + [(m, k) for m in range(1, 300, 11) for k in range(12)]
        + [(5, 2**33 + 7)]
    )
    for member, ordinal in addresses:
        assert drawn.value(stream, member, ordinal) == alone(drawn, stream, member, ordinal)


@pytest.mark.parametrize("stream", range(len(STREAMS)), ids=list(LAWS))
def test_a_stream_read_in_order_gives_the_numbers_of_its_addresses(stream: int) -> None:
    """The first 1,200 numbers as whole ticks, over several blocks, while another reader of the stream is elsewhere."""
    drawn, speed, most = draw(STREAMS, 7, 3), 0.3, 40
    for ordinal, wait in zip(range(1200), drawn.waits(stream, speed, most), strict=False):
        assert wait == min(ticks(alone(drawn, stream, 0, ordinal) / speed), most)
        if ordinal % 100 == 0:
            drawn.value(stream, 0, ordinal + 5000)


def test_a_wait_beyond_all_bounds_is_the_longest() -> None:
    """Where it would not fit a whole number of 64 bits."""
    drawn = draw([Named("any/1", "one", constant(1e12))], 7, 3)
    assert next(drawn.waits(0, 1e-12, 1 << 60)) == 1 << 60


def test_reading_on_in_leaps_gives_the_numbers_of_the_addresses() -> None:
    """Where only some of the ordinals are asked for, as of the requests that find the shelf empty."""
    drawn = draw([Named("a/1", "x", UNIFORM)], 0, 0)
    for ordinal in (*range(0, 9000, 37), 3, 140, 127, 128, 20_000, 127, 128):
        assert drawn.value(0, 0, ordinal) == alone(drawn, 0, 0, ordinal)


def test_only_a_constant_law_is_known_to_give_one_number() -> None:
    """What is said to be constant is, and what is not said to be gives several numbers."""
    drawn = draw([Named("any/1", "one", constant(3)), Named("any/1", "other", UNIFORM)], 7, 3)
    assert [drawn.constant(0), drawn.constant(1)] == [3.0, None]


def test_a_number_does_not_depend_on_the_order_of_asking() -> None:
    """Asked for in any order, or alone on a fresh path, a number is the same."""
    addresses = [(s, m, k) for s in range(len(STREAMS)) for m in (0, 1, 40) for k in (0, 5, 300)]
    inorder = draw(STREAMS, 0, 0)
    expected = {address: inorder.value(*address) for address in addresses}
    random.Random(1).shuffle(addresses)
    shuffled = draw(STREAMS, 0, 0)
    assert {address: shuffled.value(*address) for address in addresses} == expected
    assert all(draw(STREAMS, 0, 0).value(*address) == expected[address] for address in addresses[:20])


def test_other_streams_do_not_move_the_numbers_of_a_stream() -> None:
    """A stream keeps its numbers when others are added, changed or put before it."""
    drawn = draw([STREAMS[2]], 4, 4)
    among = draw([Named("new/1", "one", constant(1)), *STREAMS[19:], STREAMS[2]], 4, 4)
    place = len(among.rows) - 1
    assert [among.value(place, 0, k) for k in range(50)] == [drawn.value(0, 0, k) for k in range(50)]


def test_every_part_of_an_address_counts() -> None:
    """Seed (0 being one), replication, name, version, entity, member and ordinal each lead to other numbers."""
    found: list[float] = []
    for seed in (0, 1, 2):
        for replication in (0, 1, 2):
            streams = [
                Named(name, entity, UNIFORM) for name in ("a/1", "a/2", "b/1") for entity in ("x", "y", "")
            ]
            drawn = draw(streams, seed, replication)
            found += [drawn.value(s, m, k) for s in range(9) for m in (0, 1, 2) for k in (0, 1, 2**32)]
    assert len(found) == 9 * 9 * 9
    assert len(set(found)) == len(found)


def test_names_that_run_together_are_kept_apart() -> None:
    """A name and an entity that read alike when joined have different keys."""
    drawn = draw([Named("a/1", "b/c", UNIFORM), Named("a/1/b", "c", UNIFORM)], 1, 23)
    other = draw([Named("a/1", "b/c", UNIFORM)], 12, 3)
    assert len({(row.k0, row.k1) for row in (*drawn.rows, *other.rows)}) == 3


def test_the_key_of_an_address_never_changes() -> None:
    """Stored results can be drawn again by a later version: blake2b of the address as JSON."""
    digest = hashlib.blake2b(b'[2026, 3, "lead_time/1", "fab/chip"]', digest_size=8).digest()
    row = draw([Named("lead_time/1", "fab/chip", UNIFORM)], 2026, 3).rows[0]
    assert row.k0 + (row.k1 << 32) == int.from_bytes(digest, "little")


def test_a_stream_given_twice_is_refused() -> None:
    """Two streams with one address would share their luck unseen."""
    with pytest.raises(ValueError, match=r"lead_time/1 of fab: this stream is given twice"):
        draw([Named("lead_time/1", "fab", UNIFORM), Named("lead_time/1", "fab", constant(2))], 0, 0)


def test_a_law_that_cannot_be_drawn_is_refused() -> None:
    """A law made up by hand with an unknown family fails when the path is drawn, not in the middle of a run."""
    with pytest.raises(LawFault, match="cauchy: no such law can be drawn"):
        draw([Named("a/1", "x", Law("cauchy", (0.0, 1.0)))], 0, 0)


def test_memory_does_not_grow_with_the_number_of_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are dropped when there are too many, and the numbers stay the same."""
    monkeypatch.setattr(path, "MOST_BLOCKS", 4)
    drawn = draw([Named("a/1", "x", UNIFORM)], 0, 0)
    kept: list[int] = []
    for member in range(0, 3200, 128):
        assert drawn.value(0, member, 0) == alone(drawn, 0, member, 0)
        kept.append(len(drawn._blocks))
    assert max(kept) == 4


def test_the_fingerprint_sees_laws_and_names_and_not_their_order() -> None:
    """Shuffled streams have the same fingerprint; another law, name or entity has another."""
    shuffled = random.Random(2).sample(STREAMS, len(STREAMS))
    assert fingerprint(shuffled) == fingerprint(STREAMS)
    first, *rest = STREAMS
    changed = [first._replace(law=constant(3.25)), first._replace(name="any/2"), first._replace(entity="two")]
    marks = {fingerprint([stream, *rest]) for stream in (first, *changed)}
    assert len(marks) == 4
