"""The calendars of both engines: one order of an instant, whatever the order of insertion."""

from __future__ import annotations

import ast
import heapq
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import simpy
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit

from model.engines.compiled import calendar as compiled
from model.engines.compiled.encode import free_rows, table
from model.engines.compiled.tables import GRIDS, INTEGERS, NAMES, NO_ROW, RECORDS, State
from model.engines.reference import calendar as reference
from model.engines.reference.calendar import Calendar
from model.errors import ImpossibleState
from model.outcome.events import INSTANT_LIMIT, Event, key

Entry = tuple[int, Event, int, int]

entries = st.lists(
    st.tuples(st.integers(-3, 3), st.sampled_from(Event), st.integers(0, 2), st.integers(0, 2)), unique=True
)


def played(asked: list[Entry], horizon: int = 1000) -> list[Entry]:
    """Put entries into a calendar from tick -3 on in the order given; return them as they happen."""
    calendar, happened = Calendar(-3), list[Entry]()
    for entry in asked:
        calendar.call(*entry, lambda entry=entry: happened.append((calendar.now, *entry[1:])))
    calendar.play(horizon)
    return happened


@given(asked=entries, order=st.randoms(use_true_random=False))
@settings(max_examples=200, derandomize=True, database=None)
def test_events_happen_in_order_of_tick_kind_entity_and_ordinal(asked: list[Entry], order: Any) -> None:
    """In whatever order they were put in, and at the tick they were put at."""
    order.shuffle(asked)
    assert played(asked) == sorted(asked)


def test_an_event_created_for_the_present_takes_its_place_by_the_same_key() -> None:
    """A request that ends someone's patience now has it done before the next request, though its phase had passed."""
    calendar, happened = Calendar(), list[str]()

    def request() -> None:
        happened.append("request 1")
        calendar.call(5, Event.SAMPLE, 0, 0, lambda: happened.append("sample"))
        calendar.call(5, Event.PATIENCE, 9, 0, lambda: happened.append("patience"))
        calendar.call(5, Event.REQUEST, 0, 2, lambda: happened.append("request 2"))

    calendar.call(6, Event.DISRUPTION, 0, 0, lambda: happened.append("the next instant"))
    calendar.call(5, Event.REQUEST, 0, 3, lambda: happened.append("request 3"))
    calendar.call(5, Event.REQUEST, 0, 1, request)
    calendar.play(10)
    assert happened == ["request 1", "patience", "request 2", "request 3", "sample", "the next instant"]


def test_a_process_that_is_set_off_comes_before_the_next_event() -> None:
    """Consequences are not events: a process begun within an event runs to its first wait at once."""
    calendar, happened = Calendar(), list[str]()

    def work() -> Generator[simpy.Event, Any, None]:
        happened.append("work set off")
        yield calendar.at(5, Event.SAMPLE, 0, 0)
        happened.append("work ends")

    calendar.call(5, Event.ARRIVAL, 0, 0, lambda: happened.append("arrival"))
    calendar.call(5, Event.DISRUPTION, 0, 0, lambda: [happened.append("repair"), calendar.process(work())])
    calendar.play(10)
    assert happened == ["repair", "work set off", "arrival", "work ends"]


def test_what_falls_on_the_horizon_does_not_happen() -> None:
    """The run covers [0, horizon): the last tick before it happens, the first event on it does not."""
    before, on = (9, Event.SAMPLE, 0, 0), (10, Event.DISRUPTION, 0, 0)
    assert played([on, before], horizon=10) == [before]


@pytest.fixture
def ten_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an instant have ten events in place of a million."""
    monkeypatch.setattr(reference, "INSTANT_LIMIT", 10)


@pytest.mark.usefixtures("ten_at_most")
def test_who_asks_without_end_is_named() -> None:
    """A review that calls for another at the same tick ends the run, which says of whom and when."""
    calendar = Calendar()

    def review() -> None:
        calendar.call(calendar.now, Event.REVIEW, 7, 0, review)

    calendar.call(3, Event.REVIEW, 7, 0, review)
    asked = "more than 10 events in one instant; the latest asks again without letting time pass"
    with pytest.raises(ImpossibleState, match=f"at tick 3, review of entity 7: {asked}") as caught:
        calendar.play(100)
    assert (caught.value.tick, caught.value.entity) == (3, "review of entity 7")


@pytest.mark.usefixtures("ten_at_most")
def test_processes_that_start_one_another_are_stopped_too() -> None:
    """What spins without touching the calendar is told as a process, since SimPy has no name for it."""
    calendar = Calendar()

    def work() -> Generator[simpy.Event, Any, None]:
        calendar.process(work())
        yield calendar.at(50, Event.WORK, 0, 0)

    calendar.process(work())
    with pytest.raises(ImpossibleState, match="at tick 0, a process: more than 10 events in one instant"):
        calendar.play(100)


@pytest.mark.usefixtures("ten_at_most")
def test_as_many_as_are_allowed_may_happen_in_every_instant() -> None:
    """The count begins anew with each tick: ten and ten pass."""
    asked = [(tick, Event.REQUEST, customer, 0) for tick in (0, 1) for customer in range(10)]
    assert played(asked) == asked


def test_an_instant_may_hold_a_million_events() -> None:
    """The limit both engines share."""
    assert reference.INSTANT_LIMIT == INSTANT_LIMIT == 1_000_000


ORDERED_BY_INSERTION = {
    *("timeout", "Timeout", "Resource", "PriorityResource", "PreemptiveResource", "Container"),
    *("Store", "FilterStore", "PriorityStore"),
}


def ordered_by_insertion(folder: Path) -> list[str]:
    """Return the uses and imports of what SimPy orders by insertion, with file and line."""
    found: list[str] = []
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Attribute(attr=name) | ast.alias(name=name):
                    names = name.split(".")
                case _:
                    names = []
            found += [f"{path.name}:{node.lineno} {name}" for name in names if name in ORDERED_BY_INSERTION]
    return found


def test_the_reference_orders_by_its_calendar_alone(root: Path) -> None:
    """SimPy's timeout, resources, containers and stores wake by insertion, and are not used."""
    assert ordered_by_insertion(root / "model" / "engines" / "reference") == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("yield env.timeout(3)", "timeout"),
        ("from simpy import Resource", "Resource"),
        ("from simpy.events import Timeout as Wait", "Timeout"),
        ("import simpy; simpy.Container(env)", "Container"),
        ("from simpy.resources.store import Store", "Store"),
    ],
)
def test_an_order_by_insertion_is_found(line: str, told: str, tmp_path: Path) -> None:
    """One use planted in a copy of the calendar is found by its line."""
    source = Path(reference.__file__).read_text() + f"\n{line}\n"
    (tmp_path / "calendar.py").write_text(source)
    assert ordered_by_insertion(tmp_path) == [f"calendar.py:{len(source.splitlines())} {told}"]


OPERATIONS = 125_000
"""Of one division; a million in all."""
PUSH, POP = 1, 0


@njit(error_model="numpy")
def _operate(tables, operations, popped):
    """Do operations (what, tick, kind, entity, ordinal, value) on the kernel's calendar; write down what is popped."""
    w = State(tables)
    n = 0
    for k in range(operations.shape[0]):
        what, tick, kind, entity, ordinal, value = operations[k]
        if what == PUSH:
            push(w, tick, kind, entity, ordinal, value)
        elif something_is_to_come(w):
            least = w.calendar[0]
            popped[n, 0], popped[n, 1], popped[n, 2] = least.tick, least.key, least.value
            n += 1
            pop(w)
    return n


push, pop, something_is_to_come = compiled.push, compiled.pop, compiled.something_is_to_come


def kernel_tables(horizon: int, room: int, bits: int, lists: int) -> tuple[Any, ...]:
    """Return every table of the kernel, all empty but for the run and a calendar of periods of 2**bits ticks."""
    start = -horizon
    run = {"start": start, "horizon": horizon, "lists": lists, "period_bits": bits}
    run |= {"period_end": start + (1 << bits), "free_laters": room}
    full = {
        "run": table("run", [run]),
        "calendar": table("calendar", [], least=room),
        "later": free_rows("later", room),
        "period": np.full(lists, NO_ROW, np.int64),
    }

    def empty(name: str) -> Any:
        if name in RECORDS:
            return table(name, [])
        return np.zeros(
            (0, 0) if name in GRIDS else 0, np.int64 if name in (*INTEGERS, *GRIDS) else np.float64
        )

    return tuple(full[name] if name in full else empty(name) for name in NAMES)


def shadow(operations: list[list[int]], horizon: int) -> list[tuple[int, int]]:
    """Return what a plain heap of tuples gives out for the same operations: ticks and keys."""
    heap, popped = list[tuple[int, int]](), list[tuple[int, int]]()
    for what, tick, kind, entity, ordinal, _ in operations:
        if what == POP and heap:
            popped.append(heapq.heappop(heap))
        elif what == PUSH and tick < horizon:
            heapq.heappush(heap, (tick, key(kind, entity, ordinal)))
    return popped


def kernel(operations: list[list[int]], horizon: int, bits: int, lists: int) -> list[tuple[int, int, int]]:
    """Return what the kernel's calendar gives out: ticks, keys and values."""
    popped = np.zeros((len(operations), 3), np.int64)
    tables = kernel_tables(horizon, len(operations), bits, lists)
    count = _operate(tables, np.array(operations, np.int64), popped)
    return [(tick, place, value) for tick, place, value in popped[:count].tolist()]


def random_operations(count: int, horizon: int) -> list[list[int]]:
    """Return pushes, six in ten, and pops; ticks and keys are few, so that many are equal, and some ordinals great."""
    draw = np.random.default_rng(20)
    columns = [
        *((draw.random(count) < 0.6).astype(int), draw.integers(-horizon, horizon + horizon // 50, count)),
        *(
            draw.integers(1, len(Event) + 1, count),
            draw.integers(0, 3, count) * draw.integers(0, 1 << 23, count),
        ),
        *(draw.choice([0, 1, (1 << 32) - 1], count), np.arange(count)),
    ]
    return np.column_stack(columns).tolist()


@pytest.mark.parametrize(
    ("horizon", "bits", "lists"),
    [
        *((50, 10, 1), (1 << 50, 61, 1), (50, 0, 128), (50, 4, 8)),
        *((1 << 50, 41, 1024), (1 << 50, 35, 65_536), (50, 0, 4), (1 << 50, 35, 256)),
    ],
    ids=[
        *("few ticks", "many ticks", "a tick", "16 ticks"),
        *("1,024 periods", "65,536 periods", "a tick, 25 rounds", "65,536 periods, 256 rounds"),
    ],
)
def test_the_compiled_calendar_gives_out_what_a_shadow_gives_out(horizon: int, bits: int, lists: int) -> None:
    """In a million random operations over eight divisions of time, then emptied: the same order, every entry once."""
    operations = random_operations(OPERATIONS, horizon)
    operations += [[POP, 0, 0, 0, 0, 0]] * OPERATIONS
    popped = kernel(operations, horizon, bits, lists)
    assert [(tick, place) for tick, place, _ in popped] == shadow(operations, horizon)
    pushed = Counter((t, key(*place), v) for what, t, *place, v in operations if what == PUSH and t < horizon)
    assert Counter(popped) == pushed
    if horizon == 50:
        assert len({entry[:2] for entry in popped}) < len(popped)


def test_the_shadow_can_tell_a_wrong_order() -> None:
    """Pushed in the wrong order two entries come out by key, which is not what the order of pushing would give."""
    first, second = [PUSH, 5, Event.REQUEST, 0, 0, 1], [PUSH, 5, Event.ARRIVAL, 0, 0, 2]
    pops = [[POP, 0, 0, 0, 0, 0]] * 2
    assert [value for _, _, value in kernel([first, second, *pops], 10, 10, 1)] == [2, 1]
    assert shadow([first, second, *pops], 10) != [
        (5, key(Event.REQUEST, 0, 0)),
        (5, key(Event.ARRIVAL, 0, 0)),
    ]


@njit(error_model="numpy")
def _parts(place):
    return kind_of(place), entity_of(place), ordinal_of(place)


kind_of, entity_of, ordinal_of = compiled.kind_of, compiled.entity_of, compiled.ordinal_of


@pytest.mark.parametrize("kind", Event)
def test_a_key_is_read_back(kind: Event) -> None:
    """Kind, entity and ordinal come out of the kernel's key as they went in, the greatest as well."""
    for entity, ordinal in ((0, 0), (3, 9), ((1 << 25) - 1, (1 << 32) - 1)):
        assert _parts(key(kind, entity, ordinal)) == (kind, entity, ordinal)
