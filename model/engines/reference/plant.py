"""The jobs of a site: released when their components are there, and taken by its lines first come, first served."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ...outcome.trace import Row
from ...policies.views import DispatchView
from ...scenario.world import Site
from .book import JobEntry
from .line import Line, made
from .ramp import Ramp
from .serving import order_at, owe

if TYPE_CHECKING:
    from .chain import Chain
    from .stock_point import StockPoint


class ProductionOrder:
    """One replenishment order to a site's own lines, and the components it has got so far."""

    __slots__ = ("given", "jobs", "ordered", "released", "serial", "stock")

    def __init__(self, serial: int, stock: StockPoint, jobs: int, components: int, ordered: int) -> None:
        self.serial, self.stock, self.jobs, self.ordered = serial, stock, jobs, ordered
        self.released = 0
        self.given = [0] * components


class Batch:
    """Jobs released together, in the line for the lines."""

    __slots__ = ("first", "jobs", "ordered", "released_at", "stock")

    def __init__(self, stock: StockPoint, first: int, jobs: int, released_at: int, ordered: int) -> None:
        self.stock, self.first, self.jobs = stock, first, jobs
        self.released_at, self.ordered = released_at, ordered


class Plant:
    """A site's lines and the jobs before them."""

    def __init__(self, chain: Chain, index: int, spec: Site) -> None:
        self.chain, self.index, self.spec = chain, index, spec
        self.counts = chain.record.places[index]
        self.queue: deque[Batch] = deque()
        self.lines: list[Line] = []
        self.in_turn = spec.dispatch.traits.alike
        """First released, first made."""
        self.makes: list[StockPoint] = []
        """Stock points that it makes the items of."""
        self.speed = 1.0
        """What times of work are divided by: the speed that the ramp set, times that of disruptions."""
        self.ramped = 1.0
        self.reduced = 1.0
        """Product of the factors of capacity that disruptions set now."""
        self.frozen = 0
        """Disruptions that now let its lines not work."""
        self.idle: list[Line] = []
        """Where lines are unlimited, those without a job, the last to become so at the end."""
        self.ramp = None if spec.ramp_up is None else Ramp(self, spec.ramp_up, spec.ramp_down)

    def open(self, first_line: int) -> None:
        """Install the lines there are at the start; those that may be added stand by."""
        self.makes = [
            stock for stock in self.chain.stocks if stock.plant is self and stock.spec.production is not None
        ]
        self.lines = [Line(self, first_line + member, member) for member in range(self.spec.most_lines)]
        self.install(self.spec.lines)

    def install(self, more: int) -> None:
        """Add lines: those that were to go stay, then the lowest that are not there."""
        for line in self.lines:
            if more > 0 and line.leaving:
                line.leaving = False
                more -= 1
        for line in self.lines:
            if more > 0 and not line.installed:
                line.join()
                more -= 1

    def remove(self, fewer: int) -> None:
        """Have lines go, the highest first: those without a job at once, others when their job is done."""
        for line in reversed(self.lines):
            if fewer > 0 and line.free():
                line.leave()
                fewer -= 1
        for line in reversed(self.lines):
            if fewer > 0 and line.installed and not line.leaving:
                line.leaving = True
                fewer -= 1

    def staying(self) -> int:
        """Count the lines that are there to stay."""
        return sum(line.installed and not line.leaving for line in self.lines)

    def change_speed(self, ramped: float, reduced: float) -> None:
        """Have all lines work at another speed; what is left of their jobs takes accordingly longer or less."""
        self.ramped, self.reduced = ramped, reduced
        speed = ramped * reduced
        for line in self.lines:
            line.change_pace(speed / self.speed)
        self.speed = speed

    def freeze(self) -> None:
        """Have the lines stand still, with the jobs and set-ups where they are."""
        for line in self.lines if self.frozen == 0 else ():
            line.stand_still()
        self.frozen += 1

    def thaw(self) -> None:
        """Have the lines go on with what was left, and take jobs again."""
        for line in self.lines if self.frozen == 1 else ():
            line.settle()
        self.frozen -= 1
        if self.frozen == 0:
            for line in self.lines:
                line.go_on()
            self.start_lines()

    def make(self, stock: StockPoint, quantity: int) -> None:
        """Take in a replenishment order: ask for its components, release what has them, start free lines."""
        production = made(stock)
        jobs, components, now = (
            quantity // production.lot,
            len(production.components),
            self.chain.calendar.now,
        )
        order = ProductionOrder(self.chain.next_serial(), stock, jobs, components, now)
        stock.unreleased += order.jobs * production.lot
        for place, (component, needed) in enumerate(production.components):
            giver, wanted = self.chain.stocks[component], quantity * needed
            at_once, serial = order_at(giver, wanted)
            if at_once > 0:
                order.given[place] += at_once
                giver.give_to_jobs(at_once)
                self.chain.note(
                    Row.COMPONENT_GIVEN, giver.index, stock.index, at_once, order.serial, wanted - at_once
                )
            if at_once < wanted:
                owe(giver, JobEntry(serial, wanted - at_once, self.chain.calendar.now, order, place))
        self.release(order)

    def component_given(self, order: ProductionOrder, component: int, quantity: int) -> None:
        """Take in components from their stock point's book."""
        order.given[component] += quantity
        giver, _ = made(order.stock).components[component]
        self.chain.stocks[giver].give_to_jobs(quantity)
        self.release(order)

    def release(self, order: ProductionOrder) -> None:
        """Release the jobs that have all their components; that is when a job gets its number."""
        stock, production = order.stock, made(order.stock)
        ready = order.jobs
        for given, (_, needed) in zip(order.given, production.components, strict=True):
            ready = min(ready, given // (needed * production.lot))
        jobs = ready - order.released
        if jobs <= 0:
            return
        order.released = ready
        self.queue.append(Batch(stock, stock.released, jobs, self.chain.calendar.now, order.ordered))
        self.chain.note(Row.RELEASED, stock.index, order.serial, jobs, stock.released)
        stock.released += jobs
        stock.unreleased -= jobs * production.lot
        self.start_lines()

    def start_lines(self) -> None:
        """Have free lines take the next jobs, the lowest line first."""
        if self.frozen > 0 or self.spec.unlimited:
            return
        for line in self.lines:
            if not line.free():
                continue
            batch = self.next_batch(line)
            if batch is None:
                return
            line.take(batch)

    def begin_all(self) -> None:
        """Where lines are unlimited, have all released jobs begin, at the end of the event that released them."""
        while self.frozen == 0:
            while self.queue and self.queue[0].jobs == 0:
                self.queue.popleft()
            if not self.queue:
                return
            line = self.idle.pop() if self.idle else self.another_line()
            line.take(self.queue[0])

    def another_line(self) -> Line:
        """Add a line, numbered behind all there are anywhere."""
        line = Line(self, self.chain.lines, len(self.lines))
        self.chain.lines += 1
        line.join()
        self.lines.append(line)
        return line

    def next_batch(self, line: Line) -> Batch | None:
        """Return the batch of which a free line takes a job, forgetting those without; None if there is none."""
        while self.queue and self.queue[0].jobs == 0:
            self.queue.popleft()
        if self.in_turn or not self.queue:
            return self.queue[0] if self.queue else None
        first: dict[StockPoint, Batch] = {}
        for batch in self.queue:
            if batch.jobs > 0:
                first.setdefault(batch.stock, batch)
        return min(first.values(), key=lambda batch: self.priority(line, batch.stock))

    def priority(self, line: Line, stock: StockPoint) -> float:
        """Ask the rule of dispatch about one item."""
        view = DispatchView(
            owed=stock.backlog,
            net=stock.on_hand + stock.in_work - stock.backlog,
            demand=stock.came_in - stock.on_hand + stock.backlog,
            same=int(line.made_last is stock),
            run=line.run,
        )
        return self.spec.dispatch.decide(view)
