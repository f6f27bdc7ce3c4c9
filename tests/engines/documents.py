"""Random scenarios, as a person could have written them, for tests that ask both engines the same question."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Draw = Any
Document = dict[str, Any]


def durations(draw: Draw, lattice: bool, mean: int) -> Any:
    """A law of durations about a mean; on the lattice whole units only, zero included."""
    if lattice:
        return draw(
            st.sampled_from(
                [mean, 0, {"discrete": {0: 0.3, mean: 0.4, 2 * mean: 0.3}}, {"discrete": {1: 0.5, 3: 0.5}}]
            )
        )
    return draw(
        st.sampled_from(
            [
                mean,
                {"exponential": {"mean": mean}},
                {"gamma": {"mean": mean, "cv": 0.6}},
                {"lognormal": {"mean": mean, "cv": 1.2}},
                {"uniform": [0, 2 * mean]},
                {"triangular": [0, mean, 2 * mean + 1]},
                {"weibull": {"mean": mean, "cv": 0.5}},
            ]
        )
    )


def rules(draw: Draw, sourced: str) -> Document:
    """A replenishment rule."""
    level = draw(st.integers(0, 12))
    withdraw = draw(
        st.sampled_from(["none", "none", "not-begun"] + (["any"] if sourced == "supplier" else []))
    )
    every = draw(
        st.sampled_from([{}, {}, {"every": 2}, {"every": 3, "first": 1, "review": "after-requests"}])
    )
    kind = draw(st.sampled_from(["base_stock", "s_S", "r_Q", "order_up_to"]))
    if kind == "base_stock":
        return {"base_stock": {"S": level, "withdraw": withdraw, **every}}
    if kind == "s_S":
        return {"s_S": {"s": level, "S": level + draw(st.integers(1, 9)), **every}}
    if kind == "r_Q":
        return {
            "r_Q": {"r": level, "Q": draw(st.integers(1, 6)), "minimum": draw(st.integers(0, 4)), **every}
        }
    sees = draw(st.sampled_from(["accepted", "requests", "sales"]))
    smooth = draw(st.sampled_from([0.2, 1.0]))
    forecast = {"smoothing": smooth, "initial": draw(st.integers(0, 3))}
    return {"order_up_to": {"every": 2, "forecast": forecast, "cover": 5, "safety": level, "sees": sees}}


def shops(draw: Draw, lattice: bool, made_here: bool) -> Document:
    """How a site treats customers."""
    offers = [
        {"offer": "none"}, {"offer": "open"}, {"offer": "open"}, {"offer": "capped", "units": 4},
        {"offer": "capped", "orders": 2}, {"offer": "within", "wait": 6},
    ]  # fmt: skip
    promises = [
        {"promise": "none"}, {"promise": "fixed", "days": 3}, {"promise": "average", "over": 3, "initial": 2},
        {"promise": "position", "margin": 1.0 if lattice else 1.3},
        {"promise": "pipeline", "sees": draw(st.sampled_from(["shipments", "orders", "causes"]))},
    ]  # fmt: skip
    updates = draw(st.sampled_from([{}, {"updates": {"every": 2}}, {"updates": {"moved_by": 1, "every": 1}}]))
    firms = ["receipt", "shipped"] + (["work-begins"] if made_here else [])
    block: Document = {
        "back_orders": {
            **draw(st.sampled_from(offers)),
            "partial": draw(st.sampled_from(["yes", "no"])),
            **draw(st.sampled_from([{}, {}, {"window": 6}])),
        },
        "communication": {**draw(st.sampled_from(promises)), **updates, "firm": draw(st.sampled_from(firms))},
    }
    if draw(st.booleans()):
        block["delivery"] = {"time": draw(st.sampled_from([1, 2]))}
    return block


def patiences(draw: Draw, lattice: bool) -> Document:
    """What a segment tolerates and how its patience runs out."""
    block: Document = {
        "class": draw(st.integers(1, 2)),
        "belief": draw(st.sampled_from([0, 2, {"learned": {"start": 1, "weight": 0.5}}])),
    }
    if draw(st.booleans()):
        block["tolerance"] = durations(draw, lattice, 6)
    speeds = [1, 1, 0.5, 2] if lattice else [1, 0.7, 1.6, 0.3]
    block["patience"] = {
        "before": draw(st.sampled_from(speeds)), "after": draw(st.sampled_from(speeds)),
        "silent": draw(st.sampled_from(speeds)), "fresh": draw(st.sampled_from([1, 0.5])), "fresh_for": 1,
        **draw(st.sampled_from([{}, {"budget": "never"}, {"budget": durations(draw, lattice, 5)}])),
    }  # fmt: skip
    return block


def segments(draw: Draw, lattice: bool, shops_: list[str], items: list[str], kind: str) -> Document:
    """A segment of customers."""
    share = {name: 1 / len(shops_) for name in shops_}
    block = patiences(draw, lattice)
    block["shop"] = shops_[0] if len(shops_) == 1 else share
    block["buys"] = items[0] if len(items) == 1 else {name: 1 / len(items) for name in items}
    block["quantity"] = draw(
        st.sampled_from([1, 1, {"discrete": {1: 0.5, 2: 0.3, 5: 0.2}}, {"geometric": {"mean": 2}}])
    )
    if len(items) > 1:
        other = f"{items[1]}@{shops_[-1]}" if draw(st.booleans()) else items[1]
        block["substitutes"] = {items[0]: {other: 0.5}, items[1]: {items[0]: 0.4}}
    if kind == "stream":
        every = {"discrete": {0: 0.3, 1: 0.4, 2: 0.3}} if lattice else {"exponential": {"mean": 0.8}}
        block["requests"] = {"every": every, **draw(st.sampled_from([{}, {"first": 2}, {"until": 60}]))}
        return block
    rate = {"gamma": {"mean": "0.05 per day", "cv": 0.8}}
    shape = draw(st.sampled_from([{}, {"launch": {"peak": 3, "decay": 20}}, {"season": [1, 0.5, 1.5, 1]}]))
    block.update(count=draw(st.integers(5, 25)), requests={"rate": rate, **shape})
    if draw(st.booleans()):
        block["joins"] = "0.2 per day"
    block["loyalty"] = {
        "natural": draw(st.sampled_from([0, 0.1, {"beta": {"a": 1, "b": 8}}])),
        "broken": 0.2, "refused": 0.15, "reneged": 0.3, "not_offered": 0.2, "delayed": 0.05, "late": 0.2,
        "late_scale": 3, "fade": draw(st.sampled_from([0, 10])),
    }  # fmt: skip
    return block


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
    if draw(st.booleans()):
        block["disruptions"] = {
            "up": durations(draw, False, 20), "down": {"exponential": {"mean": 4}}, "effect": "pause-shipments",
        }  # fmt: skip
    return block


def plants(draw: Draw, lattice: bool, finals: list[str], components: list[str]) -> Document:
    """A manufacturer of the final items from components."""
    unit_time = durations(draw, lattice, 1) or {"discrete": {0: 0.5, 1: 0.5}}
    lines: Document = {"count": draw(st.integers(1, 3)), "unit_time": unit_time}
    breakdowns = {
        "up": durations(draw, False, 8), "repair": durations(draw, lattice, 2),
        "clock": draw(st.sampled_from(["working", "calendar"])),
    }  # fmt: skip
    if draw(st.booleans()):
        lines["breakdowns"] = breakdowns
    stock: Document = {}
    for item in finals:
        stock[item] = {"base_stock": draw(st.integers(0, 6))}
        stock[item].update(draw(st.sampled_from([{}, {"lot": 2}])))
    for item in components:
        stock[item] = {**rules(draw, "supplier"), "from": "works"}
    block: Document = {
        "lines": lines,
        "stock": stock,
        "allocation": draw(st.sampled_from(["first_come", "fair-share"])),
    }
    if draw(st.booleans()):
        block["ramp_up"] = {"when": {"backlog_over": 3, "for": 2}, "lines": 1, "after": 3}
    return block


@st.composite
def documents(draw: Draw, lattice: bool) -> Document:
    """A whole scenario: one or two items bought or made, up to three levels, one or two shops, one or two segments."""
    finals = draw(st.sampled_from([["a"], ["a", "b"]]))
    made = draw(st.booleans())
    components = draw(st.sampled_from([[], ["c"], ["c", "d"]])) if made else []
    items: Document = {name: {"price": 10} for name in finals + components}
    if components:
        for name in finals:
            items[name]["made_of"] = {component: draw(st.integers(1, 2)) for component in components}
    bought = components if made else finals
    document: Document = {
        "schema": 1, "seed": draw(st.integers(0, 1000)), "replications": 2,
        "time": {"unit": "day", "horizon": draw(st.integers(60, 140)), "warm_up": draw(st.sampled_from([0, 15]))},
        "items": items, "suppliers": {"works": suppliers(draw, lattice, bought or ["a"])},
    }  # fmt: skip
    source = "works"
    if made:
        document["manufacturers"] = {"plant": plants(draw, lattice, finals, components)}
        source = "plant"
        if not components:
            del document["suppliers"]
    if draw(st.booleans()):
        document["distributors"] = {"depot": depots(draw, lattice, finals, source)}
        source = "depot"
    sellers = [["north"], ["north", "south"], ["plant"]][draw(st.integers(0, 2 if made else 1))]
    if sellers == ["plant"]:
        document["manufacturers"]["plant"].update(shops(draw, lattice, not components))
        document.pop("distributors", None)
    else:
        document["retailers"] = {name: retailers(draw, lattice, finals, source) for name in sellers}
    kinds = draw(st.sampled_from([["stream"], ["population"], ["stream", "population"]]))
    document["customers"] = {
        f"people{place}": segments(draw, lattice, sellers, finals, kind) for place, kind in enumerate(kinds)
    }
    if all(segment["class"] == 1 for segment in document["customers"].values()):
        for site in document.get("retailers", {}).values():
            for entry in site["stock"].values():
                entry.pop("reserve", None)
    return document


def depots(draw: Draw, lattice: bool, items: list[str], source: str) -> Document:
    """A distributor."""
    stock = {item: stocked(draw, lattice, source) for item in items}
    return {"stock": stock, "allocation": draw(st.sampled_from(["first_come", "class", "fair-share"]))}


def retailers(draw: Draw, lattice: bool, items: list[str], source: str) -> Document:
    """A retailer."""
    stock = {item: stocked(draw, lattice, source) for item in items}
    for entry in stock.values():
        if draw(st.booleans()):
            entry["reserve"] = {2: 2}
    return {
        "stock": stock,
        "allocation": draw(st.sampled_from(["first_come", "class"])),
        **shops(draw, lattice, False),
    }


def stocked(draw: Draw, lattice: bool, source: str) -> Document:
    """A stock point's entry."""
    entry = {**rules(draw, "supplier" if source == "works" else "site"), "from": source}
    if source != "works":
        entry["transport"] = durations(draw, lattice, 2)
        entry["overtaking"] = draw(st.sampled_from(["yes", "no"]))
    return entry
