"""Entries of stock points."""

from __future__ import annotations

from hypothesis import strategies as st

from .disruptions import AT_A_LANE, AT_AN_ENTRY, disruptions
from .laws import Document, Draw, durations
from .several import several


def rules(draw: Draw, sourced: str) -> Document:
    """A replenishment rule."""
    level = draw(st.integers(0, 12))
    withdraw = draw(
        st.sampled_from(["not-begun", "none"] + (["any", "any"] if sourced == "supplier" else []))
    )
    every = draw(
        st.sampled_from([{}, {}, {"every": 2}, {"every": 3, "first": 1, "review": "after-requests"}])
    )
    kind = draw(st.sampled_from(["base_stock", "base_stock", "s_S", "r_Q", "order_up_to", "own"]))
    if kind == "base_stock":
        lots = draw(st.sampled_from([{}, {}, {"multiple": 3}]))
        return {"base_stock": {"S": level, "withdraw": withdraw, **lots, **every}}
    if kind == "s_S":
        return {"s_S": {"s": level, "S": level + draw(st.integers(1, 9)), **every}}
    if kind == "r_Q":
        return {
            "r_Q": {"r": level, "Q": draw(st.integers(1, 6)), "minimum": draw(st.integers(0, 4)), **every}
        }
    sees = draw(st.sampled_from(["accepted", "requests", "sales"]))
    smooth = draw(st.sampled_from([0.2, 1.0]))
    how = draw(st.sampled_from([{"smoothing": smooth}, {"moving_average": 1}, {"moving_average": 3}]))
    forecast = {**how, "initial": draw(st.integers(0, 3))}
    if kind == "own":
        forecast = draw(st.sampled_from([forecast, {"file": "own_forecast.py"}]))
        own = {"file": "own_order.py", "settings": {"level": level, "ahead": 3}}
        return {"own": {**own, "every": 2, "forecast": forecast, "sees": sees}}
    return {"order_up_to": {"every": 2, "forecast": forecast, "cover": 5, "safety": level, "sees": sees}}


def stocked(draw: Draw, lattice: bool, source: str, rival: str = "") -> Document:
    """A stock point's entry, supplied by a source and perhaps by its rival as well."""
    entry = {**rules(draw, "supplier" if source == "works" else "site"), "from": source}
    if source != "works":
        entry["transport"] = durations(draw, lattice, 2)
        entry["overtaking"] = draw(st.sampled_from(["yes", "no"]))
    if draw(st.integers(0, 3)) == 0:
        entry["from"] = {source: disruptions(draw, lattice, AT_A_LANE)}
    if draw(st.integers(0, 2)) == 0:
        several(draw, lattice, source, entry, rival)
    elif draw(st.integers(0, 2)) == 0:
        entry["inflate"] = {
            "factor": draw(st.sampled_from([0.5, 2])),
            "weight": draw(st.sampled_from([0.3, 1])),
        }
        if isinstance(entry.get("base_stock"), dict):
            entry["base_stock"]["withdraw"] = "none"
    return {**entry, **disruptions(draw, lattice, AT_AN_ENTRY)}
