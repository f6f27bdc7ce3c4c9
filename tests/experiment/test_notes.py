"""Notes on comparing: numbers of a measure that do not mean the same in all combinations."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import compare, load
from model.experiment import comparison_notes

CLOSED = "suppliers.mill.disruptions={windows: [{from: 20, to: 30}]}"
WITHOUT = (
    "levers.back_orders={no: {retailers.*.back_orders: none}, lost: {retailers.*.back_orders.offer: none}}"
)


@pytest.mark.parametrize(
    ("sets", "told"),
    [
        ([CLOSED, "compare={grid: [back_orders], baseline: [lost-sales]}"], True),
        ([CLOSED, "compare={grid: [back_orders], baseline: [open]}"], False),
        ([CLOSED, WITHOUT, "compare={grid: [back_orders]}"], False),
        (["compare={grid: [back_orders], baseline: [lost-sales]}"], False),
    ],
)
def test_a_baseline_that_owes_nothing_is_told(shop: Path, sets: list[str], told: bool) -> None:
    """Lost sales recover at once from any disruption; the note says so where that is the baseline of some who owe, and
    not where the baseline takes back-orders, nobody does, or there is nothing to recover from."""
    comparison = compare(load(shop, sets), engine="reference", replications=2, workers=1)
    notes = [note for note in comparison_notes(comparison) if "recover at once" in note]
    assert len(notes) == told
    assert not told or "the shops of the baseline (lost-sales) take no back-orders" in notes[0]
