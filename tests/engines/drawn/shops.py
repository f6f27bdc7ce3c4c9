"""Sites that serve customers and other sites."""

from __future__ import annotations

from hypothesis import strategies as st

from .laws import Document, Draw
from .stocks import stocked

RANKED = ["earliest-promise", "customer-value", "smallest-order"]
"""Allocations by a rank of the order."""


def shops(draw: Draw, lattice: bool, made_here: bool) -> Document:
    """How a site treats customers."""
    offers = [
        {"offer": "none"}, {"offer": "open"}, {"offer": "open"}, {"offer": "capped", "units": 4},
        {"offer": "capped", "orders": 2}, {"offer": "within", "wait": 6},
        {"offer": "some", "share": 0.6}, {"offer": "some", "share": 0.8, "units": 5},
        {"offer": "class", "up_to": 1, "others": draw(st.sampled_from([0, 0.5]))},
        {"offer": "own_offer.py", "settings": {"units": draw(st.integers(1, 9)), "cycle": 7}},
    ]  # fmt: skip
    promises = [
        {"promise": "none"}, {"promise": "fixed", "days": 3}, {"promise": "average", "over": 3, "initial": 2},
        {"promise": "quantile", "over": draw(st.sampled_from([1, 4])), "share": draw(st.sampled_from([0.5, 0.9]))},
        {"promise": "position", "margin": 1.0 if lattice else 1.3},
        {"promise": "position", "over": draw(st.sampled_from([1, 3]))},
        {"promise": "exact"}, {"promise": "exact", "margin": 1.2},
        {"promise": "pipeline", "sees": draw(st.sampled_from(["shipments", "orders", "causes"]))},
        {"promise": "own_promise.py", "settings": {"day": 1, "margin": 0 if lattice else 0.5}},
    ]  # fmt: skip
    updates = draw(
        st.sampled_from([
            {}, {"updates": {"every": 2}}, {"updates": {"moved_by": 1, "every": 1}},
            {"updates": {"file": "own_updates.py", "settings": {"later": 1}, "every": 1}},
        ])
    )  # fmt: skip
    compensations = [
        {}, {"compensation": "broken"}, {"compensation": {"when": "late", "every": 2, "most": 3}},
        {"compensation": {"when": "moved", "most": 2}} if updates else {"compensation": {"when": "broken", "after": 1}},
    ]  # fmt: skip
    firms = ["receipt", "shipped"] + (["work-begins"] * 3 if made_here else [])
    block: Document = {
        "back_orders": {
            **draw(st.sampled_from(offers)),
            "partial": draw(st.sampled_from(["yes", "no"])),
            **draw(st.sampled_from([{}, {}, {"window": 6}])),
            **draw(st.sampled_from([{}, {}, {"discount": 0.2}])),
        },
        "communication": {**draw(st.sampled_from(promises)), **updates, "firm": draw(st.sampled_from(firms))},
    }
    if draw(st.booleans()):
        block["back_orders"]["substitute_every"] = draw(st.sampled_from([1, 2]))
    if block["communication"]["promise"] != "none":
        block["communication"].update(draw(st.sampled_from(compensations)))
        block["communication"]["lateness_weight"] = draw(st.sampled_from([0.1, 0.5]))
    if block["back_orders"]["offer"] == "none":
        block["back_orders"].pop("discount", None)
    block["reputation"] = {"memory": draw(st.sampled_from([3, 40]))}
    if draw(st.booleans()):
        block["delivery"] = {"time": draw(st.sampled_from([1, 2]))}
    return block


def retailers(draw: Draw, lattice: bool, items: list[str], source: str, rival: str) -> Document:
    """A retailer."""
    stock = {item: stocked(draw, lattice, source, rival) for item in items}
    for entry in stock.values():
        if draw(st.booleans()):
            entry["reserve"] = {2: 2}
    return {
        "stock": stock,
        "allocation": draw(st.sampled_from(["first_come", "class", *RANKED])),
        **shops(draw, lattice, False),
    }


def depots(draw: Draw, lattice: bool, items: list[str], source: str, rival: str) -> Document:
    """A distributor."""
    stock = {item: stocked(draw, lattice, source, rival) for item in items}
    return {
        "stock": stock,
        "allocation": draw(st.sampled_from(["first_come", "class", "fair-share", *RANKED])),
    }


def to_sites(draw: Draw) -> Document:
    """How a site treats those it supplies."""
    offers = [
        "open",
        "none",
        {"offer": "capped", "units": 5},
        {"offer": "capped", "orders": 1},
        {"offer": "within", "wait": 5},
    ]
    promises = [
        "none", {"promise": "fixed", "days": 3}, {"promise": "quantile", "over": 3}, {"promise": "position", "over": 2},
        "pipeline", "exact", {"promise": "average", "over": 2},
    ]  # fmt: skip
    return {"back_orders": draw(st.sampled_from(offers)), "communication": draw(st.sampled_from(promises))}
