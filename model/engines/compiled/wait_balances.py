"""Every unit that has ended is in one histogram of waits, by how it ended; the ledger says how many there must be."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ...errors import ImpossibleState
from ...outcome.tallies import SERVED, Cell

Tables = dict[str, Any]
LEFT = [Cell.NOT_OFFERED, Cell.REFUSED, Cell.RENEGED]


def check_waits(tables: Tables, tick: int, names: list[str]) -> None:
    """Raise ImpossibleState where histograms do not hold what the ledger says ended so, at a stock point asked."""
    cells_of: defaultdict[int, list[int]] = defaultdict(list)
    segments = tables["segment"]
    for place, segment in enumerate(segments):
        first, cell = int(segment["stock_first"]), int(segment["cell_first"])
        last = (
            len(tables["cells"]) - 1 if place + 1 == len(segments) else int(segments[place + 1]["cell_first"])
        )
        for number in range(last - cell):
            cells_of[int(tables["stock_of"][first + number])].append(cell + number + 1)
    for stock, cells in cells_of.items():
        ledger = tables["cells"][cells]
        for what, histogram, ended in (
            ("served", "fill_times", ledger[:, SERVED].sum()),
            ("lost or left", "left_times", ledger[:, LEFT].sum()),
            ("cancelled", "cancelled_times", ledger[:, Cell.CANCELLED].sum()),
            (
                "not received by the horizon",
                "waiting_ages",
                ledger[:, Cell.WAITING].sum() + tables["under_way_times"][stock].sum(),
            ),
        ):
            counted = int(tables[histogram][stock].sum())
            if counted != ended:
                raise ImpossibleState(
                    f"{ended} units are {what}, the histogram of their waits holds {counted}",
                    tick=tick,
                    entity=names[stock],
                )
