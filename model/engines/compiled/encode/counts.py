"""What is counted, and the tables that grow, with room to begin."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ....outcome.histogram import BUCKETS
from ....outcome.tallies import Cell, Crowd, Outage, Place, Point, Way
from ....outcome.trace import WIDTH
from ....policies.units import NO_LIMIT
from ....scenario.world import Kind, World
from ..tables import AHEAD, NO_ROW
from .columns import Tables, free_rows, table

CROWD = 256
"""Events expected at a time from which on they are put off by periods."""
PERIODS_A_REQUEST = 2
"""Finer would be more empty periods to pass over, coarser a deeper heap; nothing is won or lost between 1 and 4."""
LISTS_AN_EVENT = 4
"""So that most events come up before the ring comes round to their period."""
MOST_LISTS = 65_536


def count_tables(world: World) -> Tables:
    """Make the tables of counts; row 0 of the cells takes the warm-up."""
    stocks = len(world.stocks)
    return {
        "cells": np.zeros((world.cells + 1, len(Cell)), np.int64),
        "points": np.zeros((stocks, len(Point)), np.int64),
        "places": np.zeros((len(world.sites), len(Place)), np.int64),
        "crowds": np.zeros((len(world.segments), len(Crowd)), np.int64),
        "outages": np.zeros((len(world.disruptions), len(Outage)), np.int64),
        "ways": np.zeros((len(world.lanes), len(Way)), np.int64),
        "fill_times": np.zeros((stocks, BUCKETS), np.int64),
        "left_times": np.zeros((stocks, BUCKETS), np.int64),
        "cancelled_times": np.zeros((stocks, BUCKETS), np.int64),
        "under_way_times": np.zeros((stocks, BUCKETS), np.int64),
        "waiting_ages": np.zeros((stocks, BUCKETS), np.int64),
        "firm_waits": np.zeros((stocks, BUCKETS), np.int64),
        "series": np.zeros((world.samples, 2 * stocks), np.int64),
        "flows": np.zeros((len(world.bucket_ends), 2 * stocks), np.int64),
        "marks": np.zeros((64, 1), np.int64),
    }


class Periods(NamedTuple):
    """How time is divided for the calendar."""

    lists: int
    """Of events put off, a power of two: so many periods later the ring comes round."""
    bits: int
    first_end: int


def divided(world: World, expected: int) -> Periods:
    """Divide time by how often the crowd asks, whatever the horizon; not where few events are expected at a time."""
    clock = world.clock
    if expected < CROWD:
        return Periods(1, 62, clock.horizon)
    span = clock.horizon - clock.start
    lists = min(LISTS_AN_EVENT * expected, MOST_LISTS)
    periods = min(span, max(lists, int(PERIODS_A_REQUEST * crowd_requests(world))))
    bits = (span // periods).bit_length()
    lists = min(lists, (span >> bits) + 1)
    return Periods(1 << (lists - 1).bit_length(), bits, clock.start + (1 << bits))


def crowd_requests(world: World) -> float:
    """Return about how many requests identified customers make in the whole run."""
    span = world.clock.horizon - world.clock.start
    found = 0.0
    for spec in world.segments:
        if spec.history is not None:
            found += len(spec.history.item)
        elif spec.rate is not None:
            found += spec.count * world.streams[spec.rate].law.mean() * span
    return found


def recorded_strangers(world: World) -> int:
    """Return the recorded requests of strangers, all of which are expected from the start."""
    return sum(
        len(spec.history.item)
        for spec in world.segments
        if spec.kind == Kind.STREAM and spec.history is not None
    )


def spare_rows(world: World, tables: Tables) -> int:
    """Return how many rows of each kind one event may need, besides those of the books: two for each place."""
    places = sum(len(tables[name]) for name in ("component", "line", "signal"))
    places += len(world.stocks) + len(world.segments) + len(world.disruptions) + len(world.lanes)
    return 2 * places + 16


def working_tables(world: World, tables: Tables) -> Tables:
    """Make the tables that grow, with room to begin, and the one row of the run."""
    people = sum(spec.count for spec in world.segments if spec.kind != Kind.STREAM)
    asking = people + recorded_strangers(world)
    most = max((len(spec.production.components) for spec in world.stocks if spec.production), default=1)
    spare = spare_rows(world, tables)
    room = 2 * spare + 64
    nodes = 2 if tables["stock"]["summed"].any() else 0
    periods = divided(world, asking + spare)
    laters = asking + 4 * room if periods.lists > 1 else 0
    working: Tables = {
        "calendar": table("calendar", [], least=asking + 4 * room),
        "later": free_rows("later", laters),
        "period": np.full(periods.lists, NO_ROW, np.int64),
        "order": free_rows("order", room),
        "node": table("node", [], least=nodes * room),
        "shipment": free_rows("shipment", room),
        "batch": free_rows("batch", room),
        "production_order": free_rows("production_order", room),
        "person": free_rows("person", people + 2),
        "purchase": free_rows("purchase", room),
        "given": np.zeros(room * max(1, most), np.int64),
        "trace": np.zeros((0, WIDTH), np.int64),
    }
    run = {
        **run_of(world), "lines": len(tables["line"]), "components": max(1, most), "spare": spare,
        "lists": periods.lists, "period_bits": periods.bits, "period_end": periods.first_end,
        "free_laters": laters, "free_persons": people + 2,
        "free_orders": room, "free_shipments": room, "free_batches": room, "free_production_orders": room,
        "free_purchases": room, "nodes": nodes,
    }  # fmt: skip
    working["run"] = table("run", [run])
    return working


def run_of(world: World) -> dict[str, Any]:
    """Return what the row of the run holds of the world alone."""
    clock = world.clock
    return {
        "now": clock.start, "start": clock.start, "horizon": clock.horizon, "latest": clock.horizon,
        "draining": clock.requests < NO_LIMIT, "first_requests": clock.requests, "farthest": world.farthest,
        "most_quanta": clock.most_quanta,
        "samples": world.samples, "bucket": world.bucket, "accrual": world.accrual,
        "limits": len(world.served_within), "lateness": len(world.lateness),
        "discount": world.discount, "classes": world.classes, "ahead": AHEAD,
        "unlimited": any(spec.unlimited for spec in world.sites),
        "ramps": sum(spec.ramp_up is not None for spec in world.sites),
    }  # fmt: skip
