"""Other simulators on the nearest model they tell, each in a process of an environment of its own with pinned versions.

The environment is made at the first `make bench` and kept in `benchmarks/.peers`; where it cannot be made, they are
left out and the table says so.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
HOME = HERE.parent / ".peers"
PYTHON = HOME / ("Scripts" if sys.platform == "win32" else "bin") / "python"
STAMP = HOME / "installed.txt"
REQUIREMENTS = HERE / "requirements.txt"
PEERS = {"SupplyNetPy": ("supplynetpy_model.py", 8_000), "stockpyl": ("stockpyl_model.py", 1_500)}
"""By name: the script, and the days it simulates in a turn of about a second."""


def installed() -> bool:
    """Make the environment if need be; return whether it is there."""
    wanted = REQUIREMENTS.read_text()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return True
    venv.create(HOME, with_pip=True, clear=True)
    done = subprocess.run(
        [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS],
        capture_output=True,
    )
    if done.returncode == 0:
        STAMP.write_text(wanted)
    return done.returncode == 0


def rate(name: str, seed: int) -> float:
    """Return the requests a second of one turn of a peer."""
    script, days = PEERS[name]
    told = subprocess.run(
        [PYTHON, HERE / script, str(days), str(seed)], capture_output=True, text=True, check=True
    ).stdout
    found = json.loads(told.splitlines()[-1])
    return found["requests"] / found["seconds"]
