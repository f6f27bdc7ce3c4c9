"""The tables of counts: every column in its place, every ledger column once."""

from __future__ import annotations

import inspect
from dataclasses import fields
from enum import IntEnum

import pytest

from model.outcome import tallies
from model.outcome.outcome import Outcome
from model.outcome.tallies import LEDGER, LOST, Cell, Crowd, Outage, Place, Point, Way

TABLES: dict[str, type[IntEnum]] = {
    "cells": Cell,
    "points": Point,
    "places": Place,
    "crowds": Crowd,
    "outages": Outage,
    "ways": Way,
}


@pytest.mark.parametrize("columns", TABLES.values(), ids=lambda columns: columns.__name__)
def test_columns_are_numbered_without_gap_or_double(columns: type[IntEnum]) -> None:
    """A number used twice would make one name an alias of another and count two things in one column."""
    assert [column.value for column in columns.__members__.values()] == list(range(len(columns)))
    assert list(columns.__members__) == [column.name for column in columns]


def test_every_set_of_columns_is_a_table_of_the_outcome() -> None:
    """What is declared is counted: a new set of columns must find its table here and in the outcome."""
    declared = {
        kind
        for _, kind in inspect.getmembers(tallies, inspect.isclass)
        if kind.__module__ == tallies.__name__
    }
    assert declared == set(TABLES.values())
    assert set(TABLES) <= {field.name for field in fields(Outcome)}


def test_the_ledger_has_every_end_of_a_unit_once() -> None:
    """Twelve ends: six that serve, four that lose, one forgone, one still waiting."""
    assert len(LEDGER) == len(set(LEDGER)) == 12
    assert set(LOST) < set(LEDGER) and len(set(LOST)) == len(LOST) == 4
    assert Cell.REQUESTED not in LEDGER


def test_the_ledger_is_the_block_between_units_and_requests() -> None:
    """Ends of units stand together, from served at once to still waiting, so no column between them is left out."""
    assert [column.value for column in LEDGER] == list(range(Cell.AT_ONCE, Cell.REQUESTS))


def test_thresholds_of_waits_follow_one_another() -> None:
    """The kernel finds the column of the k-th threshold by counting on from the first."""
    assert [Cell[f"ELIGIBLE_{k}"] - Cell.ELIGIBLE_0 for k in range(4)] == [0, 1, 2, 3]
    assert [Cell[f"WITHIN_{k}"] - Cell.WITHIN_0 for k in range(4)] == [0, 1, 2, 3]
