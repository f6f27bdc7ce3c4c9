"""What all builders write on: faults at their lines, defaults filled in for the resolved form, the table of streams."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path as FolderPath
from typing import Any

from ...errors import Fault
from ...quantities.numbers import exact, rounded
from ...quantities.time_base import TimeBase
from ..document import Node, Path
from ..laws import Law
from ..schema.chain import ItemBlock
from ..schema.fields import nearest
from ..schema.root import Root
from ..world import Item, Stream


@dataclass(slots=True)
class Draft:
    """One scenario, or one combination of its levers, on its way to a World."""

    document: Node
    root: Root
    time: TimeBase
    folder: FolderPath
    """Where other files of the scenario are looked for."""
    allow_plugins: bool = False
    """Whether users' own rules may be run."""
    faults: list[Fault] = field(default_factory=list[Fault])
    filled: dict[Path, Any] = field(default_factory=dict[Path, Any])
    """Computed defaults by path, for the resolved form."""
    items: dict[str, ItemBlock] = field(default_factory=dict[str, ItemBlock])
    """Items by name, with those that only a bill of materials or a supplier names."""
    streams: list[Stream] = field(default_factory=list[Stream])
    notes: list[str] = field(default_factory=list[str])
    _place: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])

    def __post_init__(self) -> None:
        """List every item: those with an entry first, then components, then what suppliers deliver."""
        self.items |= self.root.items
        for block in self.root.items.values():
            self.items |= {name: ItemBlock() for name in block.made_of if name not in self.items}
        for supplier in self.root.suppliers.values():
            self.items |= {name: ItemBlock() for name in supplier.supplies if name not in self.items}

    def fault(self, path: Iterable[str], message: str) -> None:
        """Note a fault at the deepest place of the path that the file has."""
        self.faults.append(fault_at(self.document, tuple(path), message))

    def fill(self, path: Path, value: Any) -> None:
        """Note a default that was computed."""
        self.filled[path] = value

    def stream(self, name: str, entity: str, law: Law) -> int:
        """Return the place of a stream in the table, entered once."""
        key = (name, entity)
        if key not in self._place:
            self._place[key] = len(self.streams)
            self.streams.append(Stream(name, entity, law))
        return self._place[key]

    def quanta(self, path: Path, item: Item, units: float) -> int:
        """Turn units of an item into quanta; a part of a whole item is a fault."""
        value = exact(units) * item.quanta
        if value.denominator != 1 and item.quanta == 1:
            self.fault(path, f"{units:g} is not whole; round it, or set items.{item.name}.units to divisible")
        return rounded(value)

    def known(self, path: Path, name: str, names: Collection[str], what: str) -> bool:
        """Tell whether a name exists, and note a fault with the nearest one where it does not."""
        if name in names:
            return True
        self.fault(path, f"there is no {what} `{name}`; {nearest(name, names)}")
        return False


def fault_at(document: Node, path: Path, message: str) -> Fault:
    """Return a fault with the file and line of the deepest place of the path that the file has."""
    node, _ = document.nearest(path)
    return Fault(node.file, node.line, ".".join(path), message)
