"""Items, suppliers and the sites that hold stock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import Field, create_model, model_validator

from ...policies.units import NEVER
from .chance import DurationLaw
from .disruptions import Disruptions
from .fields import (
    OFF,
    Amount,
    Count,
    Duration,
    DurationOrNever,
    Money,
    Number,
    Positive,
    PositiveOrUnlimited,
    Share,
    Span,
    Strict,
    Text,
    YesNo,
    word,
)
from .rules import (
    REPLENISHING,
    AllocationWord,
    BackOrders,
    Communication,
    Dispatch,
    InflationBlock,
    Replenishing,
    SiteBackOrders,
    SiteCommunication,
    SourcingRule,
    TrustBlock,
)

UnitsWord: TypeAlias = Annotated[str, *word("whole", "divisible")]
TransferWord: TypeAlias = Annotated[str, *word("lot", "each")]
CountsWord: TypeAlias = Annotated[str, *word("all", "workable")]
ClockWord: TypeAlias = Annotated[str, *word("calendar", "working")]


class Named(Strict):
    """Something with a name and luck of its own."""

    key: Text | None = None
    """Old name, so that a renamed entity keeps its luck."""


class ItemBlock(Named):
    """Something made, moved and bought."""

    price: Money = 0.0
    """Money a unit."""
    units: UnitsWord = "whole"
    """Whole pieces, or divisible to the millionth."""
    made_of: dict[str, Amount] = {}
    """Units of each component in one unit."""


class Supply(Strict):
    """What a supplier delivers of one item."""

    lead_time: DurationLaw
    """From order to receipt."""
    overtaking: YesNo = False
    """Whether a shipment may arrive before an earlier one."""


class SupplierBlock(Named):
    """A source outside the model: accepts every order and ships at once unless it is disrupted."""

    supplies: dict[str, Supply]
    """By item."""
    disruptions: Disruptions = []
    """Times in which it accepts no orders, ships nothing, or what it has shipped stands still; one, or a list."""


class BreakdownBlock(Strict):
    """Failures of each line."""

    up: DurationLaw
    """Time until a line fails."""
    repair: DurationLaw
    """Time until it works again; work resumes where it stopped."""
    clock: ClockWord = "working"
    """Whether a line ages always or only while it works."""


class LinesBlock(Strict):
    """Parallel lines that make a manufacturer's items."""

    count: PositiveOrUnlimited = 1
    """Number of lines, or `unlimited`: every job has a line of its own, and none waits."""
    unit_time: DurationLaw | None = None
    """Time to make one unit, where an item has none of its own."""
    set_up: DurationLaw | None = None
    """Time to change a line to another item, where an item has none of its own; a line's first job needs none."""
    dispatch: Dispatch | None = None
    """Which of the released jobs a free line takes; first_come unless given."""
    breakdowns: Annotated[BreakdownBlock | None, OFF] = None
    """Failures of each line."""


class DemandSignal(Strict):
    """A cumulative sum of how far what is asked for is from usual demand (Page 1954)."""

    every: Duration
    """Period of review."""
    learn: Positive = 20
    """First periods, from which usual demand is learned; nothing is read in them (assumed)."""
    slack: Number = 0.5
    """Standard deviations a period that are not counted: half the change one wants to see (Page 1954)."""
    limit: Number = 5.0
    """Sum at which it is a signal, until it is back at 0; 5 gives one false alarm in 930 periods (Siegmund 1985)."""


class Pressure(Strict):
    """What must last before lines are added."""

    backlog_over: Amount | None = None
    """Units owed by the site, all its produced items together; or give strong_demand."""
    strong_demand: DemandSignal | None = None
    """The signal that more is asked of all it makes than usual, orders taken back not counted."""
    counts: CountsWord = "all"
    """What counts of the backlog: all, or what is workable, as its lines could make it with the components there are;
    a short supply then calls for no lines."""
    lasting: Duration = Field(alias="for")
    """How long without a break."""

    @model_validator(mode="after")
    def _one_cause(self) -> Pressure:
        if (self.backlog_over is None) == (self.strong_demand is None):
            raise ValueError(
                "it follows the backlog or the signal; give one of backlog_over and strong_demand"
            )
        if self.strong_demand is not None and "counts" in self.model_fields_set:
            raise ValueError("`counts` is about the backlog, and it follows the signal; leave it out")
        return self


class RampUpBlock(Strict):
    """More lines, or faster ones, when the backlog persists or demand is strong."""

    when: Pressure
    """The pressure that calls for them."""
    lines: Positive | None = None
    """Lines added a step; or give speed."""
    speed: Number | None = None
    """Factor on the speed of all lines a step, above 1: unit times are divided by it from then on."""
    after: Duration = Span(0, 0)
    """Time from the decision until it takes effect."""
    cost: Money = 0.0
    """Money a step."""
    at_most: Positive = 1
    """Steps above what there is at the start."""

    @model_validator(mode="after")
    def _one_way(self) -> RampUpBlock:
        if (self.lines is None) == (self.speed is None):
            raise ValueError("a step is more lines or more speed; give one of lines and speed")
        return self


class Ease(Strict):
    """What must last before a step is taken back."""

    backlog_under: Amount | None = None
    """Units owed by the site, all its produced items together; or give weak_demand, or both, which then must hold."""
    weak_demand: DemandSignal | None = None
    """The signal that less is asked of all it makes than usual, orders taken back not counted."""
    lasting: Duration = Field(alias="for")
    """How long without a break."""

    @model_validator(mode="after")
    def _a_cause(self) -> Ease:
        if self.backlog_under is None and self.weak_demand is None:
            raise ValueError("nothing calls for it; give backlog_under, weak_demand, or both")
        return self


class RampDownBlock(Strict):
    """The steps of a ramp-up taken back when little is owed for a while, or demand is weak."""

    when: Ease
    """What calls for it."""
    after: Duration = Span(0, 0)
    """Time from the decision until it takes effect; a line at work goes when its job is done."""
    cost: Money = 0.0
    """Money a step."""
    below_start: Count = 0
    """Steps below what there is at the start."""


class DeliveryBlock(Strict):
    """From the shop to the customer."""

    time: Duration = Span(0, 0)
    """How long it takes; fill time includes it."""
    cost: Money = 0.0
    """Money an order."""


class ToSites(Strict):
    """How a site treats the sites it supplies, where they find too little."""

    back_orders: SiteBackOrders | None = None
    """Whether what is missing is owed to them; it is unless given. What is turned away they ask for again."""
    communication: SiteCommunication | None = None
    """Which date they are told; none unless given."""


class Service(Named):
    """How customers and other sites are served; for a whole site, or for one of its items."""

    allocation: AllocationWord | None = None
    """Who in the book is served first; first_come unless given."""
    back_orders: BackOrders | None = None
    """Whether customers who find nothing may wait; they may unless given."""
    communication: Communication | None = None
    """What they are told; nothing unless given."""
    to_sites: Annotated[ToSites | None, OFF] = None
    """How the sites that it supplies are treated; all is owed to them, and nothing told, unless given."""
    delivery: Annotated[DeliveryBlock | None, OFF] = None
    """From the shop to the customer; at once unless given."""


class SourceBlock(Strict):
    """One of several sources."""

    source: Text | None = None
    """The supplier or site, or `outside`, for somebody who is not in the model; the name it stands under unless
    given, so that one source may be reached by two ways."""
    transport: DurationLaw | None = None
    """Time from the source's site; the entry's unless given."""
    lead_time: DurationLaw | None = None
    """From order to receipt; from `outside` only."""
    overtaking: YesNo | None = None
    """Whether a shipment may arrive before an earlier one; the entry's, or the supplier's, unless given."""
    unit_cost: Money = 0.0
    """Price of a unit ordered here, on top of `costs.unit`."""
    order_cost: Money = 0.0
    """Price of an order placed here, on top of `costs.order`."""
    transit_cost: Money = 0.0
    """Price of a unit under way from here, per time unit, on top of `costs.in_transit`."""
    share: Share | None = None
    """Share of the orders, where they are split."""
    disruptions: Disruptions = []
    """Times in which it accepts no orders from here, or in which nothing leaves it for here, moves on this way, or is
    taken in from it; one, or a list."""


class ExpediteBlock(Strict):
    """What is owed beyond a level is ordered by a faster way."""

    source: Text = Field(alias="from")
    """Name under `from` that is used for this alone."""
    backlog_over: Amount
    """Units owed above which the excess is ordered there."""


class StockBlock(Service):
    """One item at one site: exactly one replenishment rule, and where its orders go."""

    source: Text | dict[str, SourceBlock] | None = Field(None, alias="from")
    """A supplier, or a site that stocks the item, or several by name; a manufacturer makes what has none."""
    sourcing: SourcingRule | None = None
    """Which of several sources gets an order."""
    trust: Annotated[TrustBlock | None, OFF] = None
    """What lateness costs a source in orders."""
    expedite: Annotated[ExpediteBlock | None, OFF] = None
    """A faster way for what is owed."""
    inflate: Annotated[InflationBlock | None, OFF] = None
    """How much more than wanted is ordered while the source is short; what is wanted unless given."""
    cancel_after: DurationOrNever = Span(NEVER, "never")
    """Time after which what a source has not shipped of an order is taken back and ordered elsewhere."""
    transport: DurationLaw | None = None
    """Time from the source's site; from a supplier the lead time says it all."""
    overtaking: YesNo = False
    """Whether a transport may arrive before an earlier one."""
    on_hand: Amount | None = None
    """Units at the start; S for base_stock and s_S, r + Q for r_Q, safety for order_up_to unless given."""
    reserve: dict[str, Amount] = {}
    """Units kept from a class of customers: it is served only while more than this is on hand."""
    unit_time: DurationLaw | None = None
    """Time to make one unit, where it is made here."""
    batch_time: DurationLaw | None = None
    """Time of a job, whatever its lot; instead of unit_time."""
    disruptions: Disruptions = []
    """Times in which nothing leaves for here, moves on its way here, or is taken in here; one, or a list."""
    lot: Amount = 1
    """Units a job makes."""
    transfer: TransferWord = "lot"
    """Whether a job's units come out together at its end, or each as it is finished."""
    set_up: DurationLaw | None = None
    """Time to change a line to this item; that of the lines unless given."""
    set_up_after: dict[str, DurationLaw] = {}
    """The same by the item made before, where it differs."""

    @model_validator(mode="after")
    def _one_rule(self) -> StockBlock:
        given = [name for name, _ in self.rules()]
        if len(given) != 1:
            which = " and ".join(given) + " given" if given else "no replenishment rule given"
            raise ValueError(f"{which}; give exactly one of {', '.join(REPLENISHING)}")
        return self

    def rules(self) -> Iterator[tuple[str, Replenishing]]:
        """Yield the replenishment rules given; there is exactly one in a valid scenario."""
        for name in REPLENISHING:
            block = getattr(self, name)
            if block is not None:
                yield name, block


if TYPE_CHECKING:
    Stocked: TypeAlias = StockBlock
else:
    Stocked = create_model(
        "Stocked",
        __base__=StockBlock,
        __doc__=StockBlock.__doc__,
        **{
            name: (model | None, Field(None, description=model.__doc__))
            for name, model in REPLENISHING.items()
        },
    )


class ReputationBlock(Strict):
    """What is said of a shop: the smoothed share of units served at once or by the first date told."""

    memory: Amount = 200
    """Units after which what was said before counts 37 % (assumed)."""
    start: Share = 0.9
    """Reputation until time 0 (assumed)."""


class SiteBlock(Service):
    """A place that holds stock and may sell and supply."""

    stock: dict[str, Stocked] = {}
    """By item."""
    reputation: Annotated[ReputationBlock | None, OFF] = None
    """What is said of it; not followed unless given."""
    disruptions: Disruptions = []
    """Times in which it places no orders, sends nothing to other sites or takes nothing in, and losses of stock; one,
    or a list."""


class ManufacturerBlock(SiteBlock):
    """A site that makes items."""

    lines: LinesBlock | None = None
    """What its items are made on."""
    ramp_up: Annotated[RampUpBlock | None, OFF] = None
    """More lines, or faster ones, when the backlog persists or demand is strong."""
    ramp_down: Annotated[RampDownBlock | None, OFF] = None
    """The steps taken back when little is owed for a while, or demand is weak."""
