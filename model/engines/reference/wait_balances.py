"""Every unit that has ended is in one histogram of waits, by how it ended; the ledger says how many there must be."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...errors import ImpossibleState
from ...outcome.tallies import SERVED, Cell

if TYPE_CHECKING:
    from .chain import Chain

LEFT = (Cell.NOT_OFFERED, Cell.REFUSED, Cell.RENEGED)


def check_waits(chain: Chain) -> None:
    """Raise ImpossibleState where histograms do not hold what the ledger says ended so, at a stock point asked."""
    record = chain.record
    cells_of: defaultdict[int, list[list[int]]] = defaultdict(list)
    for segment in chain.world.segments:
        stocks = [stock for row in segment.stocks for stock in row]
        for place, stock in enumerate(stocks):
            cells_of[stock].append(record.cells[segment.first_cell + place])
    for stock, cells in cells_of.items():
        under_way = sum(record.under_way_times[stock].values())
        waiting = sum(cell[Cell.WAITING] for cell in cells)
        for what, histogram, ended in (
            ("served", record.fill_times, sum(cell[column] for cell in cells for column in SERVED)),
            ("lost or left", record.left_times, sum(cell[column] for cell in cells for column in LEFT)),
            ("cancelled", record.cancelled_times, sum(cell[Cell.CANCELLED] for cell in cells)),
            ("not received by the horizon", record.waiting_ages, under_way + waiting),
        ):
            counted = sum(histogram[stock].values())
            if counted != ended:
                raise ImpossibleState(
                    f"{ended} units are {what}, the histogram of their waits holds {counted}",
                    tick=chain.calendar.now,
                    entity=chain.world.stocks[stock].name,
                )
