"""Recompute every balance from its parts: units, orders, ledger. Slow, and the reason to believe the rest."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...errors import ImpossibleState
from ...outcome.tallies import LEDGER, Cell
from ...policies.units import NEVER
from ...scenario.world import ON_STOCKS, Effect
from .acceptance import choosable
from .book import BackOrder, Entry, JobEntry, SiteEntry
from .line import made
from .standing_balances import StandingBalances
from .wait_balances import check_waits

if TYPE_CHECKING:
    from .chain import Chain
    from .lane import Lane
    from .plant import Plant, ProductionOrder
    from .stock_point import StockPoint


class Owed:
    """What the entries of all books come to, read once: the checks ask for it many times."""

    def __init__(self, stocks: list[StockPoint]) -> None:
        self.by = [0] * len(stocks)
        """Quanta, by stock point that owes them."""
        self.to_lane: defaultdict[int, int] = defaultdict(int)
        """Quanta owed to other sites, by lane."""
        self.unreleased: defaultdict[int, dict[int, ProductionOrder]] = defaultdict(dict)
        """By stock point that is made: orders to its lines that wait for a component, each by its serial number."""
        self.customers: list[tuple[BackOrder, StockPoint]] = []
        """Back-orders and whose book they stand in."""
        self.standing: dict[int, int] = {}
        """By the identity of a back-order, the stock point whose book it stands in."""
        for stock in stocks:
            for entry in stock.book:
                self.read(entry, stock)

    def read(self, entry: Entry, stock: StockPoint) -> None:
        """Take in one entry of a book."""
        self.by[stock.index] += entry.left
        if isinstance(entry, SiteEntry):
            self.to_lane[entry.lane.index] += entry.left
        elif isinstance(entry, JobEntry):
            self.unreleased[entry.order.stock.index][entry.order.serial] = entry.order
        elif isinstance(entry, BackOrder):
            self.customers.append((entry, stock))
            self.standing[id(entry)] = stock.index


class Balances:
    """What must hold after every event."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.owed = Owed(chain.stocks)
        self.standings = [
            StandingBalances(chain, site, standing)
            for site, standing in enumerate(chain.standings)
            if standing is not None
        ]

    def check(self) -> None:
        """Raise ImpossibleState at the first balance that does not hold."""
        self.owed = Owed(self.chain.stocks)
        for stock in self.chain.stocks:
            self.check_stock(stock)
        for plant in self.chain.plants:
            self.check_lines(plant)
        for lane in self.chain.lanes:
            self.check_disruptions(lane)
        self.check_ledger()
        check_waits(self.chain)
        for standing in self.standings:
            standing.check()

    def check_lines(self, plant: Plant) -> None:
        """There are as many lines as were decided on, and none is set up for longer than it has a job."""
        if plant.spec.unlimited:
            self.check_unlimited(plant)
            return
        ramp = plant.ramp
        wanted = plant.spec.lines + (0 if ramp is None else ramp.level * ramp.up.lines)
        if plant.staying() != wanted:
            raise ImpossibleState(
                f"{plant.staying()} lines are there to stay, {wanted} were decided on",
                tick=self.chain.calendar.now,
                entity=plant.spec.name,
            )
        strike = self.struck(Effect.FREEZE_LINES, plant.index)
        if plant.frozen != strike or plant.speed != plant.ramped * plant.reduced:
            raise ImpossibleState(
                f"lines stand still by {plant.frozen} disruptions, {strike} last; speed {plant.speed:g}",
                tick=self.chain.calendar.now,
                entity=plant.spec.name,
            )
        for line in plant.lines:
            if not 0 <= line.setting_up <= max(line.left, 0):
                raise ImpossibleState(
                    f"a set-up of {line.setting_up} is left of a job of {line.left}",
                    tick=self.chain.calendar.now,
                    entity=plant.spec.name,
                )

    def check_unlimited(self, plant: Plant) -> None:
        """Where lines are unlimited, none is wanting while a job waits, and those without a job are known."""
        idle = [line for line in plant.lines if line.stock is None]
        waiting = sum(batch.jobs for batch in plant.queue)
        if len(idle) != len(plant.idle) or any(line.stock is not None for line in plant.idle):
            raise ImpossibleState(
                f"{len(plant.idle)} lines are known to be without a job, {len(idle)} are",
                tick=self.chain.calendar.now,
                entity=plant.spec.name,
            )
        if waiting > 0 and plant.frozen == 0:
            raise ImpossibleState(
                f"{waiting} jobs wait, and lines are unlimited",
                tick=self.chain.calendar.now,
                entity=plant.spec.name,
            )

    def check_stock(self, stock: StockPoint) -> None:
        """On hand is not negative, the backlog is the book, what is on order is somewhere."""
        if stock.on_hand < 0:
            self.fail(stock, f"on_hand is {stock.on_hand}")
        owed = self.owed.by[stock.index]
        if owed != stock.book.owed_up_to(NEVER):
            self.fail(stock, f"the pages of the book owe {stock.book.owed_up_to(NEVER)}, its entries {owed}")
        if stock.backlog != owed:
            self.fail(stock, f"backlog is {stock.backlog}, the book owes {owed}")
        asked = sum(entry.left * entry.asked for entry in stock.book)
        if stock.owed_asked != asked:
            self.fail(stock, f"ticks asked at add up to {stock.owed_asked}, those of the book to {asked}")
        for entry in stock.book:
            if entry.left <= 0:
                self.fail(stock, "the book holds an entry that is owed nothing")
            if isinstance(entry, JobEntry):
                self.check_components(stock, entry)
        coming = self.coming(stock)
        if stock.on_order != coming:
            self.fail(stock, f"on_order is {stock.on_order}, on its way, held, owed and in work are {coming}")
        if not 0 <= stock.phantom <= stock.on_order:
            self.fail(stock, f"{stock.phantom} not wanted are on order, of {stock.on_order}")
        wanted = stock.on_order - stock.phantom
        if any(lane.sourced and lane.purchases.on_order > wanted for lane in stock.lanes):
            self.fail(stock, f"a source is to bring more than the {wanted} that are wanted of all")
        given = self.in_jobs(stock)
        if stock.in_jobs != given:
            self.fail(stock, f"in_jobs is {stock.in_jobs}, orders, jobs and lines have {given}")

    def in_jobs(self, component: StockPoint) -> int:
        """Count what was given to orders whose jobs wait for more, and to jobs released and not done."""
        given = 0
        for stock in component.plant.makes:
            production = made(stock)
            for place, (giver, needed) in enumerate(production.components):
                if giver == component.index:
                    waiting = self.owed.unreleased[stock.index].values()
                    lots = production.lot * needed
                    given += sum(order.given[place] - order.released * lots for order in waiting)
                    given += self.released(stock) * needed
        return given

    def released(self, stock: StockPoint) -> int:
        """Count units of jobs released and not done: in the line for the lines, or at work."""
        jobs = sum(batch.jobs for batch in stock.plant.queue if batch.stock is stock)
        working = sum(line.lot_left() for line in stock.plant.lines if line.stock is stock)
        return jobs * made(stock).lot + working

    def check_components(self, stock: StockPoint, entry: JobEntry) -> None:
        """An order to the lines has got of a component, or is owed, what all its jobs need."""
        order, production = entry.order, made(entry.order.stock)
        needed = order.jobs * production.lot * production.components[entry.component][1]
        if order.given[entry.component] + entry.left != needed:
            given = order.given[entry.component]
            self.fail(
                stock, f"{given} given and {entry.left} owed to order {order.serial}, {needed} are needed"
            )

    def coming(self, stock: StockPoint) -> int:
        """Count what was ordered and has not come, wherever it is."""
        for lane in stock.lanes:
            self.check_lane(lane)
        coming = sum(self.coming_by(lane) for lane in stock.lanes)
        if stock.spec.production is not None:
            lot = stock.spec.production.lot
            jobs = sum(batch.jobs for batch in stock.plant.queue if batch.stock is stock)
            working = sum(line.lot_left() for line in stock.plant.lines if line.stock is stock)
            if stock.in_work != working:
                self.fail(stock, f"in_work is {stock.in_work}, the lines are at work on {working}")
            waiting = self.unreleased(stock)
            if stock.unreleased != waiting:
                self.fail(stock, f"{stock.unreleased} wait for components, the orders say {waiting}")
            coming += jobs * lot + working + waiting
        return coming

    def check_lane(self, lane: Lane) -> None:
        """Where a lane is one of several: on order by it is what is to come by it, and the sum of its open orders."""
        coming, purchases = self.coming_by(lane), lane.purchases
        mine = coming if not lane.from_supplier else coming - lane.withheld
        mine -= self.owed.to_lane[lane.index]
        if lane.in_transit != mine:
            self.fail(lane.to, f"in transit by {lane.spec.name} are {lane.in_transit}, shipments say {mine}")
        if lane.sourced and purchases.on_order != coming:
            self.fail(lane.to, f"on order by {lane.spec.name} is {purchases.on_order}, to come are {coming}")
        left = sum(order.left for order in purchases.orders.values())
        if lane.spec.dated and left != coming:
            self.fail(lane.to, f"open orders by {lane.spec.name} are {left}, to come are {coming}")
        unshipped = sum(order.unshipped for order in purchases.orders.values())
        there = lane.withheld if lane.from_supplier else lane.giver.book.owed_to[lane.index]
        if lane.spec.dated and unshipped != there:
            self.fail(lane.to, f"{unshipped} unshipped by {lane.spec.name}, held or owed are {there}")
        now = self.chain.calendar.now
        if any(order.due < now and not order.late for order in purchases.orders.values()):
            self.fail(lane.to, f"an order by {lane.spec.name} has passed its due date, and counts as in time")
        if purchases.overdue != sum(order.late for order in purchases.orders.values()):
            self.fail(lane.to, f"{purchases.overdue} orders are overdue by {lane.spec.name}")

    def coming_by(self, lane: Lane) -> int:
        """Count what was ordered by a lane and has not come: under way, held at a door, owed by a site."""
        coming = sum(shipment.quantity for shipment in (*lane.transit.values(), *lane.door)) + lane.withheld
        if lane.from_supplier:
            return coming
        owed, counted = self.owed.to_lane[lane.index], lane.giver.book.owed_to[lane.index]
        if owed != counted:
            self.fail(lane.giver, f"the book owes {owed} by a lane, and counts {counted}")
        return coming + owed

    def check_disruptions(self, lane: Lane) -> None:
        """A lane counts the disruptions that strike it, and holds back only what one of them does."""
        for effect, counted in (
            (Effect.PAUSE_SHIPMENTS, lane.stopped),
            (Effect.FREEZE_LANES, lane.frozen),
            (Effect.PAUSE_RECEIPTS, lane.shut),
            (Effect.PAUSE_ORDERS, lane.to.paused - lane.to.barred),
            (Effect.REFUSE_ORDERS, lane.refusing),
        ):
            target = lane.to.index if effect in ON_STOCKS else lane.index
            strike = self.struck(effect, target)
            if counted != strike:
                self.fail(
                    lane.to, f"{effect.name} by {lane.spec.name} is counted {counted}, and {strike} last"
                )
        if lane.to.barred != all(each.refusing for each in choosable(lane.to)):
            self.fail(
                lane.to,
                f"it is {'' if lane.to.barred else 'not '}barred from ordering, and should be otherwise",
            )
        if (lane.held and not lane.stopped) or (lane.door and not lane.shut):
            self.fail(lane.to, f"goods are held by {lane.spec.name}, and nothing holds them")

    def struck(self, effect: Effect, target: int) -> int:
        """Count the disruptions of an effect that last and strike a target."""
        return sum(
            one.down and one.spec.effect == effect and target in one.spec.targets
            for one in self.chain.disruptions
        )

    def unreleased(self, stock: StockPoint) -> int:
        """Count units of jobs that still wait for a component; each such order stands in a component's book."""
        assert stock.spec.production is not None
        waiting = self.owed.unreleased[stock.index]
        return sum((order.jobs - order.released) * stock.spec.production.lot for order in waiting.values())

    def check_ledger(self) -> None:
        """Every unit asked for is in exactly one column, or still owed."""
        owed: defaultdict[int, int] = defaultdict(int)
        for order, stock in self.owed.customers:
            self.check_wish(order, stock)
            if order.request.measured and order is order.request.orders[0]:
                owed[id(order.request.cell)] += order.left
        for number, cell in enumerate(self.chain.record.cells):
            told = sum(cell[column] for column in LEDGER) + owed[id(cell)]
            if told != cell[Cell.REQUESTED]:
                raise ImpossibleState(
                    f"the ledger holds {told} of {cell[Cell.REQUESTED]} units asked for",
                    tick=self.chain.calendar.now,
                    entity=f"cell {number}",
                )

    def check_wish(self, order: BackOrder, stock: StockPoint) -> None:
        """All open orders for one wish are for the same units, each in the book of a shop of its own."""
        orders, standing = order.request.orders, self.owed.standing
        if order.stock is not stock or order not in orders:
            self.fail(stock, f"order {order.serial} stands in a book where nobody placed it")
        if len(orders) == 1:
            return
        if any(twin.left != order.left or standing.get(id(twin)) != twin.stock.index for twin in orders):
            self.fail(stock, f"order {order.serial} and those placed elsewhere for the same wish are at odds")
        if len({twin.stock.index for twin in orders}) != len(orders):
            self.fail(stock, f"order {order.serial} was placed twice at one shop")

    def fail(self, stock: StockPoint, message: str) -> None:
        """Stop with the evidence."""
        raise ImpossibleState(message, tick=self.chain.calendar.now, entity=stock.spec.name)
