"""What is counted, and the tables that grow, with room to begin."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ....outcome.histogram import BUCKETS
from ....outcome.tallies import Cell, Crowd, Outage, Place, Point, Way
from ....outcome.trace import WIDTH
from ....scenario.world import Kind, World
from ..tables import AHEAD, NO_ROW
from .columns import Tables, free_rows, table

CROWD = 256
"""Events expected at a time from which on they are put off by periods."""
MOST_PERIODS = 65_536


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
        "firm_waits": np.zeros((stocks, BUCKETS), np.int64),
        "series": np.zeros((world.samples, 2 * stocks), np.int64),
        "flows": np.zeros((len(world.bucket_ends), 2 * stocks), np.int64),
        "marks": np.zeros((64, 1), np.int64),
    }


class Periods(NamedTuple):
    """How the run is divided for the calendar."""

    number: int
    bits: int
    first_end: int


def divided(world: World, expected: int) -> Periods:
    """Divide the run so that a few of the events expected at a time fall into a period; not where they are few."""
    clock = world.clock
    if expected < CROWD:
        return Periods(1, 62, clock.horizon)
    span = clock.horizon - clock.start
    bits = (span // min(8 * expected, MOST_PERIODS)).bit_length()
    return Periods((span >> bits) + 1, bits, clock.start + (1 << bits))


def working_tables(world: World, tables: Tables) -> Tables:
    """Make the tables that grow, with room to begin, and the one row of the run."""
    people = sum(spec.count for spec in world.segments if spec.kind != Kind.STREAM)
    most = max((len(spec.production.components) for spec in world.stocks if spec.production), default=1)
    lines, stocks = len(tables["line"]), len(world.stocks)
    spare = (
        2
        * (
            stocks
            + len(tables["component"])
            + lines
            + len(world.segments)
            + len(world.disruptions)
            + len(world.lanes)
            + len(tables["signal"])
        )
        + 16
    )
    room = 2 * spare + 64
    periods = divided(world, people + spare)
    working: Tables = {
        "calendar": table("calendar", [], least=people + 4 * room),
        "later": free_rows("later", people + 4 * room if periods.number > 1 else 0),
        "period": np.full(periods.number, NO_ROW, np.int64),
        "order": free_rows("order", room),
        "shipment": free_rows("shipment", room),
        "batch": free_rows("batch", room),
        "make": free_rows("make", room),
        "person": free_rows("person", people + 2),
        "purchase": free_rows("purchase", room),
        "given": np.zeros(room * max(1, most), np.int64),
        "trace": np.zeros((0, WIDTH), np.int64),
    }
    clock = world.clock
    working["run"] = table(
        "run",
        [
            {
                "now": clock.start, "start": clock.start, "horizon": clock.horizon,
                "periods": periods.number, "period_bits": periods.bits, "period_end": periods.first_end,
                "free_laters": people + 4 * room if periods.number > 1 else 0,
                "samples": world.samples, "bucket": world.bucket,
                "limits": len(world.served_within), "lateness": len(world.lateness),
                "discount": world.discount, "classes": world.classes, "ahead": AHEAD,
                "free_orders": room, "free_shipments": room, "free_batches": room, "free_makes": room,
                "free_purchases": room,
                "free_persons": people + 2, "spare": spare, "components": max(1, most),
                "unlimited": any(spec.unlimited for spec in world.sites), "lines": lines,
                "ramps": sum(spec.ramp_up is not None for spec in world.sites),
            }
        ],
    )  # fmt: skip
    return working
