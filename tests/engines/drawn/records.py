"""Recorded demand, as files that drawn scenarios name."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from .laws import Document, Draw

KNOWN, STRANGERS = "customers.csv", "strangers.csv"


def recorded(draw: Draw, lattice: bool, divisible: bool, file: str) -> Document:
    """A record in place of requests; on the lattice a row's period is a tick."""
    block: Document = {"file": file, **draw(st.sampled_from([{}, {"starts": -3}, {"starts": 7}]))}
    if lattice:
        block["period"] = "1 s" if divisible else "1 ms"
    return block


def files(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file that a drawn scenario names: 90 rows over 150 days, 17 customers."""
    for segment in document["customers"].values():
        if "history" in segment:
            known = segment["history"]["file"] == KNOWN
            items = list(segment["buys"]) if isinstance(segment["buys"], dict) else [segment["buys"]]
            rows = ["time,quantity,item" + (",customer" if known else "")]
            for number in range(90):
                row = f"{37 * number % 150 - 12},{1 + number % 3},{items[number % len(items)]}"
                rows.append(f"{row},{number % 17}" if known else row)
            yield segment["history"]["file"], "\n".join(rows) + "\n"
