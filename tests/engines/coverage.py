"""What the drawn worlds have shown to be equal: rows of the trace by kind, by decision alternative, and by effect.

The table extends itself: kinds come from `Row`, alternatives from the registry of rules, words and switches from the
classes of `World`. So a new alternative fails here until it is drawn. Run as a program, this prints the table.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cache
from typing import Any, get_type_hints

import numpy as np

from model.outcome.outcome import Table
from model.outcome.trace import Row
from model.policies.registry import DECISIONS, Choice, rules
from model.scenario import world as worlds
from model.scenario.world import Stock, World
from model.scenario.world.disruptions import Effect
from tests.trace_rows import comments

RELEVANT: dict[str, tuple[Row, ...]] = {
    "replenishment": (Row.ORDERED, Row.RECEIVED),
    "forecast": (Row.REVIEWED, Row.ORDERED),
    "offer": (Row.SERVED_AT_ONCE, Row.NOT_OFFERED, Row.REFUSED, Row.BACK_ORDERED, Row.SERVED_LATE),
    "promise": (Row.BACK_ORDERED, Row.REFUSED, Row.RENEGED, Row.SERVED_LATE, Row.UPDATED),
    "updates": (Row.BACK_ORDERED, Row.UPDATED, Row.RENEGED),
    "compensation": (Row.COMPENSATED,),
    "allocation": (Row.SERVED_LATE, Row.SITE_SERVED),
    "dispatch": (Row.RAMP_UP, Row.RAMP_DOWN),
}
"""By decision, rows that each of its alternatives must have shown; of other decisions any row."""

WORDS: dict[str, tuple[Row, ...]] = {
    "Withdraw.NOT_BEGUN": (Row.WITHDRAWN,),
    "Withdraw.ANY": (Row.WITHDRAWN,),
    "SourceKind.SUPPLIER": (Row.SHIPPED, Row.HELD),
    "SourceKind.SITE": (Row.SHIPPED,),
    "Firm.RECEIPT": (Row.BACK_ORDERED, Row.RENEGED),
    "Firm.SHIPPED": (Row.BACK_ORDERED, Row.RENEGED),
    "Firm.WORK_BEGINS": (Row.BACK_ORDERED, Row.RENEGED, Row.FIRM),
    "Shop.partial no": (Row.BACK_ORDERED, Row.SERVED_LATE),
    "Shop.partial yes": (Row.BACK_ORDERED, Row.SERVED_LATE),
    "Replenishment.after_requests yes": (Row.REVIEWED, Row.ORDERED),
}
"""The same of words and switches."""

NOBODY_WAITS = "nothing is offered, so nobody refuses or waits"
IMPOSSIBLE: dict[tuple[str, str], str] = {
    ("offer: none", "BACK_ORDERED"): NOBODY_WAITS,
    ("offer: none", "SERVED_LATE"): NOBODY_WAITS,
    ("offer: none", "REFUSED"): NOBODY_WAITS,
    ("offer: open", "NOT_OFFERED"): "everyone is offered to wait",
    ("updates: none", "UPDATED"): "nobody is written to",
    ("compensation: none", "COMPENSATED"): "nobody is paid",
}
"""Combinations that cannot occur, or are not drawn, each with its reason."""


SETTINGS = (
    "gruen-2002",
    "cui-2024",
    "bhan-anderson-2023",
    "measures.satisfaction",
    "measures.bullwhip",
    "costs.discount",
    "costs.accrue_every",
)
"""What is written in a scenario and seen in a world by its numbers alone: presets, and what counts want to know."""


class Seen:
    """Counts of rows that both engines had alike."""

    def __init__(self) -> None:
        self.worlds = 0
        self.written: Counter[str] = Counter()
        """Of SETTINGS, in how many scenarios."""
        self.rows = 0
        self.kinds: Counter[str] = Counter()
        self.marks: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        """(alternative, kind of row) at the entity of the row."""
        self.under: Counter[tuple[str, str, str]] = Counter()
        """(alternative, kind of row, effect of a disruption): those pairs while a disruption with it lasted."""

    @classmethod
    def together(cls, parts: Iterable[Seen]) -> Seen:
        """Return what several have seen."""
        whole = cls()
        for part in parts:
            for name, counted in vars(part).items():
                setattr(whole, name, getattr(whole, name) + counted)
        return whole

    def add(self, world: World, rows: Table) -> None:
        """Count the rows of one world, whose engines agreed."""
        self.worlds += 1
        self.rows += len(rows)
        for mark in marks(world):
            self.marks[mark] += len(rows)
        for kind, count in zip(*np.unique(rows[:, 1], return_counts=True), strict=True):
            self.kinds[Row(kind).name] += int(count)
        for mark, name, count in pairs(world, rows):
            self.pairs[mark, name] += count
        for effect, those in struck(world, rows).items():
            for mark, name, count in pairs(world, those):
                self.under[mark, name, effect] += count

    def read(self, document: dict[str, Any]) -> None:
        """Count which of the settings a scenario has."""
        found = {block["preset"] for block in blocks(document) if "preset" in block}
        for name in ("measures", "costs"):
            found |= {f"{name}.{setting}" for setting in document.get(name, {})}
        self.written.update(found & set(SETTINGS))

    def missing(self) -> list[str]:
        """Return what should have been seen and was not."""
        lacking = [kind.name for kind in Row if not self.kinds[kind.name]]
        lacking += [name for name in SETTINGS if not self.written[name]]
        lacking += [mark for mark in alternatives() if not self.marks[mark] and (mark, "") not in IMPOSSIBLE]
        asked = [pair for pair in wanted() if not self.pairs[pair] and pair not in IMPOSSIBLE]
        return lacking + [" x ".join(pair) for pair in asked]

    def missing_under(self) -> list[str]:
        """Return the rows wanted of alternatives that were never seen while an effect of a disruption lasted."""
        asked = [
            (*pair, effect) for pair in wanted() for effect in sorted(effects()) if pair not in IMPOSSIBLE
        ]
        return [" x ".join(one) for one in asked if not self.under[one]]

    def impossible_seen(self) -> list[str]:
        """Return the combinations that are said to be impossible and were seen."""
        seen = {**self.pairs, **{(mark, ""): count for mark, count in self.marks.items()}}
        return [" x ".join(pair) for pair in IMPOSSIBLE if seen.get(pair)]

    def table(self) -> str:
        """Return all counts as text."""
        lines = [f"{self.worlds} worlds, {self.rows} rows"]
        lines += [f"{self.kinds[kind.name]:>9}  {kind.name}" for kind in Row]
        lines += [f"{self.marks[mark]:>9}  {mark}" for mark in alternatives()]
        lines += [f"{count:>9}  {mark} x {kind}" for (mark, kind), count in sorted(self.pairs.items())]
        return "\n".join(lines)


def pairs(world: World, rows: Table) -> Iterator[tuple[str, str, int]]:
    """Yield the alternatives at the entities of rows, with the kind of row and how many there were."""
    whose = {kind: entities(world, name) for kind, name in entity_of().items()}
    found, counts = np.unique(rows[:, 1:3], axis=0, return_counts=True)
    for (kind, entity), count in zip(found.tolist(), counts.tolist(), strict=True):
        name = Row(kind).name
        table = whose[name]
        for mark in marks(towards(table[entity], name)) if table else ():
            yield mark, name, count


def towards(entity: Any, kind: str) -> Any:
    """Return an entity as those see it whom a row is about: what is offered to sites is not offered to customers."""
    if isinstance(entity, Stock):
        return dataclasses.replace(entity, **{"shop" if kind.startswith("SITE_") else "to_sites": None})
    return entity


def struck(world: World, rows: Table) -> dict[str, Table]:
    """Return, by effect, the rows written while a disruption with it lasted; of stock destroyed, those after it."""
    found: dict[str, Table] = {}
    for effect in Effect:
        those = [place for place, one in enumerate(world.disruptions) if one.effect == effect]
        mine = np.isin(rows[:, 2], those)
        begun = np.cumsum(mine & (rows[:, 1] == Row.DISRUPTED))
        over = np.cumsum(mine & (rows[:, 1] == Row.DISRUPTION_OVER))
        lasting = begun > (0 if effect == Effect.DESTROY_STOCK else over)
        if lasting.any():
            found[f"Effect.{effect.name}"] = rows[lasting]
    return found


def blocks(block: Any) -> Iterator[dict[str, Any]]:
    """Yield a block of a scenario and all in it."""
    if isinstance(block, dict):
        yield block
        for one in block.values():
            yield from blocks(one)


def wanted() -> list[tuple[str, str]]:
    """Return the alternatives and the kinds of row that each must have shown."""
    of_rules = {
        f"{decision}: {rule}": kinds for decision, kinds in RELEVANT.items() for rule in rules(decision)
    }
    return [(mark, kind.name) for mark, kinds in {**of_rules, **WORDS}.items() for kind in kinds]


@cache
def alternatives() -> tuple[str, ...]:
    """Return every alternative there is: rules, words and switches."""
    found = [f"{decision}: {rule}" for decision in DECISIONS for rule in rules(decision)]
    for kind in classes():
        if issubclass(kind, IntEnum):
            found += [f"{kind.__name__}.{member.name}" for member in kind]
        elif dataclasses.is_dataclass(kind):
            switches = [name for name, hint in get_type_hints(kind).items() if hint is bool]
            found += [f"{kind.__name__}.{name} {way}" for name in switches for way in ("no", "yes")]
    return tuple(found)


def effects() -> list[str]:
    """Return the effects that a disruption may have."""
    return [f"Effect.{effect.name}" for effect in Effect]


@cache
def classes() -> tuple[type[Any], ...]:
    """Return the classes of which worlds are made."""
    found: dict[str, type[Any]] = {}
    for entry in pkgutil.iter_modules(worlds.__path__):
        module = importlib.import_module(f"{worlds.__name__}.{entry.name}")
        for name, one in vars(module).items():
            if inspect.isclass(one) and one.__module__ == module.__name__:
                found[name] = one
    return tuple(found.values())


def marks(thing: Any) -> frozenset[str]:
    """Return the alternatives chosen in a world or a part of it."""
    return frozenset(_marks(thing))


def _marks(thing: Any) -> Iterator[str]:
    if isinstance(thing, Choice):
        yield f"{thing.decision}: {thing.rule}"
    elif isinstance(thing, IntEnum):
        yield f"{type(thing).__name__}.{thing.name}"
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            value = getattr(thing, field.name)
            if isinstance(value, bool):
                yield f"{type(thing).__name__}.{field.name} {'yes' if value else 'no'}"
            yield from _marks(value)
    elif isinstance(thing, tuple):
        for value in thing:
            yield from _marks(value)


@cache
def entity_of() -> dict[str, str]:
    """Return what the entity of each kind of row is, by the first words of its comment."""
    return {kind: comment.split(",")[0] for kind, comment in comments().items()}


def entities(world: World, name: str) -> tuple[Any, ...]:
    """Return the table that an entity is a place in, empty for lines, which stand in none."""
    if name.startswith(("stock point", "component")):
        return world.stocks
    return getattr(world, f"{name}s", ())


if __name__ == "__main__":
    from tests.engines.batches import FEWEST, MOST, drawn

    seen = drawn(FEWEST, MOST)
    print(seen.table(), seen.missing(), seen.impossible_seen(), sep="\n")
