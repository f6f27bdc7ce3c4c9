"""The objects that --json prints: schema-versioned, without times and places, so the same run is the same bytes."""

from __future__ import annotations

from typing import Any

from ..experiment import Comparison, Estimate, Result, advice, comparison_notes
from ..storage import Record, content_hash
from .options import SCHEMA


def estimate_form(one: Estimate) -> dict[str, Any]:
    """Return an estimate as an object."""
    return {
        "name": one.name,
        "scope": one.scope,
        "mean": one.mean,
        "half_width": one.half_width,
        "unit": one.unit,
        "better": one.better,
        "n": one.n,
        "p5": one.p5,
        "p95": one.p95,
    }


def result_form(result: Result, record: Record) -> dict[str, Any]:
    """Return a simulated scenario as an object."""
    return {
        **_head("run", result, record),
        "measures": [estimate_form(one) for one in result.measures],
    }


def comparison_form(comparison: Comparison, record: Record) -> dict[str, Any]:
    """Return a comparison as an object; `measures` are those of every combination, named in each."""
    return {
        **_head("compare", comparison, record),
        "notes": list(comparison_notes(comparison)),
        "levers": list(comparison.levers),
        "baseline": comparison.baseline,
        "headlines": list(comparison.headlines),
        "combinations": [
            {
                "name": one.name,
                "labels": dict(zip(comparison.levers, one.labels, strict=True)),
                "baseline": one.name == comparison.baseline,
                "same_as": one.same_as,
            }
            for one in comparison.combinations
        ],
        "measures": [
            {"combination": one.name, **estimate_form(estimate)}
            for one in comparison.combinations
            for estimate in one.measures
        ],
        "differences": [
            {
                "combination": one.combination,
                "name": one.measure,
                "scope": one.scope,
                "mean": one.mean,
                "half_width": one.half_width,
                "unit": one.unit,
                "n": one.n,
                "verdict": one.verdict,
                "wins": one.wins,
            }
            for one in comparison.differences
        ],
        "best": {
            one.measure: list(one.names) for one in (*comparison.best, comparison.earning) if one is not None
        },
        "advice": advice(comparison),
    }


def _head(command: str, result: Result | Comparison, record: Record) -> dict[str, Any]:
    """Return what both objects begin with."""
    return {
        "schema": SCHEMA,
        "command": command,
        "scenario": result.scenario.name,
        "title": result.scenario.title,
        "engine": result.engine,
        "seed": result.seed,
        "replications": result.replications,
        "time_unit": result.scenario.world().clock.unit,
        "hash": content_hash(record),
        "notes": list(result.scenario.notes),
    }
