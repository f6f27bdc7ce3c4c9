"""The ledger of demand: every unit of potential demand ends in exactly one column, or the run is void."""

from __future__ import annotations

import numpy as np

from ..errors import ImpossibleState
from ..outcome.outcome import Outcome
from ..outcome.tallies import LEDGER, Cell
from ..scenario.world import World
from .scopes import cell_places


def check_ledger(world: World, outcome: Outcome) -> None:
    """Raise ImpossibleState where columns do not add up to what was requested, or where one is negative."""
    columns = outcome.cells[:, list(LEDGER)]
    wrong = np.flatnonzero(
        (columns.sum(axis=1) != outcome.cells[:, Cell.REQUESTED]) | (columns < 0).any(axis=1)
    )
    if wrong.size == 0:
        return
    cell = int(wrong[0])
    place = cell_places(world)[cell]
    requested, total = int(outcome.cells[cell, Cell.REQUESTED]), int(columns[cell].sum())
    raise ImpossibleState(
        f"{requested} quanta were requested, but {total} are in the columns of the ledger, the least of them "
        f"{int(columns[cell].min())}; every quantum must end in exactly one",
        tick=world.clock.horizon,
        entity=f"{world.segments[place.segment].name} at {world.stocks[place.stock].name}",
    )
