"""Suppliers and plants."""

from __future__ import annotations

from hypothesis import strategies as st

from .disruptions import AT_A_SUPPLIER, AT_AN_ENTRY, disruptions
from .laws import Document, Draw, durations
from .stocks import rules


def suppliers(draw: Draw, lattice: bool, items: list[str]) -> Document:
    """A supplier, perhaps with trouble."""
    block: Document = {
        "supplies": {
            item: {
                "lead_time": durations(draw, lattice, 4),
                "overtaking": draw(st.sampled_from(["yes", "no"])),
            }
            for item in items
        }
    }
    return {**block, **disruptions(draw, lattice, AT_A_SUPPLIER)}


def work(draw: Draw, lattice: bool) -> Document:
    """Lots and how they come out."""
    lot = draw(st.sampled_from([{}, {}, {"lot": 2}, {"lot": 3, "transfer": "each"}]))
    if draw(st.integers(0, 3)) == 0:
        return {**lot, "batch_time": durations(draw, lattice, 2) or 1}
    return lot


def made_here(draw: Draw, lattice: bool) -> Document:
    """An item made up to a level, its jobs taken back when too many are under way."""
    entry, level = work(draw, lattice), draw(st.integers(0, 6))
    return {"base_stock": {"S": level, "withdraw": draw(st.sampled_from(["none", "not-begun"]))}, **entry}


def changes(draw: Draw, lattice: bool, lines: Document, stock: Document, finals: list[str]) -> None:
    """Set-ups between items, and which of them a line takes next."""
    if draw(st.booleans()):
        lines["set_up"] = durations(draw, lattice, 1)
    if draw(st.booleans()):
        stock[finals[0]]["set_up"] = durations(draw, lattice, 2)
    if draw(st.booleans()):
        stock[finals[1]]["set_up_after"] = {finals[0]: durations(draw, lattice, 3)}
    rules = ["first_come", "most_back_orders", "lowest_cover", "longest_run"]
    lines["dispatch"] = draw(st.sampled_from([*rules, {"dispatch": "longest_run", "at_most": 2}]))


def plants(
    draw: Draw, lattice: bool, finals: list[str], components: list[str], numbered: bool = False
) -> Document:
    """A manufacturer of the final items from components, perhaps one that must have a number of lines."""
    unit_time = durations(draw, lattice, 1) or {"discrete": {0: 0.5, 1: 0.5}}
    counts = [1, 1, 2, 2, 3] if numbered else [1, 1, 2, 2, 3, "unlimited"]
    lines: Document = {"count": draw(st.sampled_from(counts)), "unit_time": unit_time}
    breakdowns = {
        "up": durations(draw, False, 8), "repair": durations(draw, lattice, 2),
        "clock": draw(st.sampled_from(["working", "calendar"])),
    }  # fmt: skip
    unlimited = lines["count"] == "unlimited"
    if draw(st.booleans()) and not unlimited:
        lines["breakdowns"] = breakdowns
    stock: Document = {}
    for item in finals:
        stock[item] = made_here(draw, lattice)
    if len(finals) > 1 and not unlimited:
        changes(draw, lattice, lines, stock, finals)
    for item in components:
        stock[item] = {**rules(draw, "supplier"), "from": "works", **disruptions(draw, lattice, AT_AN_ENTRY)}
    block: Document = {
        "lines": lines,
        "stock": stock,
        "allocation": draw(
            st.sampled_from(["first_come", "fair-share", "earliest-promise", "smallest-order"])
        ),
    }
    if draw(st.booleans()) and not unlimited:
        block.update(ramps(draw, lines, bool(components)))
    return block


def below(draw: Draw, lattice: bool, document: Document) -> None:
    """A second level of parts: component c is made of r as well, in the same plant or in one of its own."""
    document["items"]["r"] = {}
    document["items"]["c"]["made_of"] = {"r": draw(st.integers(1, 2))}
    works = document["suppliers"]["works"]["supplies"]
    works["r"] = works.pop("c")
    plant = document["manufacturers"]["plant"]["stock"]
    if draw(st.booleans()):
        plant["c"] = made_here(draw, lattice)
        plant["r"] = {**rules(draw, "supplier"), "from": "works"}
    else:
        plant["c"] = {**rules(draw, "site"), "from": "forge", "transport": durations(draw, lattice, 2)}
        document["manufacturers"]["forge"] = plants(draw, lattice, ["c"], ["r"])


def ramps(draw: Draw, lines: Document, parts: bool) -> Document:
    """Steps of lines or of speed, up and perhaps down again."""
    step = draw(st.sampled_from([{"lines": 1}, {"lines": 2}, {"speed": 1.5}]))
    judged = {
        "every": draw(st.sampled_from([1, 3])),
        "learn": draw(st.integers(1, 3)),
        "slack": 0.25,
        "limit": 0.5,
    }
    counts = draw(st.sampled_from([{}, {"counts": "workable"}])) if parts else {}
    pressing = draw(st.sampled_from([{"backlog_over": 3, **counts}, {"strong_demand": judged}]))
    up = {
        "when": {**pressing, "for": draw(st.sampled_from([0, 2]))},
        **step,
        "after": draw(st.sampled_from([0, 3])),
    }
    block: Document = {"ramp_up": {**up, "at_most": draw(st.integers(1, 3))}}
    if draw(st.booleans()):
        below = 1 if "speed" in step or lines["count"] > step["lines"] else 0
        under = {"backlog_under": draw(st.integers(1, 3))}
        weak = {"weak_demand": {**judged, "every": draw(st.sampled_from([2, 3]))}}
        easing = draw(st.sampled_from([under, weak, {**under, **weak}]))
        block["ramp_down"] = {
            "when": {**easing, "for": draw(st.sampled_from([0, 4]))},
            "after": draw(st.sampled_from([0, 1])), "below_start": draw(st.integers(0, below)),
        }  # fmt: skip
    return block
