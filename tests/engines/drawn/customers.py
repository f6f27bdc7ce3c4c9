"""Segments of customers."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from .laws import Document, Draw, durations
from .records import KNOWN, STRANGERS, recorded


def patiences(draw: Draw, lattice: bool) -> Document:
    """What a segment tolerates and how its patience runs out."""
    block: Document = {
        "class": draw(st.integers(1, 2)),
        **draw(st.sampled_from([{}, {"value": 15}])),
        "belief": draw(st.sampled_from([0, 2])),
    }
    if draw(st.booleans()):
        block["tolerance"] = durations(draw, lattice, 6)
        block["tolerance_if_discounted"] = draw(st.sampled_from([1, 1.5, 2]))
    block["doubt"] = draw(st.sampled_from([0, 0, 0.5, 2]))
    block.update(
        draw(st.sampled_from([{}, {"inquiries": {"silent": 2}}, {"inquiries": {"silent": 3, "overdue": 1}}]))
    )
    speeds = [1, 1, 0.5, 2] if lattice else [1, 0.7, 1.6, 0.3]
    block["elsewhere"] = draw(st.sampled_from([0, 0.4]))
    block["patience"] = {
        "before": draw(st.sampled_from(speeds)), "after": draw(st.sampled_from(speeds)),
        "silent": draw(st.sampled_from(speeds)), "fresh": draw(st.sampled_from([1, 0.5])), "fresh_for": 1,
        **draw(st.sampled_from([{}, {"budget": "never"}, {"budget": durations(draw, lattice, 5)}])),
    }  # fmt: skip
    return block


def published(draw: Draw, block: Document) -> None:
    """What they do who find nothing, by a study, in place of what is drawn."""
    behaviour = draw(
        st.sampled_from([None, None, {"preset": "gruen-2002"}, {"preset": "cui-2024", "around": 3}])
    )
    if behaviour is not None:
        for name in ("tolerance", "tolerance_if_discounted", "elsewhere"):
            block.pop(name, None)
        block["behaviour"] = behaviour


def shapes(draw: Draw, lattice: bool) -> Document:
    """How demand varies with the clock."""
    shape: Document = draw(
        st.sampled_from([{}, {}, {"launch": {"peak": 3, "decay": 20}}, {"season": [1, 0.5, 1.5, 1]}])
    )
    growth = {"growth": draw(st.sampled_from([-0.5, 0.8, 3])), "per": 90}
    trends = [{}, {}, {"trend": {**growth, "shape": "exponential"}}, {"trend": growth}]
    week = {"from": draw(st.sampled_from([0, 10])), "for": 5 if lattice else 4.5, "factor": 2.5}
    slack = {"from": 14, "for": 3, "every": 20, "factor": 0}
    promotions = [{}, {}, {"promotions": [week]}, {"promotions": [week, slack]}]
    return {**shape, **draw(st.sampled_from(trends)), **draw(st.sampled_from(promotions))}


def quantities(draw: Draw, divisible: bool) -> Any:
    """Units a request."""
    whole = [1, 1, {"discrete": {1: 0.5, 2: 0.3, 5: 0.2}}, {"geometric": {"mean": 2}}]
    parts = [0.25, {"gamma": {"mean": 1.5, "cv": 0.7}}, {"discrete": {0.5: 0.5, 1.000001: 0.5}}, 1]
    return draw(st.sampled_from(parts if divisible else whole))


def memories(draw: Draw, lattice: bool, *, natural: bool) -> Document:
    """What customers hold against a shop, and whether they drop out by themselves."""
    block: Document = {
        "broken": 0.2, "refused": 0.15, "reneged": 0.3, "not_offered": 0.2, "delayed": 0.05, "late": 0.2,
        "late_scale": 3, "compensated": -0.1, "fade": draw(st.sampled_from([0, 10])), "very_late": 0.3,
        "very_late_after": 2,
    }  # fmt: skip
    if draw(st.integers(0, 2)) == 0:
        block = {"preset": "bhan-anderson-2023", "reneged": 0.3, "refused": 0.2}
    if natural:
        block["natural"] = draw(st.sampled_from([0, 0.1, {"beta": {"a": 1, "b": 8}}]))
    if draw(st.booleans()):
        block["win_back"] = durations(draw, lattice, 6)
    return block


def segments(draw: Draw, lattice: bool, shops_: list[str], items: Document, kind: str) -> Document:
    """A segment of customers."""
    share = {name: 1 / len(shops_) for name in shops_}
    block = patiences(draw, lattice)
    block["shop"] = shops_[0] if len(shops_) == 1 else share
    names = list(items)
    block["buys"] = names[0] if len(names) == 1 else {name: 1 / len(names) for name in names}
    block["quantity"] = quantities(draw, "units" in items[names[0]])
    if len(items) > 1:
        other = f"{names[1]}@{shops_[-1]}" if draw(st.booleans()) else names[1]
        bridged = draw(st.sampled_from([0.4, {"share": 0.4, "keeps_order": "yes"}]))
        block["substitutes"] = {names[0]: {other: 0.5}, names[1]: {names[0]: bridged}}
    published(draw, block)
    if len(shops_) > 1:
        elsewhere = [{}, {"also_orders_at": "other"}, {"also_orders_at": {shops_[0]: 0.6, shops_[1]: 0.4}}]
        block.update(draw(st.sampled_from(elsewhere)))
    if kind == "strangers":
        del block["quantity"]
        block["history"] = recorded(draw, lattice, "units" in items[names[0]], STRANGERS)
        return block
    if kind == "stream" and draw(st.booleans()):
        block["requests"] = {"rate": "1.2 per day", **shapes(draw, lattice)}
        return block
    if kind == "stream":
        every = {"discrete": {0: 0.3, 1: 0.4, 2: 0.3}} if lattice else {"exponential": {"mean": 0.8}}
        block["requests"] = {"every": every, **draw(st.sampled_from([{}, {"first": 2}, {"until": 60}]))}
        return block
    block["belief"] = draw(st.sampled_from([2, {"learned": {"start": 1, "weight": 0.5}}]))
    block["loyalty"] = memories(draw, lattice, natural=kind == "population")
    if kind == "record":
        del block["quantity"]
        block["history"] = recorded(draw, lattice, "units" in items[names[0]], KNOWN)
        return block
    rate = {"gamma": {"mean": "0.05 per day", "cv": 0.8}}
    block.update(count=draw(st.integers(5, 25)), requests={"rate": rate, **shapes(draw, lattice)})
    joins = {"rate": "0.2 per day", "gain": draw(st.sampled_from([2, 20])), "most": 2, "reference": 0.8}
    block.update(draw(st.sampled_from([{}, {"joins": "0.2 per day"}, {"joins": joins}])))
    return block
