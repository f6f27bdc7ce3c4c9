"""What some of the drawn scenarios aim at: combinations that chance alone brings together once in hundreds.

An aim fixes the few choices that the combination needs; all others are drawn as ever.
"""

from __future__ import annotations

from enum import Enum

from hypothesis import strategies as st

from .laws import Document, Draw, durations
from .several import several


class Aim(Enum):
    """What a scenario is drawn for."""

    ANYTHING = 0
    STEPS = 1
    """Capacity goes up and down again at a plant that chooses which of two items to make next."""
    STRUCK = 2
    """The lines of a plant of two items stand still and work slower, perhaps while capacity goes up and down."""
    WORK_BEGINS = 3
    """A plant sells what it makes from no parts, perhaps beside a shop, and customers leave before its work begins."""
    TAKEN_BACK = 4
    """A shop takes back from a supplier what it ordered for customers who left."""

    TURNED_AWAY = 5
    """Two depots with little turn a shop away that orders from both."""
    REFUSED = 6
    """Two suppliers accept no orders at times, together or one by one, of a shop that may take orders back."""

    @property
    def made(self) -> bool:
        """Whether there has to be a plant."""
        return self in (Aim.STEPS, Aim.STRUCK, Aim.WORK_BEGINS)


AIMS = {
    Aim.ANYTHING: 24, Aim.STEPS: 8, Aim.STRUCK: 6, Aim.WORK_BEGINS: 3, Aim.TAKEN_BACK: 3, Aim.TURNED_AWAY: 3,
    Aim.REFUSED: 3,
}  # fmt: skip
"""Scenarios of a batch, by what they aim at."""


def directed(draw: Draw, lattice: bool, aim: Aim, document: Document) -> None:
    """Fix the choices that an aim needs."""
    bought_too(draw, lattice, document)
    if aim is not Aim.ANYTHING:
        FIXES[aim](draw, lattice, document)


def steps_at_the_plant(draw: Draw, lattice: bool, document: Document) -> None:
    """STEPS."""
    steps(draw, lattice, document["manufacturers"]["plant"])


def struck_at_the_plant(draw: Draw, lattice: bool, document: Document) -> None:
    """STRUCK, some of them where customers leave and parts are taken back from the supplier."""
    plant = document["manufacturers"]["plant"]
    if draw(st.booleans()):
        steps(draw, lattice, plant)
    struck(draw, lattice, plant)
    if draw(st.booleans()):
        for entry in plant["stock"].values():
            if "from" not in entry:
                entry["base_stock"] = {"S": draw(st.integers(0, 1)), "withdraw": "not-begun"}
            elif entry["from"] == "works":
                only_up_to(entry, {"S": draw(st.integers(0, 1)), "withdraw": "any"})
        leaving(draw, lattice, document, [plant] if "back_orders" in plant else [])


def work_begins(draw: Draw, lattice: bool, document: Document) -> None:
    """WORK_BEGINS."""
    plant = document["manufacturers"]["plant"]
    plant["communication"]["firm"] = "work-begins"
    plant["lines"].update(count=1, unit_time=draw(st.sampled_from([1, 2])))
    plant.pop("ramp_down", None)
    for entry in plant["stock"].values():
        entry["base_stock"] = draw(st.integers(0, 1))
    if draw(st.booleans()):
        struck(draw, lattice, plant)
    leaving(draw, lattice, document, [plant])


def taken_back(draw: Draw, lattice: bool, document: Document) -> None:
    """TAKEN_BACK."""
    for shop in document["retailers"].values():
        for entry in shop["stock"].values():
            only_up_to(entry, {"S": draw(st.integers(0, 1)), "withdraw": "any"})
            if entry.get("sourcing") == {"rule": "duplicate"}:
                entry["sourcing"] = {"rule": "fastest"}
    leaving(draw, lattice, document, list(document["retailers"].values()))


def turned_away(draw: Draw, lattice: bool, document: Document) -> None:
    """TURNED_AWAY."""
    for depot in document["distributors"].values():
        offer = draw(st.sampled_from(["none", "none", {"offer": "capped", "units": 2}]))
        depot["to_sites"] = {"back_orders": offer}
        for entry in depot["stock"].values():
            only_up_to(entry, {"S": draw(st.integers(1, 3)), "every": draw(st.sampled_from([3, 5, 11]))})
    for shop in document["retailers"].values():
        for entry in shop["stock"].values():
            only_up_to(entry, {"S": draw(st.integers(1, 5))})
            from_two(draw, lattice, entry, "depot", "yard")
    leaving(draw, lattice, document, list(document["retailers"].values()))


def refused(draw: Draw, lattice: bool, document: Document) -> None:
    """REFUSED, some of them by shops that write to customers and tell no date."""
    for supplier in document["suppliers"].values():
        refuses = {"up": durations(draw, lattice, 9) or 7, "down": durations(draw, lattice, 6) or 5}
        supplier["disruptions"] = [
            {**refuses, "effect": "pause-orders"}, {"up": 13, "down": 4, "effect": "pause-shipments"},
        ]  # fmt: skip
    for shop in document["retailers"].values():
        if draw(st.integers(0, 3)) == 0:
            firm = shop["communication"]["firm"]
            shop["communication"] = {"promise": "none", "updates": {"every": 2}, "firm": firm}
        for entry in shop["stock"].values():
            from_two(draw, lattice, entry, "works", "mill")


FIXES = {
    Aim.STEPS: steps_at_the_plant, Aim.STRUCK: struck_at_the_plant, Aim.WORK_BEGINS: work_begins,
    Aim.TAKEN_BACK: taken_back, Aim.TURNED_AWAY: turned_away, Aim.REFUSED: refused,
}  # fmt: skip
"""What an aim fixes."""


def bought_too(draw: Draw, lattice: bool, document: Document) -> None:
    """Have shops buy from a supplier what a plant makes as well, with trouble of each kind that can hold goods up."""
    if "mill" not in document.get("suppliers", {}) or "manufacturers" not in document:
        return
    first, second = draw(st.permutations(["pause-orders", "pause-shipments", "freeze"]))[:2]
    document["suppliers"]["mill"]["disruptions"] = [
        {"up": durations(draw, lattice, 9) or 7, "down": durations(draw, lattice, 6) or 5, "effect": first},
        {"up": 13, "down": 4, "effect": second},
    ]
    for shop in document["retailers"].values():
        for entry in shop["stock"].values():
            [source, *_] = [entry["from"]] if isinstance(entry["from"], str) else entry["from"]
            from_two(draw, lattice, entry, source, "mill")
        if draw(st.booleans()):
            shop["disruptions"] = [{"up": 8, "down": durations(draw, lattice, 3), "effect": "pause-receipts"}]


def only_up_to(entry: Document, rule: Document) -> None:
    """Have a stock point order up to a level, and no more than it wants."""
    for other in ("s_S", "r_Q", "order_up_to", "own", "inflate"):
        entry.pop(other, None)
    entry["base_stock"] = rule


def from_two(draw: Draw, lattice: bool, entry: Document, source: str, rival: str) -> None:
    """Have a stock point order from two sources, or from one and outside."""
    for other in ("expedite", "trust", "cancel_after", "inflate"):
        entry.pop(other, None)
    several(draw, lattice, source, entry, rival)


def steps(draw: Draw, lattice: bool, plant: Document) -> None:
    """Give a plant lines that keep up with demand on the whole, and steps up and down."""
    short = {"discrete": {0: 0.7, 1: 0.3}} if lattice else {"exponential": {"mean": 0.3}}
    lines = plant["lines"]
    lines.update(count=draw(st.sampled_from([1, 2])), unit_time=short)
    if "set_up" in lines:
        lines["set_up"] = {"discrete": {0: 0.8, 1: 0.2}}
    for entry in plant["stock"].values():
        if "from" not in entry:
            for slow in ("lot", "transfer", "batch_time", "set_up", "set_up_after"):
                entry.pop(slow, None)
            entry["base_stock"] = draw(st.integers(0, 2))
    if lines["dispatch"] not in ("first_come", "most_back_orders", "lowest_cover"):
        lines["set_up"] = {"discrete": {0: 0.8, 1: 0.2}}
    step = draw(st.sampled_from([{"lines": 1}, {"lines": 1}, {"speed": 1.5}]))
    over = draw(st.integers(1, 3))
    plant["ramp_up"] = {"when": {"backlog_over": over, "for": 0}, **step, "after": 0}
    down = {"backlog_under": draw(st.integers(1, over)), "for": draw(st.sampled_from([0, 2]))}
    plant["ramp_down"] = {"when": down, "after": draw(st.sampled_from([0, 1]))}


def struck(draw: Draw, lattice: bool, plant: Document) -> None:
    """Have lines stand still, and work at another speed, at times that may overlap."""
    up, down = durations(draw, lattice, 15) or 11, durations(draw, lattice, 8)
    slower = {"windows": [{"from": draw(st.sampled_from([0, 12])), "to": 40}], "effect": "capacity-factor"}
    plant["disruptions"] = [
        {"up": up, "down": down, "effect": "freeze"},
        {**slower, "factor": draw(st.sampled_from([0.5, 2]))},
    ]


def leaving(draw: Draw, lattice: bool, document: Document, shops: list[Document]) -> None:
    """Have shops offer everyone to wait, and customers accept and lose patience."""
    for shop in shops:
        for terms in ("units", "orders", "wait", "share", "up_to", "others", "settings"):
            shop["back_orders"].pop(terms, None)
        shop["back_orders"]["offer"] = "open"
    for segment in document["customers"].values():
        segment.pop("tolerance", None)
        segment.pop("tolerance_if_discounted", None)
        segment["patience"]["budget"] = durations(draw, lattice, 2) or 1
