"""Customers: when they ask, and for what; see `loyalty` for whether they come back."""

from __future__ import annotations

from collections.abc import Generator
from itertools import accumulate, count
from typing import TYPE_CHECKING

from simpy.events import Event as SimpyEvent

from ...outcome import tallies
from ...outcome.events import Event
from ...outcome.tallies import SERVED, Cell
from ...outcome.trace import Row
from ...policies.customer import reputation
from ...policies.units import NEVER
from ...policies.views import Experience
from ...sample_path import ticks
from ...sample_path.profile import column_of, factor, shape_of
from ...scenario.world import Kind, Segment
from .counter import Counter
from .loyalty import Loyalty, Person, close_person, drops_out
from .receipts import Receipts
from .request import Request
from .substitutes import Substitutes

if TYPE_CHECKING:
    from .chain import Chain

REQUESTS, REQUESTED = int(Cell.REQUESTS), int(Cell.REQUESTED)


class Crowd:
    """A segment of customers."""

    def __init__(self, chain: Chain, index: int, spec: Segment) -> None:
        self.chain, self.index, self.spec = chain, index, spec
        profile = spec.profile
        self.ceiling = 1.0 if profile is None else profile.ceiling
        self.shape = None if profile is None else (column_of(profile), shape_of(profile))
        self.receipts = Receipts(chain, self)
        self.substitutes = Substitutes(chain, self)
        self.counter = Counter(chain, self)
        self.stocks = [[chain.stocks[index] for index in site] for site in spec.stocks]
        """By site and item, as the next."""
        first, items = spec.first_cell, len(spec.items)
        self.cells = [
            chain.record.cells[first + site * items : first + (site + 1) * items]
            for site in range(len(spec.sites))
        ]
        self.settles = spec.loyalty is not None or chain.draining is not None
        """Whether anything follows from how a request ends."""
        self.moody = spec.temper.before != spec.temper.after or spec.temper.fresh != 1.0
        """Whether patience may come to drain at another speed by itself."""
        self.pace = None if self.moody or spec.temper.silent != spec.temper.before else spec.temper.before
        """The speed at which patience always drains, where there is only one."""
        self.many_sites, self.many_items = len(spec.sites) > 1, items > 1
        horizon = chain.world.clock.horizon
        self.limits = [
            (Cell.ELIGIBLE_0 + place, horizon - limit)
            for place, limit in enumerate(chain.world.served_within)
        ]
        """Column and last tick asked of what could be served within a limit before the horizon."""
        self.eligible_until = min([latest for _, latest in self.limits], default=horizon)
        """Until then a request is eligible for each limit; those made later are taken off all that are."""
        same = None if spec.history is not None else chain.path.constant(spec.quantity)
        self.same_quantity = None if same is None else int(same)
        """What every request is for, where that is the same."""
        self.loyalty = None if spec.loyalty is None else Loyalty(self, spec.loyalty)
        """Where experiences sink in; None where they leave no trace."""
        self.counts = chain.record.crowds[index]
        self.persons: list[Person] = []

    # -- when they ask

    def open(self) -> None:
        """Let the customers there are at the start begin to ask."""
        chain, spec = self.chain, self.spec
        if spec.kind == Kind.STREAM:
            chain.calendar.process(self.passers_by() if spec.history is None else self.record_of_strangers())
            return
        for number in range(spec.count):
            person = self.person(number)
            if spec.kind == Kind.HISTORY:
                chain.calendar.process(self.record_of(person))
            else:
                first = chain.calendar.now + self.gap(person, 0)
                chain.calendar.process(self.shopping(person, first, 0, acquiring=False))
        if spec.joins is not None:
            chain.calendar.process(self.joining())

    def person(self, number: int) -> Person:
        """Bring in an identified customer."""
        spec, path = self.spec, self.chain.path
        natural = 0.0 if spec.dropout is None else path.value(spec.dropout, number, 0)
        rate = None if spec.rate is None else path.value(spec.rate, number, 0)
        person = Person(number, self.chain.calendar.now, natural, float(spec.belief.start), rate)
        self.persons.append(person)
        return person

    def gap(self, person: Person, ordinal: int) -> int:
        """Return the ticks before a customer's k-th candidate request."""
        drawn, rate = self.chain.path.value(self.spec.gap, person.number, ordinal), person.rate
        if rate is not None:
            drawn = drawn / rate if rate > 0.0 else float(NEVER)
        after = ticks(drawn / self.ceiling)
        return after if after < NEVER else NEVER

    def passers_by(self) -> Generator[SimpyEvent, None, None]:
        """Anonymous requests, one after another."""
        spec, calendar, reconsider = self.spec, self.chain.calendar, self.chain.reconsider
        kind, index, thinned = int(Event.REQUEST), self.index, spec.profile is not None
        last = min(spec.until, self.chain.world.clock.horizon - 1)
        gaps = self.chain.path.waits(spec.gap, self.ceiling, NEVER)
        first = calendar.now + next(gaps)
        arrivals = accumulate(gaps, initial=first if spec.first is None else spec.first)
        for ordinal, tick in zip(range(spec.limit), arrivals, strict=False):
            if tick > last:
                return
            yield calendar.at(tick, kind, index, ordinal)
            if not thinned or self.kept(0, ordinal):
                self.request(None, ordinal, 0, ordinal)
                reconsider()

    def shopping(
        self, person: Person, tick: int, first: int, *, acquiring: bool
    ) -> Generator[SimpyEvent, None, None]:
        """An identified customer's requests, until it drops out for reasons of its own."""
        spec, calendar, horizon = self.spec, self.chain.calendar, self.chain.world.clock.horizon
        for ordinal in count(first):
            if tick > spec.until or tick >= horizon:
                return
            yield calendar.at(tick, Event.REQUEST, self.index, person.number)
            acquired = acquiring and ordinal == first
            if acquired or self.kept(person.number, ordinal):
                dropped = not acquired and drops_out(self, person, ordinal)
                self.request(person, person.number, person.number, ordinal)
                self.chain.reconsider()
                if dropped:
                    return
            tick += self.gap(person, ordinal + 1)

    def record_of(self, person: Person) -> Generator[SimpyEvent, None, None]:
        """A recorded customer's requests, each spread over its period."""
        history, calendar, tick = self.spec.history, self.chain.calendar, self.chain.world.clock.start
        assert history is not None
        first = history.first_row[person.number]
        for ordinal in range(history.first_row[person.number + 1] - first):
            spread = self.chain.path.value(self.spec.spread, person.number, ordinal)
            tick = max(tick, history.day[first + ordinal] + int(spread * history.spread))
            if tick > self.spec.until or tick >= self.chain.world.clock.horizon:
                return
            yield calendar.at(tick, Event.REQUEST, self.index, person.number)
            dropped = drops_out(self, person, ordinal)
            self.request(person, person.number, person.number, ordinal)
            self.chain.reconsider()
            if dropped:
                return

    def record_of_strangers(self) -> Generator[SimpyEvent, None, None]:
        """Recorded requests of strangers, each spread over its period by itself."""
        history, calendar, path = self.spec.history, self.chain.calendar, self.chain.path
        assert history is not None
        ticks_of = [
            day + int(path.value(self.spec.spread, 0, row) * history.spread)
            for row, day in enumerate(history.day)
        ]
        for row in sorted(range(len(ticks_of)), key=ticks_of.__getitem__):
            if ticks_of[row] >= self.chain.world.clock.horizon:
                return
            yield calendar.at(ticks_of[row], Event.REQUEST, self.index, row)
            self.request(None, row, 0, row)
            self.chain.reconsider()

    def joining(self) -> Generator[SimpyEvent, None, None]:
        """New customers, whose first request is made as they join."""
        spec, calendar, path = self.spec, self.chain.calendar, self.chain.path
        assert spec.joins is not None
        tick = calendar.now
        for number in count(spec.count):
            tick += min(ticks(path.value(spec.joins, 0, number - spec.count) * spec.join_gap), NEVER)
            if tick >= self.chain.world.clock.horizon:
                return
            yield calendar.at(tick, Event.JOIN, self.index, number)
            if spec.word is not None and not self.joins(number, spec.word):
                continue
            self.chain.note(Row.JOINED, self.index, number, 0)
            calendar.process(self.shopping(self.person(number), tick, 0, acquiring=True))

    def joins(self, number: int, word: reputation.Settings) -> bool:
        """Return whether a candidate drawn at the greatest rate joins, by what is said of its shop."""
        site = 0
        if self.many_sites:
            site = chosen(self.spec.site_up_to, self.chain.path.value(self.spec.site_choice, number, 0))
        standing = self.chain.standings[self.spec.sites[site]]
        assert standing is not None
        drawn = self.chain.path.value(self.spec.joining, number, 0) * word.most
        welcome, joins = drawn < 1.0, drawn < reputation.joining(standing.reputation, word)
        measured = self.chain.calendar.now >= 0
        if welcome and not joins:
            self.counts[tallies.Crowd.JOINS_LOST] += measured
            self.chain.note(Row.STAYED_AWAY, self.index, number, 0, reputation.counted(standing.reputation))
        self.counts[tallies.Crowd.JOINS_WON] += measured and joins and not welcome
        return joins

    def kept(self, member: int, ordinal: int) -> bool:
        """Return whether a candidate drawn at the ceiling is a request."""
        if self.shape is None:
            return True
        now = factor(*self.shape, self.chain.calendar.now)
        return self.chain.path.value(self.spec.thinning, member, ordinal) * self.ceiling < now

    # -- one request

    def request(self, person: Person | None, customer: int, member: int, ordinal: int) -> None:
        """Ask: shelf, substitute, back-order, answer."""
        spec, path, chain = self.spec, self.chain.path, self.chain
        site = item = 0
        if self.many_sites:
            site = chosen(spec.site_up_to, path.value(spec.site_choice, member, 0 if person else ordinal))
        if spec.history is not None:
            row = spec.history.first_row[member] + ordinal
            item, quantity = spec.history.item[row], spec.history.quantity[row]
        else:
            if self.many_items:
                item = chosen(spec.item_up_to, path.value(spec.item_choice, member, ordinal))
            quantity = self.same_quantity
            if quantity is None:
                quantity = int(path.value(spec.quantity, member, ordinal))
        if quantity <= 0:
            return
        stock = self.stocks[site][item]
        now = chain.calendar.now
        draining = chain.draining
        measured = now >= 0 and (draining is None or draining.asked < draining.number)
        cell = self.cells[site][item] if measured else chain.record.unmeasured
        cell[REQUESTS] += 1
        cell[REQUESTED] += quantity
        if person is not None and not person.alive:
            cell[Cell.REQUESTS_FORGONE] += 1
            cell[Cell.FORGONE] += quantity
            chain.note(Row.FORGONE, stock.index, customer, quantity, self.index, ordinal)
            return
        if draining is not None and measured:
            draining.asked += 1
        if now > self.eligible_until:
            for column, latest in self.limits:
                cell[column] -= quantity if now > latest else 0
        self.counter.serve(
            Request(self, person, customer, member, ordinal, stock, quantity, now, cell, measured)
        )

    def settle(self, request: Request, **felt: int) -> None:
        """End a request and let it sink in."""
        if self.chain.draining is not None:
            self.chain.draining.settle_request(request)
        if self.loyalty is not None and request.person is not None and request.measured:
            self.loyalty.sink_in(request.person, request.ordinal, Experience(**felt))

    def close(self) -> None:
        """Complete what was counted by exception, and count the customers that are there at the end of the run."""
        for cell in (cell for site in self.cells for cell in site):
            asked, served = cell[REQUESTED] - cell[Cell.FORGONE], sum(cell[column] for column in SERVED)
            for place, (eligible, _) in enumerate(self.limits):
                cell[eligible] += asked
                cell[Cell.WITHIN_0 + place] += served
        if self.spec.kind == Kind.STREAM:
            return
        self.counts[tallies.Crowd.CUSTOMERS] = len(self.persons)
        for person in self.persons:
            close_person(self, person)


def chosen(up_to: tuple[float, ...], number: float) -> int:
    """Return the first place whose cumulated share is above the number."""
    for place, share in enumerate(up_to):
        if number < share:
            return place
    return len(up_to) - 1
