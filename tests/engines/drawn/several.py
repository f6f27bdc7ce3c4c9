"""Several sources for one stock point, and what decides among them."""

from __future__ import annotations

from hypothesis import strategies as st

from .disruptions import AT_A_LANE, disruptions
from .laws import Document, Draw, durations


def several(draw: Draw, lattice: bool, source: str, entry: Document, rival: str = "") -> None:
    """Give a stock point a second source, outside or a rival site, perhaps a faster way, and what decides."""
    transport = {} if source == "works" else {"transport": durations(draw, lattice, 1)}
    first: Document = {**transport, **draw(st.sampled_from([{}, {"overtaking": "yes"}, {"unit_cost": 3}]))}
    second: Document = {"unit_cost": draw(st.sampled_from([0, 5]))}
    if rival and draw(st.integers(0, 3)) > 0:
        second.update({"transport": durations(draw, lattice, 3)} if transport and rival != "mill" else {})
        entry["from"] = {source: first, rival: second}
    else:
        second["lead_time"] = durations(draw, lattice, 6)
        entry["from"] = {source: first, "outside": second}
    if draw(st.booleans()):
        entry["from"]["courier"] = {"source": source, **transport}
        entry["expedite"] = {"from": "courier", "backlog_over": draw(st.integers(0, 3))}
    if draw(st.booleans()):
        for way in entry["from"].values():
            way.update(disruptions(draw, lattice, AT_A_LANE))
    if draw(st.booleans()):
        entry["trust"] = {
            "weight": draw(st.sampled_from([0.3, 1.0])), "leave": 0.7, "come_back": draw(st.sampled_from([0.7, 0.9])),
            "slope": draw(st.sampled_from([0.02, 0.11])), "keep": 0.2, "initial": draw(st.sampled_from([0.5, 1])),
            "grace": draw(st.sampled_from([0, 1])),
        }  # fmt: skip
    if draw(st.booleans()):
        entry["cancel_after"] = draw(st.sampled_from([1, 2, 4]))
    rule = draw(st.sampled_from(["single", "split", "back-up", "cheapest", "fastest", "duplicate"]))
    if rule == "single" and not {"trust", "cancel_after"} & set(entry):
        rule = "back-up"
    if rule == "duplicate":
        everywhere(entry)
    if rule == "split":
        first["share"], second["share"] = 0.7, 0.3
    entry["sourcing"] = {
        "rule": rule,
        **({"when": draw(st.sampled_from(["down", "late", "either"]))} if rule == "back-up" else {}),
        **({"within": 5} if rule == "cheapest" else {}),
    }


def everywhere(entry: Document) -> None:
    """Take away what has no meaning where every source is asked."""
    for other in ("trust", "expedite", "cancel_after"):
        entry.pop(other, None)
    entry["from"].pop("courier", None)
    if isinstance(entry.get("base_stock"), dict):
        entry["base_stock"].pop("withdraw", None)
