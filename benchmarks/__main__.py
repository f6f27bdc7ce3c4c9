"""Run every benchmark, print a table and keep `results/latest.json`: `python -m benchmarks` from the checkout.

Exit code 0 when every ratio is what it must be, 1 otherwise.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from .bench_simple import Speed, measure
from .machine import keep_to_one_core, machine

LATEST = Path(__file__).parent / "results" / "latest.json"


def told(ratio: float) -> str:
    """Return a ratio in three figures."""
    return f"{ratio:.0f}" if ratio >= 100 else f"{ratio:.3g}"


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
        *(f"  {name:<20} {rate:>12,.0f} requests a second" for name, rate in speed.rates.items()),
        "",
        *(
            f"  {one.one:<9} / {one.other:<20} {told(one.median):>7}   ({told(one.least)} to {told(one.most)}), "
            f"must {told(one.must)}, aim {told(one.aim)}: {one.verdict}"
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
    return 0 if all(one.verdict != "missed" for one in speed.ratios) else 1


if __name__ == "__main__":
    sys.exit(main())
