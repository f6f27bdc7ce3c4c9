"""Batches of drawn scenarios in which the reference and the compiled engine are held against each other."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, given, note, seed, settings

from model.scenario import load
from model.scenario.world import World

from .agreement import engines_differ
from .attendance import absence_of
from .conservation import fault_of
from .coverage import Seen
from .drawn import AIMS, Aim, documents, files

OWN_RULES = Path(__file__).parent.parent / "own_rules" / "files"
FEWEST, MOST = 4, 6
"""Batches of a test: at least, and at most where something has not been seen."""
PARTS, LONG = 10, 10
"""Parts of the proof, which all cores share, and the batches of each."""
MORE_AIMS = 100
"""Seeds set aside for a batch, so that one more aim leaves the scenarios of the others as they are."""
ROWS = 500
"""Rows a scenario has on average."""
ASKED = settings(
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


def world_of(document: dict[str, Any]) -> World:
    """Load a drawn document as a file."""
    text = yaml.safe_dump(document, sort_keys=False)
    note(text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.yaml"
        path.write_text(text)
        for name, text in files(document):
            (Path(folder) / name).write_text(text)
        for file in OWN_RULES.glob("own_*.py"):
            shutil.copy(file, folder)
        return load(path, allow_plugins=True).world()


def draw_batch(number: int, seen: Seen) -> None:
    """Run both engines on a batch of fifty drawn scenarios, some with an aim; every other batch is on whole days."""
    for aim, scenarios in AIMS.items():
        draw_some(number, aim, scenarios, seen)


def draw_some(number: int, aim: Aim, scenarios: int, seen: Seen) -> None:
    """Check every balance after every event and follow every unit in scenarios of one aim.

    The compiled engine's balances are checked in the first scenario only, since it has to stop for each event.
    """
    already = seen.worlds

    @seed(number * MORE_AIMS + aim.value)
    @given(document=documents(lattice=number % 2 == 1, aim=aim))
    @settings(ASKED, max_examples=scenarios)
    def compare(document: dict[str, Any]) -> None:
        world = world_of(document)
        both = seen.worlds == already
        found, outcome = engines_differ(world, document["seed"], 0, verify=True, verify_both=both)
        assert found is None, found
        assert outcome.trace is not None
        assert fault_of(world, outcome) is None
        assert absence_of(world, outcome) is None
        seen.add(world, outcome.trace)
        seen.read(document)

    compare()


def drawn(fewest: int, most: int, first: int = 0) -> Seen:
    """Draw batches until everything has been seen."""
    seen = Seen()
    for number in range(first, first + most):
        if number >= first + fewest and not seen.missing():
            break
        draw_batch(number, seen)
    return seen


def drawn_part(part: int) -> Seen:
    """Draw one part of the proofs."""
    return drawn(LONG, LONG, first=MOST + part * LONG)
