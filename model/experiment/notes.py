"""What a reader of a comparison should know before its numbers."""

from __future__ import annotations

from ..scenario.world import World
from .comparison import Comparison


def comparison_notes(comparison: Comparison) -> tuple[str, ...]:
    """Return the notes on the scenario, and those on comparing these combinations."""
    return (*comparison.scenario.notes, *_recovery(comparison))


def _recovery(comparison: Comparison) -> tuple[str, ...]:
    """Tell of a baseline that recovers at once since it owes nothing, where others take back-orders."""
    base = comparison.combination(comparison.baseline).meter.world
    others = [one.meter.world for one in comparison.combinations if one.same_as is None]
    if (
        "time_to_recover" not in comparison.judged
        or not _owes_nothing(base)
        or all(map(_owes_nothing, others))
    ):
        return ()
    return (
        f"time to recover is until no more is owed than before a disruption; the shops of the baseline "
        f"({comparison.baseline}) take no back-orders, owe nothing and recover at once: compare it only between "
        "policies that take back-orders",
    )


def _owes_nothing(world: World) -> bool:
    """Tell whether no shop takes a back-order."""
    return all(stock.shop is None or stock.shop.offer.rule == "none" for stock in world.stocks)
