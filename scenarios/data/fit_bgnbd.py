"""Fit BG/NBD to purchase records by maximum likelihood: how often customers buy, and how soon they are gone.

A customer buys at a rate of his own, gamma (r, alpha), and after each repeat purchase is gone with a probability of
his own, beta (a, b): Fader, Hardie & Lee 2005, Marketing Science 24(2), eq. 6. `scenarios/cdnow-fitted.yaml` uses it.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import gammaln

WEEK = 7.0
Column = npt.NDArray[np.float64]


class Fit(NamedTuple):
    """Parameters, times in weeks, and the log-likelihood reached."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float


def summary(purchases: Path, until: float) -> tuple[Column, Column, Column]:
    """Return by customer: repeat purchases, weeks from first to last, weeks from first until the given day."""
    days: dict[str, list[float]] = {}
    with purchases.open(newline="") as rows:
        for row in csv.DictReader(rows):
            if float(row["time"]) <= until:
                days.setdefault(row["customer"], []).append(float(row["time"]))
    first = np.array([min(times) for times in days.values()])
    last = np.array([max(times) for times in days.values()])
    repeats = np.array([len(times) - 1.0 for times in days.values()])
    return repeats, (last - first) / WEEK, (until - first) / WEEK


def log_likelihood(parameters: Column, repeats: Column, recency: Column, age: Column) -> float:
    """Return the log-likelihood of all customers at (log r, log alpha, log a, log b)."""
    r, alpha, a, b = np.exp(parameters)
    counts = gammaln(r + repeats) - gammaln(r) + r * np.log(alpha)
    alive = (
        gammaln(a + b)
        + gammaln(b + repeats)
        - gammaln(b)
        - gammaln(a + b + repeats)
        - (r + repeats) * np.log(alpha + age)
    )
    gone = np.log(a) - np.log(b + np.maximum(repeats, 1.0) - 1.0) - (r + repeats) * np.log(alpha + recency)
    gone += gammaln(a + b) + gammaln(b + repeats) - gammaln(b) - gammaln(a + b + repeats)
    return float(np.sum(counts + np.where(repeats > 0.0, np.logaddexp(alive, gone), alive)))


def fit(repeats: Column, recency: Column, age: Column) -> Fit:
    """Return the parameters of greatest likelihood; raises RuntimeError where the search does not end."""
    found = minimize(
        lambda parameters: -log_likelihood(parameters, repeats, recency, age),
        np.zeros(4),
        method="Nelder-Mead",
        options={"xatol": 1e-7, "fatol": 1e-8, "maxiter": 4000, "maxfev": 4000},
    )
    if not found.success:
        raise RuntimeError(f"no greatest likelihood found: {found.message}")
    r, alpha, a, b = np.exp(found.x)
    return Fit(float(r), float(alpha), float(a), float(b), -float(found.fun))


if __name__ == "__main__":
    table = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("cdnow.csv")
    sys.stdout.write(f"{fit(*summary(table, until=float(sys.argv[2]) if len(sys.argv) > 2 else 272.0))}\n")
