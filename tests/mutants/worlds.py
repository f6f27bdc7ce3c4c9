"""Small worlds without chance that stand on an edge: a coefficient off by 5 % tips them over.

Each is the shop below with a few changes, one measure, and its value worked out by hand.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from model.engines import run
from model.metrics import Key, Meter
from model.sample_path import draw
from model.scenario import load

SHOP = """
schema: 1
time: {unit: day, horizon: 100}
items: {lamp: {price: 1}}
suppliers: {works: {supplies: {lamp: {lead_time: 10}}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 0, from: works}}
customers:
  all: {shop: corner, buys: lamp, requests: {every: 1, first: 0, limit: 50}}
"""
"""Ordered for each customer, ten days on the way: one request a day on days 0 to 49, each received ten days later."""
MORE = SHOP.replace("limit: 50}}", "limit: 100}, quantity: 10}") + (
    "  more: {shop: corner, buys: lamp, class: 2, quantity: 10, requests: {every: 1, first: 50, limit: 50}}\n"
)
"""Ten units a day, and from day 50 on twenty."""
CLASSES = SHOP.replace("limit: 50}}", "limit: 1}, class: 2}") + (
    "  better: {shop: corner, buys: lamp, class: 1, requests: {every: 1, first: 1, limit: 1}}\n"
)
"""One unit asked for on day 0, and one by a better class on day 1."""
PLANT = """
schema: 1
time: {unit: day, horizon: 100}
items: {lamp: {price: 1}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 1}
    stock: {lamp: {base_stock: 0}}
customers:
  all: {shop: plant, buys: lamp, requests: {every: 2, first: 0, limit: 40}}
"""
"""Made for each customer in a day: one request every other day, from day 0 to 78, work begins at once."""
TWO_SHOPS = """
schema: 1
time: {unit: day, horizon: 100}
items: {lamp: {price: 1}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 0.5}
    stock: {lamp: {base_stock: 0, lot: 20}}
retailers:
  a: {stock: {lamp: {base_stock: 0, from: plant, transport: 0}}}
  b: {stock: {lamp: {base_stock: 0, from: plant, transport: 0}}}
customers:
  few: {shop: a, buys: lamp, quantity: 10, requests: {every: 1, first: 0, limit: 1}}
  many: {shop: b, buys: lamp, quantity: 30, requests: {every: 1, first: 0, limit: 1}}
"""
"""Ten asked for here and thirty there on day 0, made twenty at a time, on days 10 and 20."""
DIRECT = """
schema: 1
time: {unit: day, horizon: 100}
items: {lamp: {price: 1}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 0.5}
    stock: {lamp: {base_stock: 0, lot: 20}}
retailers:
  a: {stock: {lamp: {base_stock: 0, from: plant, transport: 0}}}
customers:
  shoppers: {shop: a, buys: lamp, quantity: 20, requests: {every: 1, first: 0, limit: 1}}
  direct: {shop: plant, buys: lamp, quantity: 20, requests: {every: 1, first: 1, limit: 1}}
"""
"""Twenty asked for at a shop on day 0 and twenty at the plant on day 1, made twenty at a time, on days 10 and 20."""
LINE = """
schema: 1
time: {unit: day, horizon: 100}
items: {x: {price: 1}, y: {price: 1}, z: {price: 1}}
manufacturers:
  plant:
    lines: {count: 1, unit_time: 1, dispatch: first_come}
    stock: {x: {base_stock: 0}, y: {base_stock: 0}, z: {base_stock: 0}}
customers:
  first: {shop: plant, buys: z, requests: {every: 0.6, first: 0, limit: 2}}
  one: {shop: plant, buys: x, requests: {every: 1, first: 0.2, limit: 1}}
  three: {shop: plant, buys: y, quantity: 3, requests: {every: 1, first: 0.4, limit: 1}}
"""
"""One z on day 0, which is made at once; then an x, three y and another z, which wait for the line on day 1."""
TWO_SOURCES = """
schema: 1
time: {unit: day, horizon: 100}
items: {lamp: {price: 1}}
suppliers:
  near: {supplies: {lamp: {lead_time: 10}}}
  far: {supplies: {lamp: {lead_time: 20}}}
retailers:
  corner:
    stock: {lamp: {base_stock: 0, from: {near: {}, far: {}}, sourcing: fastest}}
customers:
  all: {shop: corner, buys: lamp, requests: {every: 1, first: 0, limit: 20}}
"""
"""Ordered for each of twenty customers, ten days on the way from here and twenty from there."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A world on an edge."""

    because: str
    """How the value is worked out."""
    sets: tuple[str, ...]
    """Changes of the world."""
    measure: str
    """Its name, with `@scope` where it is not the total."""
    value: float
    base: str = SHOP

    def measured(self, *mutation: str) -> float:
        """Return the measure in the world, perhaps with a mutation."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "edge.yaml"
            file.write_text(self.base)
            world = load(file, [*self.sets, *mutation]).world()
        outcome = run(world, draw(world.streams, 1, 0))
        name, _, scope = self.measure.partition("@")
        return Meter(world).mapping(outcome)[Key(name, scope or "total")]
