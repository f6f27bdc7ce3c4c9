"""Where the sites are spoken to that order here and find too little; see the reference's `SiteDesk`."""

from __future__ import annotations

from ...outcome.tallies import Point
from ...outcome.trace import Row
from ...policies.units import NEVER, NOTHING
from .jit import step
from .ranking import owed_ahead_of_site
from .recent import remember_wait
from .record import note
from .shop import estimated, offered, says
from .stock_points import count, position_changed
from .tables import NO_ROW, State


@step
def accepts(w: State, o: int) -> bool:
    """Return whether what is missing is owed to a site; if so it is told when its last unit leaves."""
    e = w.order[o]
    s = e.stock
    d = w.stock[s].site_desk
    now = w.run[0].now
    ahead = owed_ahead_of_site(w, s, e.left)
    estimate = estimated(w, s, d, e.left, ahead, 1)
    if not offered(w, s, d, e.left, estimate, 1, float(NOTHING)):
        count(w, s, Point.SITE_TURNED_AWAY, e.left)
        note(w, Row.SITE_TURNED_AWAY, s, e.to, e.left, estimate, 0, 0)
        turn_away(w, s, e.lane)
        return False
    wait = says(w, s, d, now, NOTHING, ahead, e.left, 1)
    if wait != NOTHING:
        e.first_date = min(now + wait, NEVER)
        note(w, Row.SITE_TOLD, s, e.to, e.left, e.serial, e.first_date, 0)
    return True


@step
def turn_away(w: State, s: int, lane: int) -> None:
    """Note that who ordered by a lane is to ask again as goods come here; others may have turned it away as well."""
    x = w.lane[lane]
    if x.turned_away == 0:
        x.turned_away = 1
        x.next_away = w.stock[s].first_away
        w.stock[s].first_away = lane


@step
def served(w: State, o: int) -> None:
    """Remember how long the last unit of an order took to leave, and whether it left as told."""
    e = w.order[o]
    now = w.run[0].now
    remember_wait(w, w.stock[e.stock].site_desk, now - e.asked)
    if e.first_date != NOTHING:
        count(w, e.stock, Point.SITE_PROMISED, 1)
        count(w, e.stock, Point.SITE_PROMISED_KEPT, int(now <= e.first_date))


@step
def goods_came(w: State, s: int) -> None:
    """Have those who were turned away look at their orders again, at the end of this event."""
    x = w.stock[s]
    while x.first_away != NO_ROW:
        lane = x.first_away
        x.first_away = w.lane[lane].next_away
        w.lane[lane].turned_away = 0
        position_changed(w, w.lane[lane].to)
