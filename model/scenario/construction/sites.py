"""Items, suppliers and sites: names checked once, each in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...policies.registry import Choice, choose
from ...policies.units import NEVER, UNLIMITED
from ...quantities.numbers import exact
from ..document import Path
from ..laws import Law
from ..schema.chain import BreakdownBlock, ItemBlock, ManufacturerBlock, SiteBlock
from ..world import BreakdownClock, Breakdowns, Item, Reputation, Site, Supplier
from .choices import chosen
from .draft import Draft
from .ramps import build_ramps, makes

DIVISIBLE = 1_000_000
FORBIDDEN = frozenset(" ./*@{}[]:,\t\n\"'")


@dataclass(frozen=True, slots=True)
class Chain:
    """The named things of a scenario, in their places."""

    items: tuple[Item, ...]
    suppliers: tuple[Supplier, ...]
    sites: tuple[Site, ...]
    blocks: tuple[SiteBlock, ...]
    """Block of each site."""
    keys: tuple[str, ...]
    """Name of each site for its streams, e.g. `retailers.north`."""
    item: dict[str, int]
    """Place of each item by name."""
    site: dict[str, int]
    """Place of each site by its own name, without the role."""
    supplier: dict[str, int]
    """Place of each supplier by its own name."""


def short(name: str) -> str:
    """Return a name without its role."""
    return name.partition(".")[2]


def roles(draft: Draft) -> Iterator[tuple[str, str, SiteBlock]]:
    """Yield (role, name, block) of every site, shops first: the order of entities."""
    for role in ("retailers", "distributors", "manufacturers"):
        for name, block in getattr(draft.root, role).items():
            yield role, name, block


def build_chain(draft: Draft) -> Chain:
    """Give every item, supplier and site its place."""
    _check_names(draft)
    sites = tuple(_site(draft, role, name, block) for role, name, block in roles(draft))
    return Chain(
        items=tuple(_item(draft, name, block) for name, block in draft.items.items()),
        suppliers=tuple(Supplier(f"suppliers.{name}") for name in draft.root.suppliers),
        sites=sites,
        blocks=tuple(block for _, _, block in roles(draft)),
        item={name: place for place, name in enumerate(draft.items)},
        site={short(site.name): place for place, site in enumerate(sites)},
        supplier={name: place for place, name in enumerate(draft.root.suppliers)},
        keys=tuple(f"{role}.{block.key or name}" for role, name, block in roles(draft)),
    )


def _check_names(draft: Draft) -> None:
    seen: dict[str, str] = {}
    root = draft.root
    named = [("items", name) for name in draft.items] + [("customers", name) for name in root.customers]
    places = [("suppliers", name) for name in root.suppliers] + [
        (role, name) for role, name, _ in roles(draft)
    ]
    for role, name in named + places:
        if not name or FORBIDDEN & set(name):
            draft.fault((role, name), f"'{name}' cannot be a name; use letters, digits, - and _")
    for role, name in places:
        if name in seen:
            draft.fault(
                (role, name), f"`{name}` is also one of the {seen[name]}; give each place a name of its own"
            )
        seen.setdefault(name, role)


def _item(draft: Draft, name: str, block: ItemBlock) -> Item:
    quanta = DIVISIBLE if block.units == "divisible" else 1
    path = ("items", name, "made_of")
    for component, units in block.made_of.items():
        other = DIVISIBLE if draft.items[component].units == "divisible" else 1
        if units <= 0:
            draft.fault((*path, component), f"{units:g} must be above 0; leave out what is not needed")
        elif (exact(units) * other / quanta).denominator != 1:
            draft.fault(
                (*path, component),
                f"{units:g} is not a whole number of pieces for the least amount of {name}; "
                f"{_divided(name, quanta, component, units)}",
            )
    return Item(name, block.price, quanta)


def _divided(name: str, quanta: int, component: str, units: float) -> str:
    """Return how an amount of a component can be had: in millionths, or where these are too coarse in other units."""
    if (exact(units) * DIVISIBLE / quanta).denominator == 1:
        return f"make {component} divisible"
    parts = exact(units)
    return (
        f"make {component} divisible and count it in units {parts.denominator} times as small, "
        f"of which a unit of {name} takes {parts.numerator}"
    )


def _site(draft: Draft, role: str, name: str, block: SiteBlock) -> Site:
    full = f"{role}.{name}"
    if not isinstance(block, ManufacturerBlock) or block.lines is None:
        for ramp in ("ramp_up", "ramp_down"):
            if isinstance(block, ManufacturerBlock) and getattr(block, ramp) is not None:
                draft.fault((role, name, ramp), f"there are no lines to change; give lines, or remove {ramp}")
        return Site(full, role, reputation=_reputation(draft, (role, name, "reputation"), block))
    entity = f"{role}.{block.key or name}"
    path = (role, name, "lines")
    if block.lines.count == UNLIMITED:
        _check_unlimited(draft, (role, name), block)
    breakdowns = (
        None if block.lines.breakdowns is None else _breakdowns(draft, entity, path, block.lines.breakdowns)
    )
    return Site(
        full,
        role,
        0 if block.lines.count == UNLIMITED else block.lines.count,
        block.lines.count == UNLIMITED,
        breakdowns,
        _dispatch(draft, path, block),
        *build_ramps(draft, (role, name), block),
        _reputation(draft, (role, name, "reputation"), block),
    )


NEEDS_A_NUMBER_OF_LINES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("lines", "breakdowns"), "a line is there only while it works, and cannot break down"),
    (("lines", "set_up"), "every job has a line of its own, and none is changed; put it into unit_time"),
    (("lines", "dispatch"), "no job waits for a line, so none is preferred"),
    (("ramp_up",), "capacity is never short"),
    (("ramp_down",), "capacity is never short"),
)
"""What has no meaning where lines are unlimited, and why."""


def _check_unlimited(draft: Draft, path: Path, block: ManufacturerBlock) -> None:
    """Refuse what would have no effect where every job has a line of its own."""
    for place, why in NEEDS_A_NUMBER_OF_LINES:
        given: object = block
        for name in place:
            given = getattr(given, name)
        if given is not None and getattr(given, "dispatch", None) != "first_come":
            draft.fault((*path, *place), f"lines are unlimited: {why}; remove it, or give a number of lines")
    for name, entry in block.stock.items():
        for setting in ("set_up", "set_up_after"):
            if getattr(entry, setting):
                draft.fault(
                    (*path, "stock", name, setting),
                    "lines are unlimited: every job has a line of its own, and none is changed; remove it",
                )
    price = draft.root.costs.line
    if not isinstance(price, dict) and price > 0:
        draft.fault(
            ("costs", "line"),
            f"{price:g}: the lines of {path[-1]} are unlimited, and are not paid for; "
            "remove it, or give a number of lines",
        )


def _dispatch(draft: Draft, path: Path, block: ManufacturerBlock) -> Choice:
    """Return the rule by which lines choose jobs; what only matters between items needs two."""
    assert block.lines is not None
    rule, alone = block.lines.dispatch, len(makes(draft, block)) < 2
    if alone and block.lines.set_up is not None:
        draft.fault((*path, "set_up"), "only one item is made here, so no line is ever changed; remove it")
    if rule is None:
        draft.fill((*path, "dispatch", "dispatch"), "first_come")
        return choose("dispatch", "first_come")
    if alone and rule.dispatch != "first_come":
        draft.fault(
            (*path, "dispatch"),
            f"{rule.dispatch}: only one item is made here, whose jobs are all alike; remove it",
        )
    return chosen(draft, "dispatch", rule.dispatch, rule, (*path, "dispatch"), Item("", 0.0, 1))


def _reputation(draft: Draft, path: Path, block: SiteBlock) -> Reputation | None:
    given = block.reputation
    if given is None:
        return None
    if given.memory <= 0:
        draft.fault((*path, "memory"), "0 remembers nothing; give a number of units, as in 200")
        return None
    return Reputation(given.memory, given.start)


def _breakdowns(draft: Draft, entity: str, path: Path, block: BreakdownBlock) -> Breakdowns:
    above_zero(draft, (*path, "breakdowns", "up"), block.up.law)
    return Breakdowns(
        draft.stream("line_up/1", entity, block.up.law),
        draft.stream("line_repair/1", entity, block.repair.law),
        BreakdownClock.WORKING if block.clock == "working" else BreakdownClock.CALENDAR,
    )


def above_zero(draft: Draft, path: Path, law: Law) -> None:
    """Refuse a law of gaps that is always 0: time would not go on."""
    if law.mean() < 1:
        draft.fault(
            path,
            "has a mean below a tick, and time would hardly go on; give a longer time, or set a finer time.tick",
        )


def mean_ticks(law: Law) -> int:
    """Return a law's mean in whole ticks, NEVER where it is infinite or beyond all time."""
    mean = law.mean()
    return round(mean) if mean < NEVER else NEVER
