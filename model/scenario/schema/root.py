"""The whole scenario file."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from ...quantities.time_base import UNITS
from .chain import ItemBlock, ManufacturerBlock, SiteBlock, SupplierBlock
from .customers import SegmentBlock
from .fields import Count, Duration, Money, Number, PerTime, Positive, Rate, Span, Strict, Text, word

UnitWord: TypeAlias = Annotated[str, *word(*UNITS)]


class TimeBlock(Strict):
    """How time is counted and how long it lasts."""

    unit: UnitWord = "day"
    """Unit of every bare number that is a time: second to year, a month being 365/12 days and a year 365, or
    `period`, an abstract one without a calendar."""
    horizon: Duration
    """Length of the measured time, which begins at 0."""
    requests: Positive | None = None
    """Requests from time 0 on that are measured: the run ends as the last of them has been served, lost, left or
    cancelled, at the horizon at the latest, and averages run until then. All within the horizon unless given."""
    warm_up: Duration = Span(0, 0)
    """Time before 0 that is run and not measured."""
    start: Text | None = None
    """Date of time 0, as in 2026-01-31; gives seasons and records a calendar."""
    tick: Text | float | None = None
    """Smallest time told apart; 1 ms, or a millionth of a period, unless given."""


class CostBlock(Strict):
    """Money; each a number, or one by item, site/item, or pattern of these (`*`, `north/*`, `*/console`)."""

    hold: Money | dict[str, Money] = 0.0
    """Per unit on hand and time unit."""
    hold_components: Money | dict[str, Money] = 0.0
    """Per unit of a component given to a job that is not done, and time unit; by the component."""
    in_transit: Money | dict[str, Money] = 0.0
    """Per unit on its way here and time unit, from when it left the giver's shelf until receipt; the receiver pays."""
    back_order: Money | dict[str, Money] = 0.0
    """Per unit owed and time unit."""
    order: Money | dict[str, Money] = 0.0
    """Per order placed."""
    unit: Money | dict[str, Money] = 0.0
    """Per unit ordered."""
    lost: Money | dict[str, Money] = 0.0
    """Per unit lost."""
    compensation: Money | dict[str, Money] = 0.0
    """Per payment to a customer kept waiting, by what was asked for."""
    cancellation: Money | dict[str, Money] = 0.0
    """Per back-order that is left or called off."""
    inquiry: Money | dict[str, Money] = 0.0
    """Per inquiry of a waiting customer, by what was asked for."""
    destroyed: Money | dict[str, Money] = 0.0
    """Per unit on hand destroyed by a disruption."""
    message: Money | dict[str, Money] = 0.0
    """Per message to a waiting customer, by what was asked for."""
    discount: Rate = PerTime(0.0, 0)
    """Share by which money is worth less per time, as in 0.1 per year; values customers who are there at the end."""
    line: Money | dict[str, Money] = 0.0
    """Per line and time unit; a number, or one by site or pattern of sites."""
    accrue_every: Duration | None = None
    """Period at whose end `hold`, `hold_components`, `in_transit` and `back_order` are charged for all of it, by what
    is there then; charged all the time unless given."""


class SatisfactionBlock(Strict):
    """What customers score, by how much later than expected their order came."""

    late: list[Duration]
    """Times beyond the first date told (or the one believed, or the request) at which a worse class begins; up to
    three, in rising order. More than the first is late."""
    scores: list[Number]
    """One for what is on time, then one for each class."""


class MeasureBlock(Strict):
    """What is counted besides what always is."""

    served_within: Annotated[list[Duration], Field(max_length=4)] | None = None
    """Waits d for which the share of requests served within d is told; at most four."""
    satisfaction: SatisfactionBlock | None = None
    """Scores by lateness; 4.1 on time, 3.5 up to three days late, 2.2 up to seven, 1.6 beyond unless given (an own
    estimate from the reviews of Olist, a Brazilian marketplace, 2016-2018)."""
    bullwhip: Duration | None = None
    """Bucket over which orders and demand are summed, to tell how much more orders vary; not measured unless given."""


class CompareBlock(Strict):
    """Which combinations are compared."""

    grid: list[Text] = Field(min_length=1)
    """Levers whose alternatives are combined, all with all."""
    baseline: list[Text] | None = None
    """One alternative of each lever of the grid; the first of each unless given."""


class Root(Strict):
    """A supply chain, its customers and its policies."""

    schema_: Literal[1] = Field(alias="schema")
    """Version of this format."""
    title: Text = ""
    """One line for reports."""
    extends: Text | None = None
    """Another scenario, inside this one's folder, on which this one builds."""
    time: TimeBlock
    """How time is counted and how long it lasts."""
    seed: Count = 1
    """Root of all chance."""
    replications: Annotated[Positive, Field(le=1_000_000)] = 100
    """Independent repetitions."""
    items: dict[str, ItemBlock]
    """What is made, moved and bought, by name."""
    suppliers: dict[str, SupplierBlock] = {}
    """Sources outside the model, by name."""
    manufacturers: dict[str, ManufacturerBlock] = {}
    """Sites that make items, by name."""
    distributors: dict[str, SiteBlock] = {}
    """Sites between, by name."""
    retailers: dict[str, SiteBlock] = {}
    """Shops, by name."""
    customers: dict[str, SegmentBlock]
    """Segments of customers, by name."""
    costs: CostBlock = CostBlock()
    """Money."""
    measures: MeasureBlock = MeasureBlock()
    """What is counted."""
    levers: dict[str, dict[str, dict[str, Any]]] = {}
    """By lever and alternative: dotted overrides; `*` matches every name."""
    compare: CompareBlock | None = None
    """Which combinations of levers are compared."""
    asserts: list[Text] = Field([], alias="assert")
    """Expectations on measures, kept for a later `check`; read and not checked in this version."""
