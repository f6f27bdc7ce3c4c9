"""Trust and haste: the recursions by hand."""

from __future__ import annotations

import pytest

from model.policies.supply import expedite, inflation, trust

HALF = trust.Settings(weight=0.5, leave=0.6, come_back=0.8)


def test_trust_is_the_smoothed_share_on_time() -> None:
    """1, then late, late, on time with weight 1/2: .5, .25, .625."""
    after = [1.0]
    for on_time in (0.0, 0.0, 1.0):
        after.append(trust.trusted(after[-1], on_time, 0.5))
    assert after == [1.0, 0.5, 0.25, 0.625]


def test_leaving_and_coming_back_have_a_band_between() -> None:
    """Below .6 orders are diverted, above .8 not, in between as before."""
    assert [trust.away(was, level, HALF) for was in (0, 1) for level in (0.59, 0.7, 0.81)] == [
        1,
        0,
        0,
        1,
        1,
        0,
    ]


def test_each_point_of_trust_lacking_costs_the_slope() -> None:
    """At the level of return all stays; a point below 1/1.11 of it, two points 1/1.11^2; never less than `keep`."""
    assert trust.kept(0.8, HALF) == 1.0
    assert trust.kept(0.79, HALF) == pytest.approx(1 / 1.11)
    assert trust.kept(0.78, HALF) == pytest.approx(1 / 1.11**2)
    assert trust.kept(0.0, HALF) == HALF.keep


def test_fractions_of_units_are_carried_to_the_next_order() -> None:
    """A tenth of one unit stays with every tenth order."""
    carry, stayed = 0.0, []
    for _ in range(20):
        due = trust.carried(carry, 0.1, 1)
        stayed.append(trust.staying(due, 1))
        carry = due - stayed[-1]
    assert [place for place, units in enumerate(stayed) if units] == [9, 19]


def test_what_is_owed_beyond_the_level_and_not_yet_coming_is_expedited() -> None:
    """12 owed, level 5, 3 coming fast: 4 of the order; in lots of 3, 6; never more than the order."""
    settings = expedite.Settings(5)
    assert expedite.expedited(10, 1, 12, 3, settings) == 4
    assert expedite.expedited(12, 3, 12, 3, settings) == 6
    assert expedite.expedited(2, 1, 12, 3, settings) == 2
    assert expedite.expedited(10, 1, 8, 3, settings) == 0


def test_settings_that_cannot_be_are_refused() -> None:
    """Each fault has its value and a remedy."""
    told = dict(trust.faults(trust.Settings(weight=0.0, leave=0.9, come_back=0.8, slope=0.0, keep=0.0)))
    assert set(told) == {"weight", "leave", "slope", "keep"}
    assert told["leave"] == "0.9 must not be above come_back (0.8); lower it, or raise that"
    assert expedite.faults(expedite.Settings(-1)) == [
        ("backlog_over", "-1 is below 0; use 0 to expedite whatever is owed")
    ]


def test_a_shortfall_is_smoothed_and_inflates_whole_multiples() -> None:
    """None of 4 shipped with weight 1/2: 1/2; then 3 of 4: 3/8. An order of 10 grows by 10 x 3/8 x 2 = 7.5, rounded."""
    assert inflation.shortfall(0.0, 4, 0, 0.5) == 0.5
    assert inflation.shortfall(0.5, 4, 3, 0.5) == 0.375
    assert inflation.extra(10, 10, 0.375, 2.0) == 10
    assert inflation.extra(10, 1, 0.375, 2.0) == 8
    assert [field for field, _ in inflation.faults(inflation.Settings(0.0, 0.0))] == ["factor", "weight"]
