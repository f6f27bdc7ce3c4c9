"""Who asks, how often, how long they wait, and whether they come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import Field, create_model

from .chain import Named
from .chance import Budget, DurationLaw, QuantityLaw, RateLaw, ShareLaw
from .fields import (
    OFF,
    Amount,
    Count,
    Duration,
    Instant,
    Moment,
    Money,
    Number,
    Positive,
    Rate,
    Share,
    Span,
    Strict,
    Text,
    YesNo,
    word,
)
from .rules import INQUIRIES, JOINS, LOYALTY, PATIENCE

ShapeWord: TypeAlias = Annotated[str, *word("linear", "exponential")]
BehaviourWord: TypeAlias = Annotated[str, *word("gruen-2002", "cui-2024")]
PresetWord: TypeAlias = Annotated[str, *word("none", "bhan-anderson-2023")]


class Launch(Strict):
    """A burst of demand at time 0 that dies away."""

    peak: Number
    """Demand at time 0 relative to its level; before it the level holds."""
    decay: Duration
    """Time in which the excess falls to 37 %."""


class Season(Strict):
    """Demand over a cycle, normalised to mean 1."""

    factors: list[Amount]
    """One for each equal part of the cycle."""
    cycle: Duration | None = None
    """Length of the cycle; a year unless given."""


class Trend(Strict):
    """Growth, or decline, of demand from time 0 on."""

    growth: Number
    """Growth over one `per`, as in 0.2 for a fifth more; below 0 demand declines."""
    per: Duration
    """The time that `growth` is for."""
    shape: ShapeWord = "linear"
    """Along a line, which ends at no demand, or by the same share each time."""
    ceiling: Number | None = None
    """Greatest factor that the trend may reach; what it reaches at the horizon unless given. Trends with the same
    ceiling thin the same candidates."""


class Promotion(Strict):
    """A time in which demand is a multiple of what it would be."""

    starts: Instant = Field(Span(0, 0), alias="from")
    """When it first begins, measured from 0; or a date, where there is a time.start."""
    lasts: Duration = Field(alias="for")
    """How long it lasts."""
    every: Duration | None = None
    """Time from one beginning to the next; once unless given."""
    factor: Amount
    """Demand relative to what it would be; below 1 for the slack after a promotion, or a closed shop."""


class Requests(Strict):
    """When requests come: a rate, or gaps between them."""

    rate: RateLaw | None = None
    """Requests per time: of all together, or, where customers are counted, of each."""
    every: DurationLaw | None = None
    """Gap between requests, a fixed one or a law."""
    first: Moment | None = None
    """First request, measured from the end of the warm-up, or a date; one gap after the start unless given."""
    limit: Count | None = None
    """Number of requests after which they end."""
    until: Moment | None = None
    """Time, or date, after which none comes."""
    season: Annotated[list[Amount] | Season | None, OFF] = None
    """Factors for the parts of a year, or factors and cycle."""
    launch: Annotated[Launch | None, OFF] = None
    """A burst at time 0."""
    trend: Annotated[Trend | None, OFF] = None
    """Growth from time 0 on."""
    promotions: list[Promotion] = []
    """Times of higher or lower demand; those that overlap multiply."""


class HistoryBlock(Strict):
    """A recorded demand: a CSV file with the columns time, quantity and perhaps customer and item."""

    file: Text
    """Path inside the scenario's folder. Times are numbers, or dates with or without a time of day."""
    starts: Moment | None = None
    """Measured time of the record's time 0; 0 unless given, -12 weeks where it begins with a warm-up of 12 weeks. A
    record of dates needs time.start instead."""
    period: Duration | None = None
    """Length of the record's periods, over which each row is spread; a day unless given."""


class Learned(Strict):
    """A belief learned from one's own waits, of requests from time 0 on."""

    start: Duration = Span(0, 0)
    """Wait expected at first."""
    weight: Share
    """How much each wait of one's own counts."""


class LearnedBelief(Strict):
    """A belief that follows experience."""

    learned: Learned
    """How it is learned."""


class LoyaltyBlock(Strict):
    """Whether a purchase was the last; without any field, customers stay for ever."""

    preset: PresetWord = "none"
    """Published coefficients; a coefficient given beside it takes its place."""
    over_ten_days: Share | None = None
    """Share of delays over ten days, from which bhan-anderson-2023 works out the harm of shorter ones; 0.3 unless given
    (assumed)."""
    natural: ShareLaw | None = None
    """Probability that a served customer never comes back anyway: a share, or a beta law over customers."""
    win_back: DurationLaw | None = None
    """Time after which a customer who left because of service comes back, with nothing remembered; never unless
    given."""


class BehaviourBlock(Strict):
    """What customers do who find nothing, from a published study; what is given beside it takes its place."""

    preset: BehaviourWord
    """gruen-2002 (Gruen, Corsten & Bharadwaj: shoppers before an empty shelf) sets substitutes, tolerance, belief and
    elsewhere; cui-2024 (Cui, Lu, Sun & Golden: promised delivery) sets tolerance."""
    other_brand: Text | None = None
    """Item that 26 % take instead, for gruen-2002; none unless given."""
    same_brand: Text | None = None
    """Item that 19 % take instead, for gruen-2002; none unless given."""
    around: Duration | None = None
    """Wait that most are told, in whole days, for cui-2024."""


class PatienceBlock(Strict):
    """How patience runs out: a budget drained at a speed that depends on what the customer knows."""

    budget: Budget | None = None
    """Patience at the start: `same` draw as the tolerance (the default where that is given), `never`, or a law."""


class TakesBlock(Strict):
    """What a share of customers takes instead."""

    share: Share
    """Share of customers."""
    keeps_order: YesNo = False
    """Whether they take it to bridge the wait, and go on to wait for what they wanted."""


class InquiryBlock(Strict):
    """How often those who wait ask where their goods are."""


class JoinsBlock(Strict):
    """Customers who join, more or fewer by what is said of the shop they would choose."""

    rate: Rate
    """Customers who join, per time, where the reputation is the reference."""


if TYPE_CHECKING:
    Inquiries: TypeAlias = InquiryBlock
    Joins: TypeAlias = JoinsBlock
    Loyalty: TypeAlias = LoyaltyBlock
    Patience: TypeAlias = PatienceBlock
else:
    Inquiries = create_model("Inquiries", __base__=InquiryBlock, __doc__=InquiryBlock.__doc__, **INQUIRIES)
    Joins = create_model("Joins", __base__=JoinsBlock, __doc__=JoinsBlock.__doc__, **JOINS)
    Loyalty = create_model("Loyalty", __base__=LoyaltyBlock, __doc__=LoyaltyBlock.__doc__, **LOYALTY)
    Patience = create_model("Patience", __base__=PatienceBlock, __doc__=PatienceBlock.__doc__, **PATIENCE)


class SegmentBlock(Named):
    """Customers alike in law, if not in luck."""

    klass: Positive = Field(1, alias="class")
    """Priority class from 1, the most important."""
    value: Money | None = None
    """What an order is worth where goods are allocated by customer-value; its price unless given."""
    shop: Text | dict[str, Share]
    """The shop, or the share of each; an identified customer keeps to one."""
    buys: Text | dict[str, Share] | None = None
    """The item, or the share of each."""
    quantity: QuantityLaw | None = None
    """Units a request; 1 unless given."""
    count: Positive | None = None
    """Identified customers at the start; without it every request is a new customer."""
    joins: Annotated[Joins | Rate | None, OFF] = None
    """Customers who join, per time; or their rate and how it follows the shop's reputation."""
    requests: Requests | None = None
    """When they ask."""
    history: HistoryBlock | None = None
    """Recorded demand instead of requests."""
    tolerance: DurationLaw | None = None
    """Longest wait accepted when asked; any unless given."""
    doubt: Number = 0.0
    """How far a date told is stretched by how late the shop has been: 0 takes it at its word, 1 adds the shop's mean
    lateness (assumed)."""
    inquiries: Annotated[Inquiries | None, OFF] = None
    """How often those who wait ask where their goods are; never unless given."""
    tolerance_if_discounted: Number = 1.0
    """Factor on the tolerance where the shop gives a discount for waiting (assumed)."""
    belief: LearnedBelief | Duration | None = None
    """Wait expected where nothing is told; 0 unless given."""
    patience: Patience | None = None
    """How waiting is borne."""
    substitutes: dict[str, dict[str, Share | TakesBlock]] = {}
    """By item asked for: share of customers who take another, as item, item@shop or item@other."""
    also_orders_at: Annotated[Text | dict[str, Share] | None, OFF] = None
    """Shops at which customers who are made to wait place the same order as well, with the share who do; `other` is
    every other shop of the segment. The first receipt calls off the rest."""
    elsewhere: Share | None = None
    """Share of those lost at the door who buy at a shop outside the model, which is counted and changes nothing; 0
    unless given."""
    behaviour: Annotated[BehaviourBlock | None, OFF] = None
    """What they do who find nothing, from a published study."""
    loyalty: Annotated[Loyalty | None, OFF] = None
    """Whether they come back."""
