"""Scopes: total, each site, item, segment, stock point and disruption, and which tallies belong to each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..scenario.world import Kind, SourceKind, World

Pairs = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]
"""(rows of a table of tallies, scopes they are added to), one pair an entry."""


class Scope(NamedTuple):
    """Part of the world that a number is told for."""

    kind: str
    name: str

    @property
    def label(self) -> str:
        """As results write it: `total`, `site:retailers.north`."""
        return self.kind if self.kind == "total" else f"{self.kind}:{self.name}"


class CellPlace(NamedTuple):
    """Who asks where for what: the names behind one row of the cells."""

    segment: int
    stock: int


def cell_places(world: World) -> list[CellPlace]:
    """Return segment and stock point of every cell of demand."""
    return [
        CellPlace(number, stock)
        for number, segment in enumerate(world.segments)
        for row in segment.stocks
        for stock in row
    ]


class Scopes:
    """The scopes of a world and the places of its tallies in them."""

    def __init__(self, world: World) -> None:
        sites, items, segments = len(world.sites), len(world.items), len(world.segments)
        self.scopes: tuple[Scope, ...] = (
            Scope("total", ""),
            *(Scope("site", site.name) for site in world.sites),
            *(Scope("item", item.name) for item in world.items),
            *(Scope("segment", segment.name) for segment in world.segments),
            *(Scope("stock", stock.name) for stock in world.stocks),
            *(Scope("disruption", disruption.name) for disruption in world.disruptions),
        )
        first_item = 1 + sites
        first_segment = first_item + items
        first_stock = first_segment + segments

        def of_stock(number: int) -> list[int]:
            stock = world.stocks[number]
            return [0, 1 + stock.site, first_item + stock.item, first_stock + number]

        self.cells = _pairs(
            [[*of_stock(cell.stock), first_segment + cell.segment] for cell in cell_places(world)]
        )
        self.points = _pairs([of_stock(number) for number in range(len(world.stocks))])
        self.ways = _pairs([of_stock(lane.to) for lane in world.lanes])
        """To the stock points that buy."""
        self.givers = _pairs(
            [
                of_stock(lane.source)
                if lane.kind is SourceKind.SITE
                else [0, first_item + world.stocks[lane.to].item]
                for lane in world.lanes
            ]
        )
        """To the stock points that sell; a supplier has no scope of its own."""
        self.places = _pairs([[0, 1 + number] for number in range(sites)])
        first_disruption = first_stock + len(world.stocks)
        self.outages = _pairs([[0, first_disruption + number] for number in range(len(world.disruptions))])
        self.crowds = _pairs(
            [
                [0, first_segment + number] if segment.loyalty is not None else []
                for number, segment in enumerate(world.segments)
            ]
        )

        self.people = _pairs(
            [
                [0, first_segment + number] if segment.kind is not Kind.STREAM else []
                for number, segment in enumerate(world.segments)
            ]
        )

    def add_up(self, table: npt.NDArray[np.float64], pairs: Pairs) -> npt.NDArray[np.float64]:
        """Sum rows of a table by scope, always in the same order."""
        summed = np.zeros((len(self.scopes), *table.shape[1:]))
        rows, scopes = pairs
        np.add.at(summed, scopes, table[rows])
        return summed


def _pairs(scopes_of: list[list[int]]) -> Pairs:
    """Flatten `scopes of each row` into two columns."""
    rows = [row for row, scopes in enumerate(scopes_of) for _ in scopes]
    scopes = [scope for scopes in scopes_of for scope in scopes]
    return np.array(rows, np.intp), np.array(scopes, np.intp)
