"""A chain of 200 sites over a year of daily demand on both engines: seconds of work and megabytes.

Run as `python -m benchmarks.wide_chain [sites]`: one supplier, a plant that makes four items of two parts, depots in a
row below it, and shops below the depots.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from model.engines import Engine, run
from model.sample_path import draw
from model.scenario import load

ENGINES: tuple[Engine, ...] = ("reference", "compiled")
DEPOTS_AMONG = 10
"""One site in so many is a depot."""
SITES_PER_LINE = 50
"""A line makes 100 a day, twice what so many shops sell."""
ITEMS = ("a", "b", "c", "d")


def document(sites: int, items: tuple[str, ...] = ITEMS) -> dict[str, Any]:
    """Return a chain of so many sites: a plant, depots in a row and shops by turns."""
    depots = max(1, sites // DEPOTS_AMONG)
    shops = sites - depots - 1
    stocked = {item: {"base_stock": 10 * shops // depots} for item in items}
    return {
        "schema": 1,
        "title": f"A chain of {sites} sites",
        "time": {"unit": "day", "horizon": "1 year", "warm_up": 0},
        "items": {item: {"price": 10, "made_of": {"part": 1, "shell": 1}} for item in items},
        "suppliers": {"works": {"supplies": {"part": {"lead_time": 5}, "shell": {"lead_time": 7}}}},
        "manufacturers": {
            "plant": {
                "lines": {"count": max(4, sites // SITES_PER_LINE)},
                "stock": {
                    **{item: {"base_stock": 10 * shops, "lot": 20, "batch_time": 0.2} for item in items},
                    "part": {"base_stock": 50 * shops, "from": "works"},
                    "shell": {"base_stock": 50 * shops, "from": "works"},
                },
                "ramp_up": {"when": {"backlog_over": 1000, "for": 5}, "lines": 1, "after": 5},
            }
        },
        "distributors": {
            f"depot{k}": {
                "stock": {item: {**stocked[item], "from": "plant", "transport": 2} for item in items}
            }
            for k in range(depots)
        },
        "retailers": {
            f"shop{k}": {
                "stock": {
                    item: {
                        "s_S": {"s": 3, "S": 8},
                        "from": f"depot{k % depots}",
                        "transport": {"uniform": [1, 3]},
                    }
                    for item in items
                }
            }
            for k in range(shops)
        },
        "customers": {
            f"people{k}": {
                "shop": f"shop{k}",
                "buys": dict.fromkeys(items, 1 / len(items)),
                "requests": {"rate": "1 per day"},
                "tolerance": {"exponential": {"mean": 10}},
            }
            for k in range(shops)
        },
    }


def measured(sites: int, engine: Engine, items: tuple[str, ...] = ITEMS) -> tuple[float, float, int]:
    """Return a replication's seconds of work, the most megabytes the process held, and the rows of the trace."""
    written = document(sites, items)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "chain.yaml"
        file.write_text(yaml.safe_dump(written, sort_keys=False))
        world = load(file).world()
    began = time.process_time()
    outcome = run(world, draw(world.streams, 1, 0), engine=engine)
    return (
        time.process_time() - began,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        outcome.rows,
    )


if __name__ == "__main__":
    sites = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for engine in ENGINES:
        seconds, megabytes, rows = measured(sites, engine)
        print(f"{engine}: {sites} sites, {rows} rows in {seconds:.1f} s, {megabytes:.0f} MB")
