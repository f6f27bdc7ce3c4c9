"""Whether customers come back: presets, coefficients and the natural drop-out."""

from __future__ import annotations

from typing import Any

from ...policies.customer import loyalty
from ..document import Path
from ..laws import Law
from ..schema.customers import SegmentBlock
from ..world import Item, Kind
from .choices import settings_of
from .draft import Draft
from .presets import harms


def build_loyalty(
    draft: Draft, path: Path, block: SegmentBlock, kind: Kind
) -> tuple[Law | None, loyalty.Settings | None]:
    """Return the law of the natural drop-out and the settings; None for each where nothing is to be decided."""
    given = block.loyalty
    at = (*path, "loyalty")
    if given is None:
        return None, None
    if kind is Kind.STREAM:
        known = "the record a column `customer`" if block.history is not None else "`count`"
        draft.fault(at, f"nobody here comes a second time; give {known}, so that customers are known")
        return None, None
    if kind is Kind.HISTORY and given.natural is not None:
        draft.fault((*at, "natural"), "a record holds only the purchases that were made; remove natural")
    settings: loyalty.Settings = settings_of(draft, loyalty, given, at, Item(""))
    for name, value in harms(draft, at, given).items():
        if getattr(given, name) is None:
            settings = settings._replace(**{name: value})
    if given.late_scale is None:  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        settings = settings._replace(late_scale=draft.time.day)
    if (
        max(settings.delayed, settings.long_delayed, settings.broken, settings.untold, settings.late)
        > 0
        == max(settings.not_offered, settings.refused, settings.reneged)
    ):
        draft.notes.append(
            f"{'.'.join(at)}: waiting can drive customers away, being turned away or giving up cannot "
            "(not_offered, refused and reneged are 0); so a policy that loses sales loses fewer customers"
        )
    for name, value in settings._asdict().items():
        draft.fill((*at, name), _readable(draft, name, value))
    return None if given.natural is None else given.natural.law, settings


def build_win_back(draft: Draft, entity: str, block: SegmentBlock) -> int | None:
    """Return the stream of lapses, None where who left because of service stays away."""
    law = None if block.loyalty is None else block.loyalty.win_back
    return None if law is None else draft.stream("win_back/1", entity, law.law)


def _readable(draft: Draft, name: str, value: float) -> Any:
    if name not in loyalty.TIMES:
        return value
    return "never" if value == loyalty.Settings().long else draft.time.text(int(value))
