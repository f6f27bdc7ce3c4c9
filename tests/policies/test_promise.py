"""What a shop says about the wait."""

from __future__ import annotations

from typing import Any

import pytest

from model.policies.promise import quantile
from model.policies.units import NEVER, NOTHING
from model.policies.views import PromiseView
from tests.policies.rows import Asked, Refused, chosen, faults_of, words

AT_THE_REQUEST = PromiseView(
    now=100, asked=100, told=NOTHING, units_ahead=3, own=1, mean_wait=0.0, waits_seen=0, wait_quantile=0, received=0,
    elapsed=0, delivery=0, estimate=NOTHING,
)  # fmt: skip


def shop(**seen: Any) -> PromiseView:
    """Return a shop at tick 100, asked just now for a unit, with three units owed ahead."""
    return AT_THE_REQUEST._replace(**seen)


HISTORY: dict[str, Any] = {"mean_wait": 12.4, "waits_seen": 3}
RANKED: dict[str, Any] = {"wait_quantile": 17, "waits_seen": 3}

ASKED = [
    Asked("silence", "none", {}, shop(estimate=30), NOTHING),
    Asked("the whole wait at the request", "fixed", {"days": 10}, shop(), 10),
    Asked("the same date told again", "fixed", {"days": 10}, shop(now=104), 6),
    Asked("the date itself has not passed", "fixed", {"days": 10}, shop(now=110), 0),
    Asked("after it the whole wait anew", "fixed", {"days": 10}, shop(now=111), 10),
    Asked("a guess until the first has waited", "average", {"initial": 20}, shop(), 20),
    Asked("then what others waited: 12.4", "average", {"initial": 20}, shop(**HISTORY), 12),
    Asked("less the 5 already waited: 7.4", "average", {}, shop(now=105, **HISTORY), 7),
    Asked("times the margin: 18.6", "average", {"margin": 1.5}, shop(**HISTORY), 19),
    Asked("who waited longer hears: now", "average", {}, shop(now=113, **HISTORY), 0),
    Asked("no average lies beyond never", "average", {"initial": NEVER, "margin": 9}, shop(), NEVER),
    Asked("a guess before any quantile", "quantile", {"initial": 20}, shop(), 20),
    Asked("the wait that nine in ten did not pass", "quantile", {}, shop(**RANKED), 17),
    Asked("less the 5 already waited", "quantile", {}, shop(now=105, **RANKED), 12),
    Asked("times the margin: 25.5", "quantile", {"margin": 1.5}, shop(**RANKED), 26),
    Asked("who waited longer than the quantile hears: now", "quantile", {}, shop(now=118, **RANKED), 0),
    Asked("no quantile lies beyond never", "quantile", {"initial": NEVER, "margin": 9}, shop(), NEVER),
    Asked("four units at one in 2 ticks, delivered in 2", "position", {"rate": 0.5}, shop(delivery=2), 10),
    Asked(
        "the margin stretches the line", "position", {"rate": 0.5, "margin": 1.5}, shop(delivery=2), 12 + 2
    ),
    Asked("firm as work begins, the own unit is no wait", "position", {"rate": 0.5}, shop(own=0), 6),
    Asked("20 received in 100 ticks: .2 a tick", "position", {}, shop(received=20, elapsed=100), 20),
    Asked("nothing in 100 ticks: at best 1 by now", "position", {}, shop(elapsed=100), 400),
    Asked("at the very beginning a tick a unit", "position", {}, shop(), 4),
    Asked("halves are rounded up", "position", {"rate": 0.4}, shop(units_ahead=0), 3),
    Asked("a rate of nearly nothing is never", "position", {"rate": 1e-300}, shop(), NEVER),
    Asked("the pegged unit comes in 30, delivered in 2", "pipeline", {}, shop(estimate=30, delivery=2), 32),
    Asked("the margin is on the unit", "pipeline", {"margin": 1.2}, shop(estimate=30, delivery=2), 36 + 2),
    Asked("what is known comes in 30, delivered in 2", "exact", {}, shop(estimate=30, delivery=2), 32),
    Asked("care may be taken of breakdowns", "exact", {"margin": 1.2}, shop(estimate=30, delivery=2), 36 + 2),
    Asked("what never comes is never told", "pipeline", {"margin": 2}, shop(estimate=NEVER), NOTHING),
    Asked("nor is it whatever the margin", "exact", {"margin": 0}, shop(estimate=NEVER), NOTHING),
]

MARGIN = "must be a factor of 0 or more; 1 adds nothing"
REFUSED = [
    Refused("fixed", {"days": -1}, [("days", "-1 is below 0; a promise lies ahead")]),
    Refused(
        "average",
        {"over": 0, "initial": -1, "margin": -0.5},
        [
            ("over", "0 is below 1; average over at least one back-order"),
            ("initial", "-1 is below 0; a promise lies ahead"),
            ("margin", f"-0.5 {MARGIN}"),
        ],
    ),
    Refused(
        "position",
        {"rate": -0.1, "margin": 1e6},
        [
            ("rate", "-0.1 must be 0 or more; 0 uses what the shop has seen"),
            ("margin", f"1000000.0 {MARGIN}"),
        ],
    ),
    Refused(
        "position", {"over": -2}, [("over", "-2 is below 0; give a number of receipts, or leave it out")]
    ),
    Refused(
        "position",
        {"rate": 0.5, "over": 3},
        [("over", "3: the rate is given; give one of rate and over")],
    ),
    Refused(
        "quantile",
        {"share": 0.0, "over": 0, "initial": -1, "margin": 1e6},
        [
            ("share", "0.0 must be above 0 and at most 1; .9 is kept nine times in ten"),
            ("over", "0 is below 1; look at one back-order at least"),
            ("initial", "-1 is below 0; a promise lies ahead"),
            ("margin", f"1000000.0 {MARGIN}"),
        ],
    ),
    Refused("position", {"margin": float("nan")}, [("margin", f"nan {MARGIN}")]),
    Refused("exact", {"margin": -0.5}, [("margin", f"-0.5 {MARGIN}")]),
    Refused("pipeline", {"margin": -1.0}, [("margin", f"-1.0 {MARGIN}")]),
]


@pytest.mark.parametrize("asked", ASKED, ids=words)
def test_a_rule_answers_as_worked_out_by_hand(asked: Asked) -> None:
    """A shop tells the ticks from now that its rule's formula gives."""
    assert chosen("promise", asked).decide(asked.view) == asked.answer


@pytest.mark.parametrize("refused", REFUSED, ids=words)
def test_settings_that_cannot_be_are_told_with_value_and_remedy(refused: Refused) -> None:
    """Dates in the past, factors below nothing and averages over nobody are refused."""
    assert faults_of("promise", refused) == refused.faults


@pytest.mark.parametrize(
    ("count", "share", "place"),
    [(1, 0.1, 0), (1, 1.0, 0), (10, 0.9, 8), (10, 0.91, 9), (4, 0.5, 1), (5, 0.5, 2)],
)
def test_a_quantile_is_an_order_statistic(count: int, share: float, place: int) -> None:
    """Number ceil(share n) of n in rising order, counted from 1: of ten the ninth at .9, the tenth at .91."""
    assert quantile.place(count, share) == place
