"""The reference and the compiled engine give the same trace, row by row, in scenarios nobody thought of."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from tests.engines.batches import FEWEST, LONG, MOST, PARTS, ROWS, drawn, drawn_part
from tests.engines.coverage import Seen
from tests.engines.drawn import AIMS


def test_the_engines_agree_row_by_row_on_everything_there_is() -> None:
    """In 200 scenarios, half on whole days, no row, count or hash differs, and each alternative has shown its rows."""
    seen = drawn(FEWEST, MOST)
    assert seen.missing() == []
    assert seen.impossible_seen() == []
    assert seen.rows >= ROWS * seen.worlds


@pytest.mark.proof
def test_the_engines_agree_on_many_more() -> None:
    """The same in 5,000 scenarios, in which every row wanted of a rule was seen while each effect of trouble lasted."""
    with ProcessPoolExecutor(min(PARTS, os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        seen = Seen.together(pool.map(drawn_part, range(PARTS)))
    assert seen.worlds == PARTS * LONG * sum(AIMS.values())
    assert seen.missing() == []
    assert seen.missing_under() == []
    assert seen.impossible_seen() == []
