"""What a disruption may do where: effects by place, and the faults of a block."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ...policies.units import NEVER
from ..document import Path
from ..schema.disruptions import DisruptionBlock
from ..world import Effect
from .draft import Draft
from .profile import MOST_WINDOWS
from .sites import above_zero

EFFECTS = {
    "pause-orders": Effect.PAUSE_ORDERS,
    "pause-shipments": Effect.PAUSE_SHIPMENTS,
    "freeze": Effect.FREEZE_LANES,
    "pause-receipts": Effect.PAUSE_RECEIPTS,
    "destroy-stock": Effect.DESTROY_STOCK,
    "capacity-factor": Effect.REDUCE_CAPACITY,
}
MAKES_SENSE = {
    "supplier": ("pause-orders", "pause-shipments", "freeze"),
    "site": (
        "pause-orders",
        "pause-shipments",
        "pause-receipts",
        "destroy-stock",
        "freeze",
        "capacity-factor",
    ),
    "entry": ("pause-shipments", "freeze", "pause-receipts"),
    "lane": ("pause-orders", "pause-shipments", "freeze", "pause-receipts"),
}
"""Effects by what a disruption may be written under."""
WHERE = {"supplier": "at a supplier", "site": "at a site", "entry": "at an entry", "lane": "on a lane"}
ELSEWHERE = {
    "supplier": {
        "pause-receipts": "what arrives waits at the receiver's door; write it at the site, or at its entry",
        "destroy-stock": "a supplier's stock is outside the model; use pause-shipments",
        "capacity-factor": "a supplier's lines are outside the model; use pause-shipments",
    },
    "entry": {
        "pause-orders": "a site places the orders; write it at the site, with `item`, or at one source",
        "destroy-stock": "stock lies at a site; write it at the site, with `item`",
        "capacity-factor": "lines are at a site; write it at the site that makes the item",
    },
    "lane": {
        "destroy-stock": "stock lies at a site; write it at the site, with `item`",
        "capacity-factor": "nothing is made on a way; write it at the site that makes the item",
    },
}
"""Where to write an effect that makes no sense at a place."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a disruption is written."""

    kind: str
    name: str
    """As results name it."""
    entity: str
    """Whose luck it is."""
    path: Path
    blocks: list[DisruptionBlock]
    index: int
    """Supplier, site, stock point of the entry, or lane."""


def check_block(draft: Draft, path: Path, place: Place, block: DisruptionBlock) -> None:
    """Refuse effects that make no sense at a place, and settings without an effect."""
    if block.effect not in MAKES_SENSE[place.kind]:
        why = ELSEWHERE[place.kind][block.effect]
        draft.fault((*path, "effect"), f"{block.effect}: not {WHERE[place.kind]}: {why}")
    at_once = block.effect == "destroy-stock"
    if block.up is None and not block.windows:
        draft.fault(path, "when it comes is not said; give up and down, or windows")
    if block.up is not None and block.down is None and not at_once:
        draft.fault((*path, "down"), "how long it lasts is not said; give down")
    if block.down is not None and (at_once or block.up is None):
        why = "stock is destroyed in an instant" if at_once else "there is no law of its beginnings, `up`"
        draft.fault((*path, "down"), f"{why}; remove down" + ("" if at_once else ", or give up"))
    if at_once and block.share is None:
        draft.fault((*path, "share"), "how much is destroyed is not said; give share, as in 30 %")
    if block.share is not None and not at_once:
        draft.fault((*path, "share"), f"{block.effect} destroys nothing; remove share")
    _check_lines(draft, path, place, block)
    if block.announced and at_once:
        draft.fault(
            (*path, "announced"), "stock is destroyed in an instant, which has no end; remove announced"
        )
    elif block.announced and not block.windows:
        draft.fault((*path, "announced"), "nobody knows the end of a time drawn from a law; remove announced")
    if block.announced and any(window.ends == NEVER for window in block.windows):
        draft.fault(
            (*path, "announced"), "a window that never ends has no date to announce; remove announced"
        )
    if block.expected is not None and (block.announced or not block.windows or at_once):
        why = "the end is announced" if block.announced else "the mean of `down` is what shops reckon with"
        why = "stock is destroyed in an instant" if at_once else why
        draft.fault((*path, "expected"), f"{why}; remove expected")
    if block.item is not None and place.kind in ("entry", "lane"):
        one = "an entry" if place.kind == "entry" else "a lane"
        draft.fault((*path, "item"), f"{one} is about one item; remove item")
    if block.to is not None:
        _check_to(draft, (*path, "to"), place, block)
    if block.up is not None:
        above_zero(draft, (*path, "up"), block.up.law)
    elif block.key is not None:
        draft.fault((*path, "key"), "windows need no luck that a key could keep; remove key")
    _check_windows(draft, path, block, at_once=at_once)


def _check_to(draft: Draft, path: Path, place: Place, block: DisruptionBlock) -> None:
    """Refuse a receiver where nothing is sent, or to one only."""
    if place.kind in ("entry", "lane"):
        draft.fault(path, "what is struck here leads to one site; remove to")
    elif place.kind == "site" and block.effect != "pause-shipments":
        draft.fault(path, f"{block.effect} strikes the site itself; remove to, or use pause-shipments")


def _check_lines(draft: Draft, path: Path, place: Place, block: DisruptionBlock) -> None:
    """Refuse what makes no sense of lines, and a factor that is missing or without an effect."""
    reduced = block.effect == "capacity-factor"
    if reduced and block.factor is None:
        draft.fault((*path, "factor"), "how fast lines work is not said; give factor, as in 0.5")
    elif block.factor is not None and not reduced:
        draft.fault(
            (*path, "factor"), f"{block.effect} changes no speed; remove factor, or use capacity-factor"
        )
    elif block.factor is not None and block.factor <= 0:
        draft.fault(
            (*path, "factor"), f"{block.factor:g} is not above 0; use freeze for lines that stand still"
        )
    if place.kind != "site" or block.effect not in ("freeze", "capacity-factor"):
        return
    if block.item is not None:
        draft.fault((*path, "item"), f"{block.effect} strikes all lines of a site; remove item")
    for name, given in (("announced", block.announced), ("expected", block.expected is not None)):
        if given:
            draft.fault(
                (*path, name), f"nobody reckons with the end of {block.effect} at a site; remove {name}"
            )


def windows_of(block: DisruptionBlock, horizon: int) -> tuple[tuple[int, int], ...]:
    """Return when windows begin and end, those that come again each time, in order."""
    found: list[tuple[int, int]] = []
    for window in block.windows:
        begins, ends = int(window.begins), int(window.begins if window.ends is None else window.ends)
        every = int(window.every or 0)
        found.append((begins, ends))
        if every > 0 and horizon // every <= MOST_WINDOWS:  # more are a fault
            found += [(again, ends + again - begins) for again in range(begins + every, horizon, every)]
    return tuple(sorted(found))


def _check_again(draft: Draft, path: Path, block: DisruptionBlock) -> None:
    """Refuse windows that come again while one lasts, and far too often."""
    if not any(window.every is not None for window in block.windows):
        return
    horizon = int(draft.root.time.horizon)
    for number, window in enumerate(block.windows):
        at, every = (*path, "windows", str(number), "every"), window.every
        if every is not None and window.ends == NEVER:
            draft.fault(at, "what never ends does not come again; remove every, or give to")
            return
        if every is not None and (every < 1 or horizon // int(every) > MOST_WINDOWS):
            draft.fault(
                at,
                f"{every.written} brings it back more than {MOST_WINDOWS:,} times; up and down say that better",
            )
            return
    windows = windows_of(block, horizon)
    for (_, before), (begins, _) in pairwise(windows):
        if begins <= before:
            at, over = (tick / draft.time.ticks_per_unit for tick in (begins, before))
            draft.fault(
                (*path, "windows"),
                f"one comes again at {at:g}, before another is over at {over:g}; raise every, or shorten what overlaps",
            )
            return


def _check_windows(draft: Draft, path: Path, block: DisruptionBlock, *, at_once: bool) -> None:
    """Refuse windows without an end or out of order, and those that come again at odds; tell of what never strikes."""
    before = -1
    for number, window in enumerate(block.windows):
        at = (*path, "windows", str(number))
        if at_once and window.ends is not None:
            draft.fault((*at, "to"), "stock is destroyed in an instant; remove to")
        elif not at_once and window.ends is None:
            draft.fault((*at, "to"), "when it ends is not said; give to, or never")
        ends = int(window.begins if window.ends is None else window.ends)
        if not at_once and window.ends is not None and ends <= window.begins:
            draft.fault(
                at,
                f"it ends at {window.ends.written}, not after its beginning at {window.begins.written}; raise `to`",
            )
        if window.begins >= draft.root.time.horizon:
            draft.notes.append(
                f"{'.'.join(at)} begins at {window.begins.written}, not before the horizon: it never strikes"
            )
        if window.begins <= before:
            draft.fault(
                (*at, "from"),
                f"{window.begins.written} is not after the window before; make one of both, or write them in order",
            )
        before = ends
    _check_again(draft, path, block)
