"""Run every benchmark, print a table and keep `results/latest.json`: `python -m benchmarks` from the checkout.

Exit code 0 when every target is reached, 1 otherwise.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from .bench_simple import Speed, measure
from .machine import keep_to_one_core, machine

LATEST = Path(__file__).parent / "results" / "latest.json"


def table(about: dict[str, str], speed: Speed) -> str:
    """Return what was measured, as text."""
    libraries = ", ".join(f"{name} {about[name]}" for name in ("simpy", "numba", "numpy"))
    lines = [
        f"{about['processor']}, {about['cores']} cores (one used), {about['system']}",
        f"{about['python']}, {libraries}",
        "",
        "One shop, (s, S), customers who leave; the engines agree exactly, and with bare SimPy in distribution:",
        *(
            f"  {name:<16} bare SimPy {one:.4f}   ours {other:.4f}   {errors:+.1f} standard errors"
            for name, (one, other, errors) in speed.agreement.items()
        ),
        "",
        *(f"  {name:<12} {rate:>12,.0f} requests a second" for name, rate in speed.rates.items()),
        "",
        *(
            f"  {one.engine:<12} {one.median:6.2f} x bare SimPy ({one.least:.2f} to {one.most:.2f}), "
            f"target {one.target:.2f}: {'reached' if one.reached else 'missed'}"
            for one in speed.ratios
        ),
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure, print, keep; return the exit code."""
    keep_to_one_core()
    about, speed = machine(), measure()
    print(table(about, speed))
    LATEST.parent.mkdir(exist_ok=True)
    LATEST.write_text(json.dumps({"schema": 1, "machine": about, "simple": asdict(speed)}, indent=1) + "\n")
    return 0 if all(one.reached for one in speed.ratios) else 1


if __name__ == "__main__":
    sys.exit(main())
