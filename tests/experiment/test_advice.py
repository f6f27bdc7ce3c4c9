"""The last sentence: as certain as the replications allow, and no more."""

from __future__ import annotations

import dataclasses
from importlib import import_module

import pytest

from model import Comparison, advice
from model.experiment import Best
from model.experiment.wording import change, decimals, listed, number, tied, unit_of_many

BASE, SILENT, FIXED, PIPELINE = "lost-sales / silent", "open / silent", "open / fixed", "open / pipeline"
TITLES = ("Served within 2 days", "Lost sales", "Customers lost to service")
MEASURES = ("served_within(2)", "lost_total", "churned_by_service")


def judged(comparison: Comparison, *names: tuple[str, ...]) -> Comparison:
    """Return the comparison with other combinations as possibly best, headline by headline."""
    best = tuple(Best(*one) for one in zip(MEASURES, TITLES, names, strict=True))
    return dataclasses.replace(comparison, best=best, earning=None)


def test_one_winner_is_to_be_chosen(comparison: Comparison) -> None:
    """A combination alone at the top of every headline is named with its confidence and what it changes."""
    told = advice(judged(comparison, (SILENT,), (SILENT,), (SILENT,)))
    assert told.startswith(
        "Choose open / silent: it is best at served within 2 days, lost sales and customers lost to service, "
        "with 95 % confidence. Taking open / silent instead of lost-sales / silent changes "
    )
    assert "lost sales by -" in told and "points" in told


def test_a_winner_with_equals_says_where(comparison: Comparison) -> None:
    """Where others may match it on a headline, that headline is named."""
    told = advice(judged(comparison, (SILENT, PIPELINE), (SILENT,), (SILENT,)))
    assert "nothing is shown to beat it, though others may match it at served within 2 days." in told


def test_several_that_cannot_be_told_apart(comparison: Comparison) -> None:
    """Two combinations at the top everywhere are both named, the better average first."""
    told = advice(judged(comparison, (FIXED, SILENT), (SILENT, FIXED), (SILENT, FIXED)))
    assert told.startswith("Choose open / silent, or open / fixed: 20 replications cannot tell them apart")


def test_many_that_cannot_be_told_apart_are_told_by_what_they_have_in_common(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three that all take back-orders and say whatever: the lever that matters is named, and the one that does not."""
    monkeypatch.setattr(import_module("model.experiment.advice"), "MOST_NAMES", 2)
    those = (SILENT, FIXED, PIPELINE)
    assert (
        "cannot tell it from 2 others (ask for more with --replications). All of them take open (back orders); "
        "every alternative of communication is among them."
    ) in advice(judged(comparison, those, those, those))


def test_nothing_told_apart_keeps_the_baseline(comparison: Comparison) -> None:
    """When every combination may be best at everything, nothing is recommended over the baseline."""
    all_of_them = (SILENT, BASE, FIXED, PIPELINE)
    told = advice(judged(comparison, all_of_them, all_of_them, all_of_them))
    assert "No combination is shown to be better than another on these headlines in 20 replications" in told
    assert "keep lost-sales / silent, or ask for more replications" in told


def test_what_is_better_beside_the_headlines_is_said(comparison: Comparison) -> None:
    """Where no headline differs, the one that is shown better at most of the rest is named with it."""
    all_of_them = (SILENT, BASE, FIXED, PIPELINE)
    tie = judged(comparison, all_of_them, all_of_them, all_of_them)
    beside = [one for one in tie.differences if one.measure not in MEASURES]
    told = tuple(
        dataclasses.replace(one, verdict="better" if one.combination == FIXED else "worse") for one in beside
    )
    assert f"Beside them, {FIXED} is shown better in " in advice(dataclasses.replace(tie, differences=told))
    assert "Beside" not in advice(dataclasses.replace(tie, differences=()))


def test_a_trade_off_is_laid_open(comparison: Comparison) -> None:
    """Where headlines disagree, each side is named with what speaks for it."""
    told = advice(judged(comparison, (BASE,), (SILENT,), (SILENT, FIXED)))
    assert told.startswith(
        "No combination is best at everything: served within 2 days speaks for lost-sales / silent;"
    )
    assert "customers lost to service speaks for open / silent (not told apart from open / fixed)" in told


def test_the_baseline_may_be_the_choice(comparison: Comparison) -> None:
    """The baseline at the top is not compared with itself."""
    told = advice(judged(comparison, (BASE,), (BASE,), (BASE,)))
    assert told.startswith("Choose lost-sales / silent: it is best")
    assert "Taking" not in told


def test_profit_has_its_say(comparison: Comparison) -> None:
    """Where another is shown to earn more than the choice, it is named; where the choice may earn most, that is said;
    where no two can be told apart by profit, nothing is."""

    def told(*names: str) -> str:
        best = judged(comparison, (SILENT,), (SILENT,), (SILENT,))
        return advice(dataclasses.replace(best, earning=Best("profit", "Profit", names)))

    assert told(BASE, FIXED).endswith(
        "But profit speaks for lost-sales / silent (not told apart from open / fixed)."
    )
    assert told(SILENT, BASE).endswith("Nothing is shown to beat it at profit.")
    distinct = [one.name for one in comparison.combinations if one.same_as is None]
    assert "profit speaks" not in told(*distinct) and "at profit" not in told(*distinct)


def test_profit_speaks_in_a_trade_off_too(comparison: Comparison) -> None:
    """Beside headlines that disagree, profit is a further voice."""
    split = judged(comparison, (BASE,), (SILENT,), (SILENT,))
    told = advice(dataclasses.replace(split, earning=Best("profit", "Profit", (FIXED,))))
    assert told.endswith("Profit speaks for open / fixed.")


def test_one_replication_tells_nothing(comparison: Comparison) -> None:
    """With a single replication there is no interval and no advice."""
    assert "more with --replications" in advice(dataclasses.replace(comparison, replications=1))


def test_combinations_that_are_all_the_same(comparison: Comparison) -> None:
    """Where only one combination is distinct, the choice does not matter."""
    same = tuple(one for one in comparison.combinations if one.name.startswith("lost-sales"))
    assert "exactly the same happens" in advice(dataclasses.replace(comparison, combinations=same))


@pytest.mark.parametrize(
    ("mean", "half_width", "unit", "text"),
    [
        (0.0321, 0.0042, "share", "+3.2 ± 0.4 points"),
        (-0.0321, 0.0142, "share", "-3.2 ± 1.4 points"),
        (-120.4, 33.0, "customers", "-120 ± 33 customers"),
        (1234.5, 200.0, "customers", "+1,234 ± 200 customers"),
        (0.00001, 0.02, "share", "0 ± 2 points"),
        (0.0, 0.0, "day", "0 ± 0 day"),
        (2.5, None, "day", "+2.50 day"),
    ],
)
def test_changes_in_words(mean: float, half_width: float | None, unit: str, text: str) -> None:
    """A change shows as many digits as its half-width deserves, shares as points, and nothing without a sign."""
    assert change(mean, half_width, unit) == text


@pytest.mark.parametrize(
    ("width", "places"), [(0.9, 1), (0.19, 2), (0.21, 1), (1.9, 1), (2.1, 0), (40.0, 0), (1e-9, 4)]
)
def test_decimals_follow_the_half_width(width: float, places: int) -> None:
    """One digit of the half-width is shown, two of one that begins with 1, never more than four decimals."""
    assert decimals([(5.0, width)], "day") == places


def test_money_is_told_to_the_cent() -> None:
    """A half-width of .0012 shows two decimals of money, four where all of it is less than ten cents, and of days."""
    assert decimals([(1.458, 0.0012)], "money per day") == 2
    assert decimals([(0.0458, 0.0012)], "money per day") == 4
    assert decimals([(1.458, 0.0012)], "day") == 4


def test_numbers_and_lists() -> None:
    """A negative nothing is nothing, thousands are set apart, and lists read as sentences do."""
    assert number(-0.0001, "day", 2) == "0.00"
    assert number(12345.6, "day", 1) == "12,345.6"
    assert [listed(list("abc"[:n])) for n in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
    assert [unit_of_many(unit) for unit in ("day", "share", "units per day", "customers")] == [
        "days",
        "%",
        "units per day",
        "customers",
    ]


def test_ties_are_named_as_long_as_they_are_few() -> None:
    """Up to four are named; more are told by whom they beat, and where that is many too, counted."""
    names = list("abcdefghijkl")
    assert tied(names, names) == "cannot tell any of the 12 apart"
    assert tied(["b", "a"], names) == "cannot tell between b and a"
    assert tied(names[1:], names) == "b leads; only a can be ruled out"
    assert tied(names[:6], names) == "a leads; it cannot be told from 5 others"
