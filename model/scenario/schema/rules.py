"""The policies a scenario may choose, derived from the registry of rules: a new rule file is a new alternative here.

A back-order offer and a promise name their rule and stand beside its settings; a replenishment rule is a name over its
settings; a forecast and the updates are the rule whose settings are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeAlias, Union, cast

from pydantic import BeforeValidator, Field, create_model, model_validator

from ...policies.customer import inquiries, loyalty, patience, reputation
from ...policies.own import ANSWERS, OWN
from ...policies.registry import Rule, rules
from ...policies.supply import inflation, trust
from ...policies.units import NEVER
from .fields import (
    OFF,
    Amount,
    Duration,
    DurationOrNever,
    PerTime,
    Rate,
    Share,
    Span,
    Strict,
    Text,
    YesNo,
    word,
)
from .settings import settings_fields, tag

BeforeOrAfter: TypeAlias = Annotated[str, *word("before-requests", "after-requests")]
SeesWord: TypeAlias = Annotated[str, *word("sales", "accepted", "requests")]
WithdrawWord: TypeAlias = Annotated[str, *word("none", "not-begun", "any")]
FirmWord: TypeAlias = Annotated[str, *word("receipt", "shipped", "work-begins")]


def _of_all(decision: str) -> dict[str, Any]:
    """The settings of all rules of a decision in one table, each absent until given."""
    found: dict[str, Any] = {}
    for rule in rules(decision).values():
        found |= settings_fields(rule.module, optional=True)
    return found


def _text_of(rule: Rule) -> str:
    return (rule.module.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")


class OwnFields(Strict):
    """A user's own rule: a Python file beside the scenario, run only where `--allow-plugins` is given."""

    file: Text | None = None
    """The file, inside the scenario's folder."""
    settings: dict[str, Any] | None = None
    """Its settings, by the names in the file."""
    sha256: Text | None = None
    """Hash that the file must have, any unless given."""


class ForecastBlock(OwnFields):
    """A forecast of demand, reckoned anew at each review; the rule is the one whose settings are given, or a file."""

    initial: Rate = PerTime(0.0, 0)
    """Demand expected until the first whole period has been seen, units per time."""


class UpdateBlock(OwnFields):
    """Messages to customers who wait; the rule is the one whose settings are given, or a file, else one each time."""

    every: Duration | None = None
    """Time between occasions to speak, from acceptance on; a day unless given."""


if TYPE_CHECKING:
    Forecast: TypeAlias = ForecastBlock
    Updates: TypeAlias = UpdateBlock
else:
    Forecast = create_model("Forecast", __base__=ForecastBlock, **_of_all("forecast"))
    Updates = create_model("Updates", __base__=UpdateBlock, **_of_all("updates"))


class Replenishing(Strict):
    """When and how much is ordered: a rule's settings, and what every rule may have."""

    every: Duration | None = None
    """Time between reviews; without it the position is watched continuously."""
    first: Duration | None = None
    """First review, counted from the start of the run; at the start itself unless given."""
    review: BeforeOrAfter = "before-requests"
    """Whether a review comes before or after the requests of its instant."""
    forecast: Forecast | None = None
    """Forecast of demand that an order-up-to level follows."""
    sees: SeesWord = "accepted"
    """Which demand the forecast is made from: what left the shelf, what was accepted, or all that was asked for."""
    minimum: Amount = 0
    """Smallest order: a smaller need is raised to it."""
    multiple: Amount | None = None
    """Orders are rounded up to a multiple of it."""
    withdraw: WithdrawWord = "none"
    """What becomes of the newest open order when a customer leaves: kept, reduced as far as it has not been shipped
    or begun, or reduced even on its way (from suppliers only)."""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, given: Any) -> Any:
        bare = cls.shorthand and not isinstance(given, (dict, Replenishing)) and given is not None
        return cast("Any", {cls.shorthand: given} if bare else given)


class Compensating(Strict):
    """What is paid to those who are kept waiting beyond the date."""

    when: str


class Dispatching(Strict):
    """Which of the released jobs a free line takes."""

    dispatch: str


class Offering(Strict):
    """Whether customers who find nothing may wait."""

    shorthand: ClassVar[str] = "offer"

    offer: str
    window: DurationOrNever = Span(NEVER, "never")
    """Time after the request at which the shop cancels what it still owes."""
    partial: YesNo = True
    """Whether an order is served in parts; else all or nothing."""
    substitute_every: Duration | None = None
    """Time between looks whether what a waiting customer would take instead is there; never unless given."""
    discount: Share = 0.0
    """Part of the price let off those who wait."""


class Choosing(Strict):
    """Which of several sources gets an order."""

    shorthand: ClassVar[str] = "rule"

    rule: str


def _tagged(decision: str, key: str, base: type[Strict], default: str, *, to_sites: bool = False) -> Any:
    """The union of a decision's rules, told apart by the word under `key`; a bare word is a rule without settings.

    `to_sites` leaves out the rules that draw a number for each customer, and files of one's own.
    """
    models = [
        create_model(
            f"{'site_' if to_sites else ''}{decision}_{name}",
            __base__=base,
            __doc__=_text_of(rule),
            **{key: (tag(name), Field(default=name, description=_text_of(rule)))},
            **settings_fields(rule.module),
        )
        for name, rule in rules(decision).items()
        if not (to_sites and rule.traits.number)
    ]

    if decision in ANSWERS and not to_sites:
        word_of_own: dict[str, Any] = {
            key: (tag(OWN), Field(default=OWN, description="A file of one's own."))
        }
        bases = cast("Any", (OwnFields, base))
        own = create_model(f"{decision}_{OWN}", __base__=bases, __doc__=OwnFields.__doc__, **word_of_own)
        models.append(cast("type[Strict]", own))

    def complete(given: Any) -> Any:
        if isinstance(given, str):
            given = {key: given}
        named = cast("dict[str, Any]", given).get(key) if isinstance(given, dict) else None
        if isinstance(named, str) and named.endswith(".py"):
            return {"file": named, **cast("dict[str, Any]", given), key: OWN}
        return {key: default, **cast("dict[str, Any]", given)} if isinstance(given, dict) else given

    union: Any = Union[tuple(models)]  # noqa: UP007 -- built from a list
    return Annotated[Annotated[union, Field(discriminator=key)], BeforeValidator(complete)]


if TYPE_CHECKING:
    Compensation: TypeAlias = Compensating
else:
    Compensation = _tagged("compensation", "when", Compensating, "broken")


class Promising(Strict):
    """What customers are told about the wait."""

    shorthand: ClassVar[str] = "promise"

    promise: str
    updates: Annotated[Updates | None, OFF] = None
    """Messages while waiting."""
    firm: FirmWord = "receipt"
    """From when an order can no longer be left; dates told refer to it."""
    compensation: Annotated[Compensation | None, OFF] = None
    """What is paid to those who are kept waiting beyond the date; nothing unless given."""
    lateness_weight: Share = 0.1
    """How much each dated order handed over counts in what customers know of this shop's lateness (assumed)."""


def _replenishing(rule: Rule) -> type[Replenishing]:
    made = create_model(
        rule.name, __base__=Replenishing, __doc__=_text_of(rule), **settings_fields(rule.module)
    )
    made.shorthand = cast("tuple[str, ...]", rule.settings._fields)[0]
    return made


class OwnReplenishing(OwnFields, Replenishing):
    """A user's own rule: a Python file beside the scenario, run only where `--allow-plugins` is given."""

    shorthand: ClassVar[str] = "file"


def _all_replenishing() -> dict[str, type[Replenishing]]:
    made: dict[str, type[Replenishing]] = {}
    for name, rule in rules("replenishment").items():
        made[name] = _replenishing(rule)
    return {**made, OWN: OwnReplenishing}


REPLENISHING = _all_replenishing()
"""Model by rule; a stock entry has a field for each."""


if TYPE_CHECKING:
    BackOrders: TypeAlias = Offering
    Communication: TypeAlias = Promising
    Dispatch: TypeAlias = Dispatching
    SourcingRule: TypeAlias = Choosing
    TrustBlock: TypeAlias = Strict
    InflationBlock: TypeAlias = Strict
else:
    Dispatch = _tagged("dispatch", "dispatch", Dispatching, "first_come")
    BackOrders = _tagged("offer", "offer", Offering, "open")
    Communication = _tagged("promise", "promise", Promising, "none")
    SourcingRule = _tagged("sourcing", "rule", Choosing, "single")
    TrustBlock = create_model(
        "TrustBlock",
        __base__=Strict,
        __doc__="Trust in a source, lost by lateness: with it go orders.",
        **settings_fields(trust),
    )
    InflationBlock = create_model(
        "InflationBlock",
        __base__=Strict,
        __doc__="Ordering more than is wanted while the source is short.",
        **settings_fields(inflation),
    )


class SiteOffering(Strict):
    """Whether what is not there is taken as owed to a site that orders it, or turned away."""

    shorthand: ClassVar[str] = "offer"

    offer: str


class SitePromising(Strict):
    """What sites are told about the wait, until the goods leave."""

    shorthand: ClassVar[str] = "promise"

    promise: str


if TYPE_CHECKING:
    SiteBackOrders: TypeAlias = SiteOffering
    SiteCommunication: TypeAlias = SitePromising
else:
    SiteBackOrders = _tagged("offer", "offer", SiteOffering, "open", to_sites=True)
    SiteCommunication = _tagged("promise", "promise", SitePromising, "none", to_sites=True)

ALLOCATIONS = tuple(rules("allocation"))
AllocationWord: TypeAlias = Annotated[str, *word(*ALLOCATIONS)]
PATIENCE: dict[str, Any] = settings_fields(patience)
LOYALTY: dict[str, Any] = settings_fields(loyalty, optional=True)
INQUIRIES: dict[str, Any] = settings_fields(inquiries)
JOINS: dict[str, Any] = settings_fields(reputation, optional=True)
