"""What a request costs when everything gets ten times as much: the horizon, the customers, the sites; and a message.

Identified customers of shops, four of which order from one distributor. Stock grows with the customers, and ten times
the sites are ten such distributors with their shops, so that the story of each stays the same. A message is what a
customer who waits is told every day, by where its unit is in the books of the shop and of the plant; ten times as many
wait for it. Compiled engine.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from model import load
from model.engines import run
from model.outcome.outcome import Outcome
from model.outcome.tallies import Cell
from model.sample_path import draw
from model.scenario.world import World

from .figures import Figure, Measured, Turn, in_turns, rate, ratios
from .machine import one_core

BELOW = 4
"""Shops of one distributor."""
SIZES: dict[str, dict[str, int]] = {
    "as it is": {},
    "10 x horizon": {"days": 3650},
    "10 x customers": {"people": 5000},
    "10 x sites": {"shops": 40},
}
ASKED = {"10 x horizon": (5.0, 0.0), "10 x customers": (60.0, 30.0), "10 x sites": (60.0, 30.0)}
"""Percent more a request at the most: must, aim."""
WAITING = {"a message": 500, "a message, 10 x as many waiting": 5000}


def document(days: int = 365, people: int = 500, shops: int = 4) -> dict[str, Any]:
    """Return a scenario in which so many people at each of so many shops ask every ten days."""
    daily, names = people // 10, [f"shop{number}" for number in range(shops)]
    depots = {name: f"depot{number // BELOW}" for number, name in enumerate(names)}
    return {
        "schema": 1,
        "title": f"{shops} shops with {people} customers each",
        "time": {"unit": "day", "horizon": days},
        "items": {"thing": {}},
        "suppliers": {"works": {"supplies": {"thing": {"lead_time": {"gamma": {"mean": 5, "cv": 0.5}}}}}},
        "distributors": {
            depot: {"stock": {"thing": {"base_stock": 9 * daily * BELOW, "from": "works"}}}
            for depot in dict.fromkeys(depots.values())
        },
        "retailers": {
            name: {
                "stock": {
                    "thing": {"s_S": {"s": 3 * daily, "S": 6 * daily}, "from": depots[name], "transport": 2}
                },
                "back_orders": {"offer": "open"},
                "communication": {"promise": "none"},
            }
            for name in names
        },
        "customers": {
            f"people-of-{name}": {
                "count": people,
                "shop": name,
                "buys": "thing",
                "requests": {"rate": "0.1 per day"},
                "patience": {"budget": {"exponential": {"mean": 6}}},
            }
            for name in names
        },
    }


def short_plant(people: int) -> dict[str, Any]:
    """Return a scenario in which on the first day so many people ask two shops, which tell all who wait every day."""
    return {
        "schema": 1,
        "title": f"{people} people wait",
        "time": {"unit": "day", "horizon": 60},
        "items": {"thing": {}},
        "manufacturers": {
            "plant": {"lines": {"count": 1}, "stock": {"thing": {"base_stock": 0, "unit_time": 1}}},
        },
        "retailers": {
            shop: {
                "stock": {"thing": {"base_stock": 0, "from": "plant"}},
                "back_orders": {"offer": "open"},
                "communication": {"promise": "pipeline", "updates": {"every": "1 day"}},
            }
            for shop in ("north", "south")
        },
        "customers": {
            f"people-of-{shop}": {
                "shop": shop,
                "buys": "thing",
                "requests": {"rate": f"{people / 2} per day", "until": 1},
                "patience": {"budget": "never"},
            }
            for shop in ("north", "south")
        },
    }


def written(told: Mapping[str, Any]) -> World:
    """Return the world of a document, by way of a file as everybody's."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scenario.yaml"
        file.write_text(yaml.safe_dump(dict(told), sort_keys=False))
        return load(file).world()


def requests(outcome: Outcome) -> int:
    """Return how many requests were made."""
    return outcome.requests


def messages(outcome: Outcome) -> int:
    """Return how many messages those who waited were sent."""
    return int(outcome.cells[:, Cell.MESSAGES].sum())


def measure() -> Measured:
    """Let all sizes take turns."""

    def turn(world: World, counted: Callable[[Outcome], int]) -> Turn:
        each = rate(lambda k: counted(run(world, draw(world.streams, 1, k))))
        return lambda number: 1e9 / each(number)

    with one_core():
        cost = in_turns({name: turn(written(document(**size)), requests) for name, size in SIZES.items()})
        told = in_turns({name: turn(written(short_plant(size)), messages) for name, size in WAITING.items()})
    more = {name: [100 * (one - 1) for one in ratios(cost[name], cost["as it is"])] for name in ASKED}
    return Measured(
        (
            *(Figure(f"a request, {name}", "ns", tuple(each), "lower") for name, each in cost.items()),
            *(
                Figure(f"more a request, {name}", "%", tuple(more[name]), "lower", *ASKED[name])
                for name in ASKED
            ),
            *(Figure(name, "ns", tuple(each), "lower") for name, each in told.items()),
        )
    )
