"""Lost sales: what was wanted and not sold, by where it went.

The headline divides by potential demand, which no policy changes by itself: a shop cannot look better by driving away
those who would have asked again.
"""

from __future__ import annotations

import numpy as np

from ..outcome.tallies import LEDGER, LOST, Cell
from .measure import DEMAND, Measure, Unit, Values, measure, ratio
from .scopes import cell_places
from .sums import Sums


def requested(of: Sums) -> Values:
    """Return units asked for: potential demand minus what customers who left because of service forwent."""
    return of.cell(Cell.REQUESTED) - of.cell(Cell.FORGONE)


@measure("Lost sales", Unit.SHARE, "lower", DEMAND)
def lost_total(of: Sums) -> Values:
    """(lost + forgone) / potential demand, in units; lost is not offered, refused, reneged or cancelled."""
    return ratio(of.cell(*LOST, Cell.FORGONE), of.cell(Cell.REQUESTED))


@measure("Lost of what was asked for", Unit.SHARE, "lower", DEMAND)
def lost_share(of: Sums) -> Values:
    """Lost / requested, in units: what the shop itself sees."""
    return ratio(of.cell(*LOST), requested(of))


@measure("Lost: no back-order offered", Unit.SHARE, "lower", DEMAND)
def not_offered(of: Sums) -> Values:
    """Units lost because no back-order was offered / units requested."""
    return ratio(of.cell(Cell.NOT_OFFERED), requested(of))


@measure("Lost: refused the wait", Unit.SHARE, "lower", DEMAND)
def balked(of: Sums) -> Values:
    """Units lost because the customer refused the wait at the door / units requested."""
    return ratio(of.cell(Cell.REFUSED), requested(of))


@measure("Lost: lost patience", Unit.SHARE, "lower", DEMAND)
def reneged(of: Sums) -> Values:
    """Units lost because the customer lost patience while waiting / units requested."""
    return ratio(of.cell(Cell.RENEGED), requested(of))


@measure("Lost: cancelled by the shop", Unit.SHARE, "lower", DEMAND)
def cancelled(of: Sums) -> Values:
    """Units the shop cancelled because they were owed too long / units requested."""
    return ratio(of.cell(Cell.CANCELLED), requested(of))


@measure("Forgone: customer had left because of service", Unit.SHARE, "lower", DEMAND)
def forgone(of: Sums) -> Values:
    """Units that churned customers would have asked for / potential demand."""
    return ratio(of.cell(Cell.FORGONE), of.cell(Cell.REQUESTED))


@measure("Lost here, served elsewhere", Unit.SHARE, None, DEMAND)
def served_elsewhere(of: Sums) -> Values:
    """Units asked for here and received from another site / units requested: lost in this shop's own books."""
    return ratio(of.cell(Cell.SERVED_ELSEWHERE), requested(of))


@measure("Lost to other shops", Unit.SHARE, "lower", DEMAND)
def lost_elsewhere(of: Sums) -> Values:
    """Units lost at the door and bought at a shop outside the model / units requested; absent where nobody does."""
    world = of.frame.world
    cells = of.frame.fixed(
        "cells that buy elsewhere",
        lambda: (world.segments[place.segment].elsewhere for place in cell_places(world)),
    )
    return np.where(of.by_cell(cells) > 0, ratio(of.cell(Cell.ELSEWHERE), requested(of)), np.nan)


LEDGER_TITLES = {
    Cell.AT_ONCE: "Served at once",
    Cell.KEPT: "Late, within promise",
    Cell.BROKEN: "Late, beyond promise",
    Cell.UNTOLD: "Late, nothing promised",
    Cell.SUBSTITUTED: "Substituted at once",
    Cell.BRIDGED: "Substituted while waiting",
    Cell.NOT_OFFERED: "Lost: not offered",
    Cell.REFUSED: "Lost: refused the wait",
    Cell.RENEGED: "Lost: reneged",
    Cell.CANCELLED: "Lost: cancelled by the shop",
    Cell.FORGONE: "Forgone: left because of service",
    Cell.WAITING: "Still waiting",
}


def _ledger(column: Cell) -> Measure:
    """Make the measure of one column of the ledger of demand."""

    @measure(LEDGER_TITLES[column], Unit.SHARE, None, DEMAND, f"ledger({column.name.lower()})")
    def share(of: Sums) -> Values:
        """Units of potential demand that ended in this column / potential demand; the columns add up to 1."""
        return ratio(of.cell(column), of.cell(Cell.REQUESTED))

    return share


MEASURES = (
    lost_total,
    lost_share,
    not_offered,
    balked,
    reneged,
    cancelled,
    forgone,
    served_elsewhere,
    lost_elsewhere,
)
COLUMNS = tuple(_ledger(column) for column in LEDGER)
