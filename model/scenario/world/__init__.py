"""The world an engine runs: a resolved scenario in ticks, quanta and places, nothing left out, nothing to look up.

Stock points stand downstream first, so a sweep that goes up the list meets every source after its customers. The
chance part is the table of streams; everything else refers to it by place.
"""

from .demand import Belief, Elsewhere, Growth, History, Kind, Profile, Promotion, Segment, Substitute
from .disruptions import ON_LINES, ON_STOCKS, Disruption, Effect
from .sites import BreakdownClock, Breakdowns, Judging, Production, RampDown, RampUp, Reputation, Site
from .sourcing import Sourcing
from .stocks import NO_COMPENSATION, Firm, Replenishment, Sees, Shop, Stock, ToSites, Withdraw
from .supply import Item, Lane, SourceKind, Supplier
from .time import Clock, Stream
from .world import Prices, World

__all__ = [
    "ON_LINES",
    "ON_STOCKS",
    "Belief",
    "BreakdownClock",
    "Breakdowns",
    "Clock",
    "Elsewhere",
    "Disruption",
    "Effect",
    "Firm",
    "Growth",
    "History",
    "Item",
    "NO_COMPENSATION",
    "Judging",
    "Kind",
    "Lane",
    "Prices",
    "Production",
    "Profile",
    "Promotion",
    "RampDown",
    "RampUp",
    "Replenishment",
    "Reputation",
    "Sees",
    "Segment",
    "Shop",
    "Site",
    "SourceKind",
    "Sourcing",
    "Stock",
    "Stream",
    "Substitute",
    "Supplier",
    "ToSites",
    "Withdraw",
    "World",
]
