"""Work withdrawn from items made from components, worked out by hand on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from model.engines import Engine, run
from model.engines.compiled.encode import encode_world
from model.outcome.outcome import Outcome
from model.outcome.trace import Row
from model.sample_path import draw
from model.scenario import load

DAY = 86_400_000
ENGINES: list[Engine] = ["reference", "compiled"]

PLANT = """
schema: 1
time: {unit: day, horizon: 20}
items: {lamp: {made_of: {bulb: 2}}}
suppliers: {works: {supplies: {bulb: {lead_time: 50}}}}
manufacturers:
  plant:
    lines: {unit_time: 30}
    back_orders: {offer: open}
    stock:
      lamp: {base_stock: {S: 0, withdraw: not-begun}}
      bulb: {base_stock: {S: 0, withdraw: any}, on_hand: BULBS, from: works}
customers:
  people: {shop: plant, buys: lamp, requests: {every: EVERY}, patience: {budget: 5}}
"""


def played(folder: Path, engine: Engine, text: str, **values: int) -> Outcome:
    """Run a scenario with some values put in."""
    file = folder / "plant.yaml"
    for name, value in values.items():
        text = text.replace(name, str(value))
    file.write_text(text)
    world = load(file).world()
    return run(world, draw(world.streams, 1, 0), engine=engine, trace=True, verify=True)


def rows(outcome: Outcome, kind: Row) -> Any:
    """Return the rows of one kind, the ticks in days."""
    assert outcome.trace is not None
    found = outcome.trace[outcome.trace[:, 1] == kind]
    return [[tick / DAY, *row] for tick, _, *row in found.tolist()]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_released_job_gives_all_its_components_back(tmp_path: Path, engine: Engine) -> None:
    """Requests at 2, 4, 6, ..., each gone after 5. Of 7 bulbs the line has 2, the jobs of 4 and 6 have 2 each and 1 is
    left. At 7 the first customer goes and the job of 6 gives back 2, which makes 3; that of 8 takes them, and so on."""
    outcome = played(tmp_path, engine, PLANT, BULBS=7, EVERY=2)
    assert rows(outcome, Row.COMPONENT_RETURNED) == [[day, 1, 0, 2, 3, 0, 0] for day in range(7, 20, 2)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_job_that_waits_gives_back_what_it_has(tmp_path: Path, engine: Engine) -> None:
    """Requests at 4, 8, ...; of 3 bulbs the line has 2 and the job of 8 has 1 and is owed 1, which is ordered. At 9 the
    first customer goes: the job gives back 1, its want leaves the book, and the bulb on its way is called back."""
    outcome = played(tmp_path, engine, PLANT, BULBS=3, EVERY=4)
    assert rows(outcome, Row.COMPONENT_RETURNED) == [[day, 1, 0, 1, 1, 0, 0] for day in (9, 13, 17)]
    assert [row[:4] for row in rows(outcome, Row.WITHDRAWN)] == [
        [day, stock, 0, 1] for day in (9, 13, 17) for stock in (0, 1)
    ]


TWO_PRODUCTS = PLANT.replace("horizon: 20", "horizon: 9").replace(
    "made_of: {bulb: 2}}}", "made_of: {bulb: 2}}, torch: {made_of: {bulb: 4}}}"
).replace("      bulb: {base", "      torch: {base_stock: 0}\n      bulb: {base") + (
    "  hikers: {shop: plant, buys: torch, requests: {every: 7}}\n"
)  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_what_comes_back_goes_to_those_in_the_book(tmp_path: Path, engine: Engine) -> None:
    """Of 6 bulbs the line has 2, the lamp of 6 has 2, the torch of 7 has 2 and is owed 2. At 8 the customer of 3 goes:
    the lamp of 6 gives back 2, of which the torch makes 4 and is released; what was ordered for it is called back."""
    outcome = played(tmp_path, engine, TWO_PRODUCTS, BULBS=6, EVERY=3)
    assert rows(outcome, Row.COMPONENT_RETURNED) == [[8, 2, 0, 2, 2, 2, 0]]
    assert [row[:4] for row in rows(outcome, Row.COMPONENT_GIVEN)][-1] == [8, 2, 1, 2]
    assert [row[:2] for row in rows(outcome, Row.RELEASED)] == [[3, 0], [6, 0], [8, 1]]
    assert [row[:4] for row in rows(outcome, Row.WITHDRAWN)] == [[8, 0, 0, 1], [8, 2, 0, 2]]


IN_LOTS = PLANT.replace("every: EVERY", "every: 1, limit: 5").replace(
    "withdraw: not-begun}}", "withdraw: not-begun}, lot: 3}"
)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_lot_is_withdrawn_when_all_who_wanted_it_are_gone(tmp_path: Path, engine: Engine) -> None:
    """Requests at 1 to 5, each gone after 5; lots of 3. The lot of 1 is begun at once and is for the first three; that
    of 4 waits, for the last two.

    At 6 the first customer goes: four are left, 6 units under way, 2 too many, and the lot stays. At 7 it is 3 too
    many: the lot is withdrawn and gives its 6 of 50 bulbs back. At 10 it is 3 too many again, in the lot that is begun.
    """
    outcome = played(tmp_path, engine, IN_LOTS, BULBS=50)
    assert [row[:4] for row in rows(outcome, Row.ORDERED)] == [[1, 0, 0, 3], [4, 0, 1, 3]]
    assert [row[:4] for row in rows(outcome, Row.WITHDRAWN)] == [[7, 0, 0, 3]]
    assert rows(outcome, Row.COMPONENT_RETURNED) == [[7, 1, 0, 6, 44, 0, 0]]


SHARED = """
schema: 1
time: {unit: day, horizon: 100}
items: {bulb: {}, sign: {made_of: {bulb: 300}}, lamp: {made_of: {bulb: 1}}}
suppliers: {works: {supplies: {bulb: {lead_time: 500}}}}
manufacturers:
  plant:
    lines: {unit_time: 1000}
    stock:
      sign: {base_stock: {S: 0, withdraw: not-begun}}
      lamp: {base_stock: 0}
      bulb: {base_stock: {S: 0, withdraw: any}, on_hand: 301, from: works}
customers:
  first: {shop: plant, buys: lamp, requests: {every: 1, first: 1, limit: 1}}
  grand: {shop: plant, buys: sign, requests: {every: 1, first: 2, limit: 1}, patience: {budget: 50}}
  many: {shop: plant, buys: lamp, requests: {every: 0.1, first: 3, limit: 300}}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_room_is_made_for_all_that_one_job_gives_back(tmp_path: Path, engine: Engine) -> None:
    """Of 301 bulbs the line has 1 and a sign has 300; 300 lamps wait for one each. At 52 whoever wanted the sign goes:
    one event gives 300 bulbs back and releases 300 lamps, each a batch of its own, and calls 300 bulbs back.

    The kernel makes room before an event, for as many rows of each kind as there are wants in all books, besides what
    is spare: each want is served at most once in an event, and so releases at most one batch. The 300 that are needed
    are more than there were at the start, so with the wants left out of the bound the table would have run over.
    """
    outcome = played(tmp_path, engine, SHARED)
    assert rows(outcome, Row.COMPONENT_RETURNED) == [[52, 2, 0, 300, 300, 300, 0]]
    released = [row[0] for row in rows(outcome, Row.RELEASED)]
    assert released == [1, 2] + [52] * 300
    assert [row[:4] for row in rows(outcome, Row.WITHDRAWN)][-1] == [52, 2, 0, 300]
    world = load(tmp_path / "plant.yaml").world()
    assert len(encode_world(world, draw(world.streams, 1, 0), trace=False)["batch"]) < 300
