"""What is said of a shop; see the reference's `Standing`."""

from __future__ import annotations

from ...outcome.tallies import Place
from ...policies.customer.reputation import counted, heard
from .jit import inlined, step
from .tables import State


@step
def settle_standing(w: State, site: int) -> None:
    """Count the time at the present reputation."""
    x = w.site[site]
    now = w.run[0].now
    w.places[site, Place.REPUTATION_TIME] += counted(x.reputation) * (now - x.heard_at)
    x.heard_at = now


@step
def hear(w: State, s: int, good: int, quantity: int) -> None:
    """Take in how quanta of a measured request at stock point s ended."""
    site = w.stock[s].site
    settle_standing(w, site)
    x = w.site[site]
    x.reputation = heard(x.reputation, good, quantity, w.stock[s].memory)


@inlined
def hear_of(w: State, s: int, good: bool, quantity: int) -> None:
    """Have it said of a shop that it served units well or not, where anybody listens."""
    if w.stock[s].memory > 0.0:
        hear(w, s, int(good), quantity)


@step
def close_standing(w: State, site: int) -> None:
    """Count until the horizon, and what is said there."""
    if w.site[site].listened == 1:
        settle_standing(w, site)
        w.places[site, Place.REPUTATION_END] = counted(w.site[site].reputation)
