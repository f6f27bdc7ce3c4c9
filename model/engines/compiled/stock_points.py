"""Stock points: levels, time integrals, what is given and taken; see the reference's `stock_point`."""

from __future__ import annotations

from ...outcome.tallies import AGE_UNIT, Point
from ...policies.views import ForecastView, StockView
from ...scenario.world import Sees
from .book import kept_from
from .jit import inlined, step
from .recent import remember_demand
from .rules import foresee, replenish
from .tables import NO_ROW, State

ACCEPTED, REQUESTS, SALES = int(Sees.ACCEPTED), int(Sees.REQUESTS), int(Sees.SALES)
LOW_9, LOW_31, LOW_40 = (1 << 9) - 1, (1 << 31) - 1, AGE_UNIT - 1


@step
def settle_owed(w: State, s: int, lasted: int) -> None:
    """Add what was owed until now, and its age, to the integrals; the product of two factors below 2^62 in two words.

    Ages grow evenly, so twice their integral is the time that passed x (their sum at its beginning + at its end).
    """
    x = w.stock[s]
    w.points[s, Point.BACKLOG_TIME] += x.backlog * lasted
    if x.backlog > w.points[s, Point.PEAK_BACKLOG]:
        w.points[s, Point.PEAK_BACKLOG] = x.backlog
    ages = x.backlog * (2 * w.run[0].now - lasted) - 2 * x.owed_asked
    long, short = lasted >> 31, lasted & LOW_31
    old, young = ages >> 31, ages & LOW_31
    least, middle = short * young, long * young + short * old
    rest = w.points[s, Point.AGE_LOW] + (least & LOW_40) + ((middle & LOW_9) << 31)
    w.points[s, Point.AGE_HIGH] += ((long * old) << 22) + (middle >> 9) + (least >> 40) + (rest >> 40)
    w.points[s, Point.AGE_LOW] = rest & LOW_40


@inlined
def settle(w: State, s: int) -> None:
    """Add the levels that lasted until now to the integrals; called before any of them changes."""
    x = w.stock[s]
    now = w.run[0].now
    lasted = now - max(x.settled, 0)
    x.settled = now
    if lasted <= 0:
        return
    w.points[s, Point.ON_HAND_TIME] += x.on_hand * lasted
    w.points[s, Point.ON_ORDER_TIME] += x.on_order * lasted
    if x.on_hand > 0:
        w.points[s, Point.STOCKED_TIME] += lasted
    if x.backlog > 0:
        settle_owed(w, s, lasted)


@step
def hold_to_most(w: State, s: int, level: int) -> None:
    """End the run after this event where a level cannot be summed over it."""
    r = w.run[0]
    if level > r.most_quanta and r.too_much == 0:
        r.too_much, r.too_much_at = level, s


@step
def give_to_jobs(w: State, s: int, quantity: int) -> None:
    """Have so much more be with jobs that are not done, or less where it is below 0, from now on."""
    x = w.stock[s]
    now = w.run[0].now
    if now > x.jobs_counted_to:
        w.points[s, Point.IN_JOBS_TIME] += x.in_jobs * (now - x.jobs_counted_to)
        x.jobs_counted_to = now
    x.in_jobs += quantity
    hold_to_most(w, s, x.in_jobs)


@inlined
def count(w: State, s: int, column: int, amount: int) -> None:
    """Add to a tally if measurement has begun."""
    if w.run[0].now >= 0:
        w.points[s, column] += amount


@step
def owe_quanta(w: State, s: int, quantity: int, asked: int) -> None:
    """Owe quanta that were asked for at a tick; levels are settled before."""
    x = w.stock[s]
    if x.backlog == 0:
        x.owing_since = w.run[0].now
    x.backlog += quantity
    x.owed_asked += quantity * asked
    hold_to_most(w, s, x.backlog)


@step
def owe_no_more(w: State, s: int, quantity: int, asked: int) -> None:
    """Owe quanta no more that were asked for at a tick; levels are settled before."""
    x = w.stock[s]
    x.backlog -= quantity
    x.owed_asked -= quantity * asked
    if x.backlog == 0:
        count_spell(w, s)


@step
def count_spell(w: State, s: int) -> None:
    """Count a time during which something was owed, if it began in the measured time."""
    x = w.stock[s]
    if x.owing_since >= 0:
        w.points[s, Point.SPELLS] += 1
        w.points[s, Point.SPELL_TIME] += w.run[0].now - x.owing_since


@inlined
def available(w: State, s: int, klass: int) -> int:
    """Return the quanta on the shelf that this class may have."""
    return max(0, w.stock[s].on_hand - kept_from(w, s, klass))


@inlined
def saw(w: State, s: int, kind: int, quantity: int) -> None:
    """Note demand of one kind, if the forecast is made from that kind."""
    x = w.stock[s]
    if x.sees == kind:
        x.seen += quantity


@inlined
def look_again(w: State, s: int) -> None:
    """Have this stock point look at its order at the end of the event."""
    x = w.stock[s]
    if x.changed == 0:
        r = w.run[0]
        x.changed = 1
        w.changed[r.changed_size] = s
        r.changed_size += 1


@inlined
def position_changed(w: State, s: int) -> None:
    """Have continuous review look at this stock point at the end of the event."""
    if w.stock[s].every == 0:
        look_again(w, s)


@inlined
def next_changed(w: State) -> int:
    """Take the most downstream stock point whose position changed; NO_ROW if none."""
    r = w.run[0]
    n = r.changed_size
    if n == 0:
        return NO_ROW
    least = 0
    for i in range(1, n):
        if w.changed[i] < w.changed[least]:
            least = i
    s = w.changed[least]
    w.changed[least] = w.changed[n - 1]
    r.changed_size = n - 1
    w.stock[s].changed = 0
    return s


@inlined
def take(w: State, s: int, quantity: int) -> None:
    """Take from the shelf."""
    settle(w, s)
    w.stock[s].on_hand -= quantity
    saw(w, s, SALES, quantity)


@inlined
def inventory_position(w: State, s: int) -> int:
    """Return the quanta on hand and on order, as far as these are wanted, less those owed."""
    x = w.stock[s]
    return x.on_hand + x.on_order - x.phantom - x.backlog


@step
def wanted(w: State, s: int) -> int:
    """Ask the replenishment rule; below 0 is a surplus."""
    x = w.stock[s]
    view = StockView(w.run[0].now, x.on_hand, x.on_order - x.phantom, x.backlog, x.forecast)
    quantity = replenish(w.setting, x.rule, x.rule_first, view)
    return in_lots(w, s, quantity) if quantity > 0 else quantity


@inlined
def in_lots(w: State, s: int, quantity: int) -> int:
    """Raise a quantity to what may be ordered."""
    x = w.stock[s]
    return (max(quantity, x.minimum) + x.multiple - 1) // x.multiple * x.multiple


@step
def renew_forecast(w: State, s: int) -> None:
    """Renew the forecast at a review, from the second on."""
    x = w.stock[s]
    if x.forecast_rule != NO_ROW and x.reviews > 0:
        remember_demand(w, s)
        view = ForecastView(x.forecast, x.seen, x.every, x.reviews - 1, x.demand_sum)
        x.forecast = foresee(w.setting, x.forecast_rule, x.forecast_first, view)
