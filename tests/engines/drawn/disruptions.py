"""Disruptions at suppliers, sites, entries and single lanes."""

from __future__ import annotations

from hypothesis import strategies as st

from .laws import Document, Draw, durations

AT_A_SUPPLIER = ("pause-orders", "pause-shipments", "freeze")
AT_A_SITE = ("pause-orders", "pause-receipts", "destroy-stock")
AT_A_GIVER = (*AT_A_SITE, "pause-shipments")
AT_AN_ENTRY = ("pause-shipments", "freeze", "pause-receipts")
AT_A_LANE = ("pause-orders", *AT_AN_ENTRY)


def times(draw: Draw, lattice: bool, at_once: bool) -> Document:
    """When a disruption comes and goes: by laws, in windows, or both."""
    law: Document = {"up": durations(draw, lattice, 15) or 11}
    shown = {"announced": "yes"} if draw(st.booleans()) else draw(st.sampled_from([{}, {"expected": 6}]))
    first: Document = {"from": draw(st.sampled_from([0, 12]))}
    second: Document = {"from": 40}
    if not at_once:
        law["down"] = durations(draw, lattice, 4)
        first["to"], second["to"] = (
            first["from"] + 9,
            draw(st.sampled_from([44, 51, 51 if "announced" in shown else "never"])),
        )
    windows: Document = {"windows": [first, second], **({} if at_once else shown)}
    return draw(st.sampled_from([law, law, windows, {**law, **windows}]))


def disruptions(
    draw: Draw,
    lattice: bool,
    effects: tuple[str, ...],
    items: list[str] | None = None,
    of_lines: bool = False,
) -> Document:
    """The field `disruptions` of a place: one, several that overlap, or none."""
    blocks: list[Document] = []
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        effect = draw(st.sampled_from(effects))
        block: Document = {**times(draw, lattice, effect == "destroy-stock"), "effect": effect}
        if effect == "destroy-stock":
            block["share"] = draw(st.sampled_from([0.3, 0.5, 1]))
        if effect == "capacity-factor":
            block["factor"] = draw(st.sampled_from([0.5, 0.7, 2]))
        if effect == "capacity-factor" or (effect == "freeze" and of_lines):
            for window in ("announced", "expected"):
                block.pop(window, None)
        if items and draw(st.booleans()):
            block["item"] = draw(st.sampled_from(items))
        blocks.append(block)
    return {"disruptions": blocks} if blocks else {}
