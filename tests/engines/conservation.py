"""Follow every unit through a trace: a second book-keeper, who sees only the rows and shares no line with the engines.

Units are conserved at every shelf, nothing is given twice, what is owed to a customer ends with the customer, no order
is placed for somebody who has gone, and the backlog's integral is the sum of the waits (Little 1961), those still
waiting included.
"""

from __future__ import annotations

from collections import defaultdict

from model.outcome.outcome import Outcome
from model.outcome.tallies import AGE_UNIT, Point
from model.outcome.trace import Row
from model.scenario.world import World

GIVES = (
    Row.SERVED_AT_ONCE, Row.SERVED_LATE, Row.SUBSTITUTED, Row.SITE_SERVED, Row.COMPONENT_GIVEN, Row.BRIDGED,
    Row.OFFERED,
)  # fmt: skip
"""Rows that take their quantity from the shelf of their entity."""
LEAVES = (Row.RENEGED, Row.CANCELLED)
"""Rows that end what is owed to a customer."""

CHANGES = (
    *GIVES,
    Row.RECEIVED,
    Row.ORDERED,
    Row.WITHDRAWN,
    Row.DESTROYED,
    Row.PHANTOMS_BACK,
    Row.COMPONENT_RETURNED,
)
"""Rows that change what their entity has or expects."""


class Wrong(Exception):
    """Something does not add up."""


class Follower:
    """What a reader of the rows knows of every stock point."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.horizon = world.clock.horizon
        self.tick = world.clock.start
        self.on_hand = [stock.on_hand for stock in world.stocks]
        self.on_order = [0] * len(world.stocks)
        self.phantom = [0] * len(world.stocks)
        """Units on order that are not wanted, and so not counted in the position."""
        self.more = [0] * len(world.stocks)
        """Such units in the order that follows."""
        self.unwanted = [[0, 0] for _ in world.stocks]
        """Such units ordered, and taken back, in the measured time."""
        self.copies = [
            stock.sourcing is not None and stock.sourcing.rule.traits.copies for stock in world.stocks
        ]
        """Whether an order stands at several sources, and is on order as often."""
        self.owed: dict[tuple[int, int], tuple[int, int]] = {}
        """(stock point, customer's order) -> (quantity, since when)."""
        self.waited: defaultdict[int, int] = defaultdict(int)
        """Quantity x ticks waited in [0, horizon)."""
        self.aged: defaultdict[int, int] = defaultdict(int)
        """Twice the integral of the ages of what is owed, in [0, horizon)."""
        self.spells: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
        """Times that something began to be owed in the measured time, and how long they lasted."""
        self.owing: dict[int, int] = {}
        """Stock points that owe, and since when."""
        self.held = [[0, 0, 0] for _ in world.stocks]
        """Quanta x ticks on hand and on order, ticks with anything on hand, in [0, horizon)."""
        self.since = [self.tick] * len(world.stocks)
        """When the levels of a stock point changed last."""
        self.needs = [stock.production.components if stock.production else () for stock in world.stocks]
        self.waiting: defaultdict[tuple[int, int], int] = defaultdict(int)
        """(product, component) -> quanta given to jobs that have not begun."""
        self.serves_sites = {lane.source for lane in world.lanes if lane.kind} | {
            component
            for stock in world.stocks
            if stock.production is not None
            for component, _ in stock.production.components
        }
        """Stock points that owe to others than customers, whose book the rows do not tell in full."""

    def follow(self, kind: int, entity: int, subject: int, quantity: int, x: int, y: int, z: int) -> None:
        """Take in a row and compare what it says with what is known."""
        if kind in CHANGES:
            self.settle(entity)
        if kind == Row.RECEIVED:
            self.on_hand[entity] += quantity
            self.on_order[entity] -= quantity
            self.same("on hand on receipt", x, self.on_hand[entity])
            self.same("on order on receipt", y, self.on_order[entity])
            self.backlog_is(entity, z)
        elif kind in GIVES:
            self.give(kind, entity, subject, quantity, x, z)
            if kind == Row.OFFERED and y == 0:
                self.same("what was owed to one who switched", quantity, self.end(x, subject, quantity))
        elif kind == Row.CALLED_OFF:
            self.same("still owed", x, self.end(entity, subject, quantity) - quantity)
        elif kind == Row.BACK_ORDERED:
            self.owed[entity, subject] = (quantity, self.tick)
            self.owing.setdefault(entity, self.tick)
        elif kind in LEAVES:
            self.same("what was owed to one who left", quantity, self.end(entity, subject, quantity))
        elif kind == Row.ORDERED:
            self.order(entity, quantity, x)
        elif kind == Row.DESTROYED:
            self.on_hand[entity] -= quantity
            self.same("on hand after the destruction", x, self.on_hand[entity])
        elif kind == Row.COMPONENT_RETURNED:
            self.on_hand[entity] += quantity
            self.same("on hand after a component came back", x, self.on_hand[entity])
            self.bring(subject, entity, -quantity)
        elif kind == Row.WORK_BEGUN:
            for component, needed in self.needs[subject]:
                self.bring(subject, component, -quantity * needed)
        elif kind == Row.INFLATED:
            self.more[entity] = quantity
            self.not_wanted(entity, 0, quantity)
        elif kind == Row.WITHDRAWN:
            self.on_order[entity] -= quantity
        elif kind == Row.SITE_TURNED_AWAY:
            self.settle(subject)
            self.on_order[subject] -= quantity
            if not self.copies[subject]:
                refused = min(self.phantom[subject], quantity)
                self.phantom[subject] -= refused
                self.not_wanted(subject, 0, -refused)
        elif kind == Row.PHANTOMS_BACK:
            self.on_order[entity] -= quantity
            self.phantom[entity] = 0
            self.not_wanted(entity, 1, quantity)
            self.same("still on order", x, self.on_order[entity])
        else:
            self.follow_copies(kind, entity, quantity, x, y)

    def follow_copies(self, kind: int, entity: int, quantity: int, x: int, y: int) -> None:
        """Take in a row about orders that stand at several sources."""
        to = self.world.lanes[entity].to if kind in (Row.SOURCED, Row.COPIES_BACK) else entity
        if kind in (Row.SOURCED, Row.COPIES_BACK) and self.copies[to]:
            self.settle(to)
            self.on_order[to] += quantity if kind == Row.SOURCED else -quantity
        if kind == Row.COPIES_BACK:
            self.phantom[to] -= quantity
            self.not_wanted(to, 1, quantity)
            self.same("not wanted on order", y, self.phantom[to])
        elif kind in (Row.DUPLICATED, Row.COPIES_COUNTED):
            self.phantom[to] += quantity if kind == Row.DUPLICATED else -quantity
            self.not_wanted(to, 0, quantity if kind == Row.DUPLICATED else 0)
            self.same("not wanted on order", x, self.phantom[to])

    def not_wanted(self, entity: int, back: int, quantity: int) -> None:
        """Count units ordered and not wanted, or taken back of these, from time 0 on."""
        self.unwanted[entity][back] += quantity if self.tick >= 0 else 0

    def settle(self, entity: int) -> None:
        """Add the levels that lasted until now to their integrals."""
        lasted = self.measured(self.since[entity])
        held, on_hand = self.held[entity], self.on_hand[entity]
        held[0] += on_hand * lasted
        held[1] += self.on_order[entity] * lasted
        held[2] += lasted if on_hand > 0 else 0
        self.since[entity] = self.tick

    def give(self, kind: int, entity: int, subject: int, quantity: int, x: int, z: int) -> None:
        """Take units from a shelf, which must have them."""
        self.on_hand[entity] -= quantity
        if self.on_hand[entity] < 0 or quantity <= 0:
            raise Wrong(f"{quantity} given with {self.on_hand[entity] + quantity} on hand")
        if kind == Row.COMPONENT_GIVEN:
            self.bring(subject, entity, quantity)
        if kind == Row.SERVED_LATE:
            self.same("still owed", x, self.end(entity, subject, quantity) - quantity)
        if kind in (Row.SERVED_LATE, Row.SERVED_AT_ONCE):
            self.same("on hand after", z, self.on_hand[entity])

    def bring(self, product: int, component: int, quantity: int) -> None:
        """Add to the components before the lines, of which nothing can be used or given back that is not there."""
        self.waiting[product, component] += quantity
        if self.waiting[product, component] < 0:
            raise Wrong(f"{-quantity} of a component left the jobs, which had less")

    def end(self, entity: int, order: int, quantity: int) -> int:
        """Take a quantity off what is owed to a customer and return what was owed before."""
        if (entity, order) not in self.owed:
            raise Wrong(f"order {order} is owed nothing any more")
        before, since = self.owed.pop((entity, order))
        self.wait_ends(entity, quantity, since)
        if before > quantity:
            self.owed[entity, order] = (before - quantity, since)
        elif self.backlog(entity) == 0:
            self.spell_ends(entity)
        return before

    def wait_ends(self, entity: int, quantity: int, since: int) -> None:
        """Take in how long a quantity was owed: its age was 0 then, and grew."""
        measured = self.measured(since)
        self.waited[entity] += quantity * measured
        age, before = self.tick - since, self.tick - since - measured
        self.aged[entity] += quantity * (age * age - before * before) if measured > 0 else 0

    def spell_ends(self, entity: int) -> None:
        """Take in how long a stock point owed anything."""
        since = self.owing.pop(entity)
        if since >= 0:
            self.spells[entity][0] += 1
            self.spells[entity][1] += self.tick - since

    def measured(self, since: int) -> int:
        """Return the ticks from an instant until now that fall in the measured time."""
        return max(0, min(self.tick, self.horizon) - max(since, 0))

    def order(self, entity: int, quantity: int, position: int) -> None:
        """Compare the position that an order is placed for: nothing on its way left out, nobody in it who has gone."""
        if entity not in self.serves_sites:
            counted = self.on_order[entity] - self.phantom[entity]
            known = self.on_hand[entity] + counted - self.backlog(entity)
            self.same("position", position, known)
        self.phantom[entity] += self.more[entity]
        self.more[entity] = 0
        self.on_order[entity] += 0 if self.copies[entity] else quantity

    def backlog(self, entity: int) -> int:
        """Return what is owed to customers."""
        return sum(quantity for (stock, _), (quantity, _) in self.owed.items() if stock == entity)

    def backlog_is(self, entity: int, told: int) -> None:
        """Compare the backlog where only customers are owed."""
        if entity not in self.serves_sites:
            self.same("backlog", told, self.backlog(entity))

    def same(self, what: str, told: int, known: int) -> None:
        """Raise Wrong where a row does not say what is known."""
        if told != known:
            raise Wrong(f"{what}: the row says {told}, the rows before come to {known}")

    def close(self, outcome: Outcome) -> None:
        """Compare the counts at the end, and the integral of each backlog with the waits, censored ones included."""
        self.tick = outcome.end
        for (entity, _), (quantity, since) in self.owed.items():
            self.wait_ends(entity, quantity, since)
        for entity in list(self.owing):
            self.spell_ends(entity)
        for entity, counts in enumerate(outcome.points.tolist()):
            self.same("on hand at the end", counts[Point.ON_HAND_END], self.on_hand[entity])
            self.same("on order at the end", counts[Point.ON_ORDER_END], self.on_order[entity])
            self.same("ordered and not wanted", counts[Point.INFLATED], self.unwanted[entity][0])
            self.same("taken back of that", counts[Point.INFLATED_BACK], self.unwanted[entity][1])
            self.settle(entity)
            told = [
                counts[column] for column in (Point.ON_HAND_TIME, Point.ON_ORDER_TIME, Point.STOCKED_TIME)
            ]
            for what, one, known in zip(
                ("on hand", "on order", "with stock"), told, self.held[entity], strict=True
            ):
                self.same(f"integral of the time {what}", one, known)
            if entity not in self.serves_sites:
                self.same("backlog at the end", counts[Point.BACKLOG_END], self.backlog(entity))
                self.same("integral of the backlog", counts[Point.BACKLOG_TIME], self.waited[entity])
                aged = counts[Point.AGE_HIGH] * AGE_UNIT + counts[Point.AGE_LOW]
                self.same("integral of the ages, doubled", aged, self.aged[entity])
                self.same("times it began to owe", counts[Point.SPELLS], self.spells[entity][0])
                self.same("how long they lasted", counts[Point.SPELL_TIME], self.spells[entity][1])


def fault_of(world: World, outcome: Outcome) -> str | None:
    """Return the first thing in a traced outcome that does not add up, None where all does."""
    assert outcome.trace is not None
    follower = Follower(world)
    for place, (tick, *row) in enumerate(outcome.trace.tolist()):
        follower.tick = tick
        try:
            follower.follow(*row)
        except Wrong as wrong:
            name = world.stocks[row[1]].name if row[1] < len(world.stocks) else str(row[1])
            return f"row {place}, {Row(row[0]).name} at {name}: {wrong}"
    try:
        follower.close(outcome)
    except Wrong as wrong:
        return str(wrong)
    return None
