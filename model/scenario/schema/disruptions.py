"""Disruptions as a scenario writes them."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias, cast

from pydantic import BeforeValidator, Field

from .chance import DurationLaw
from .fields import Duration, Instant, InstantOrNever, Number, Share, Strict, Text, YesNo, word

EFFECTS = ("pause-orders", "pause-shipments", "freeze", "pause-receipts", "destroy-stock", "capacity-factor")
EffectWord: TypeAlias = Annotated[str, *word(*EFFECTS)]


class Window(Strict):
    """One time of a disruption, [from, to) in measured time."""

    begins: Instant = Field(alias="from")
    """When it begins, measured from 0; or a date, where there is a time.start."""
    ends: InstantOrNever | None = Field(None, alias="to")
    """When it ends; `never` is past the horizon. Without it only for destroy-stock, which is over at once."""
    every: Duration | None = None
    """Time from one beginning to the next, until the horizon; once unless given."""


class DisruptionBlock(Strict):
    """One cause of trouble: when, again and again by laws or in windows, and what it does."""

    up: DurationLaw | None = None
    """Time until it begins."""
    down: DurationLaw | None = None
    """Time it lasts."""
    windows: list[Window] = []
    """Times of it that are known, apart from each other."""
    effect: EffectWord = "pause-shipments"
    """What stands still or is lost meanwhile."""
    item: Text | None = None
    """Only goods of this item; all unless given."""
    to: Text | None = None
    """Only what a supplier accepts from this site or ships to it, or a site sends to it; all unless given."""
    share: Share | None = None
    """Of what is on hand, destroyed by destroy-stock; rounded to the nearest unit, half upwards."""
    factor: Number | None = None
    """What capacity-factor divides the times of work of a site's lines by meanwhile: .5 for half the capacity."""
    announced: YesNo = False
    """Whether shops that see causes know the end of a window while it lasts."""
    expected: Duration | None = None
    """How long such shops reckon a window lasts, from its beginning, where it is not announced; they add nothing
    unless given."""
    key: Text | None = None
    """Name of its luck, so that another place in the list keeps it."""


def _listed(given: Any) -> Any:
    """Let one block stand for a list of one, and `none` for no block."""
    if given in (None, "none"):
        return []
    return [cast("object", given)] if isinstance(given, (dict, DisruptionBlock)) else given


Disruptions: TypeAlias = Annotated[list[DisruptionBlock], BeforeValidator(_listed)]
