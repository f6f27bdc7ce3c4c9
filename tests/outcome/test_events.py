"""Kinds of event and the key that orders an instant."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.outcome.events import ENTITIES, ORDINALS, Event, key, phase

places = st.tuples(st.sampled_from(Event), st.integers(0, ENTITIES - 1), st.integers(0, ORDINALS - 1))


@given(one=places, other=places)
@example(one=(Event.DISRUPTION, ENTITIES - 1, ORDINALS - 1), other=(Event.LINE, 0, 0))
@example(one=(Event.SAMPLE, 3, ORDINALS - 1), other=(Event.SAMPLE, 4, 0))
@settings(max_examples=500, derandomize=True, database=None)
def test_keys_order_as_kind_entity_and_ordinal_do(
    one: tuple[Event, int, int], other: tuple[Event, int, int]
) -> None:
    """One integer stands for the three: less, equal or greater as the tuples are."""
    assert (key(*one) < key(*other)) == (one < other)
    assert (key(*one) == key(*other)) == (one == other)


def test_the_greatest_key_fits_a_signed_word() -> None:
    """Both engines keep keys in 63 bits, and the reference adds SimPy's two priorities below them."""
    assert key(max(Event), ENTITIES - 1, ORDINALS - 1) + 2 < 1 << 63


def test_ordinals_beyond_the_key_wrap_and_leave_the_entity_alone() -> None:
    """The 2^32nd job of a line has the place of the first, not that of the next line's."""
    assert key(Event.WORK, 7, ORDINALS) == key(Event.WORK, 7, 0)


def test_kinds_are_numbered_in_order_of_phase() -> None:
    """So a kind implies its phase, and ordering by kind orders by phase; every kind has one of the eight."""
    phases = [phase(kind) for kind in sorted(Event)]
    assert phases == sorted(phases)
    assert set(phases) == set(range(1, 9))


def test_an_instant_goes_from_repairs_to_measurement() -> None:
    """Eight phases, by a kind of each; a review after requests shares their phase and follows."""
    story = [
        *(Event.DISRUPTION, Event.WORK, Event.ARRIVAL, Event.PATIENCE, Event.UPDATE, Event.REVIEW),
        *(Event.REQUEST, Event.SAMPLE),
    ]
    assert [phase(kind) for kind in story] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert Event.REQUEST < Event.LATE_REVIEW and phase(Event.LATE_REVIEW) == 7
