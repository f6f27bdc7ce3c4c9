"""Who joins: a rate, and how it follows what is said of the shops."""

from __future__ import annotations

from typing import Any

from ...policies.customer import reputation
from ..document import Path
from ..schema.customers import JoinsBlock, SegmentBlock
from ..world import Item, Site
from .choices import settings_of
from .draft import Draft


def rate_of(block: SegmentBlock) -> float | None:
    """Return the rate of joining at the reference reputation, per tick; None where nobody joins."""
    return block.joins.rate if isinstance(block.joins, JoinsBlock) else block.joins


def build_word(draft: Draft, path: Path, block: SegmentBlock) -> reputation.Settings | None:
    """Return how joining follows the reputation; None where it does not."""
    given, at = block.joins, (*path, "joins")
    if not isinstance(given, JoinsBlock):
        return None
    if getattr(given, "gain", None) is None:
        draft.fault(
            (*at, "gain"),
            "is missing; give a number, as in 2, or write the rate alone",
        )
        return None
    settings: Any = settings_of(draft, reputation, given, at, Item(""))
    for name, value in settings._asdict().items():
        draft.fill((*at, name), value)
    return settings


def check_listened(draft: Draft, path: Path, sites: tuple[int, ...], all_sites: tuple[Site, ...]) -> None:
    """Note a fault at the first shop of which nothing is said though joining follows it."""
    for site in sites:
        if all_sites[site].reputation is None:
            name = all_sites[site].name
            draft.fault(
                (*path, "joins"), f"nothing is said of {name}; give {name}.reputation, as in {{memory: 200}}"
            )
            return
