"""How a stock point treats customers who find it empty: its own blocks first, then its site's, then the defaults."""

from __future__ import annotations

from typing import TypeVar

from ...policies.own import OWN
from ...policies.registry import Choice, choose
from ...policies.units import NEVER
from ..document import Path
from ..schema.chain import DeliveryBlock, SiteBlock
from ..schema.rules import Offering, OwnFields, Promising
from ..world import NO_COMPENSATION, Firm, Item, Production, Shop, ToSites
from .choices import chosen, given_in, only
from .draft import Draft
from .own_rules import OWN_FIELDS, own_choice
from .points import Point

Block = TypeVar("Block")


def build_shop(
    draft: Draft, site: SiteBlock, point: Point, item: Item, production: Production | None, *, sells: bool
) -> Shop:
    """Return the shop of a stock point; what only matters where customers buy is judged only there."""
    stock, path = point.block, point.path
    offering, offer_path = _own(stock.back_orders, site.back_orders, path, "back_orders")
    promising, promise_path = _own(stock.communication, site.communication, path, "communication")
    delivery, delivery_path = _own(stock.delivery, site.delivery, path, "delivery")
    updates, every = _updates(draft, promising, promise_path, item)
    firm = Firm[(promising.firm if promising else "receipt").upper().replace("-", "_")]
    if firm is Firm.WORK_BEGINS and production is None and sells:
        draft.fault(
            (*promise_path, "firm"),
            f"work-begins: {item.name} is not made here, so no work begins; use receipt or shipped",
        )
    _fill(draft, offering, offer_path, {"offer": "open", "window": "never", "partial": True, "discount": 0.0})
    if sells:
        _judge_offer(draft, offering, offer_path, item)
    _fill(draft, promising, promise_path, {"promise": "none", "firm": "receipt", "updates": "none"})
    _fill(draft, promising, promise_path, {"lateness_weight": 0.1})
    _fill(draft, delivery, delivery_path, {"time": 0, "cost": 0.0})
    promise = _promise(draft, promising, promise_path, item, production)
    if sells and promise.rule == "none" and updates.rule == "moved":
        draft.notes.append(
            f"{'.'.join((*promise_path, 'updates'))}: no date is told, so none moves, and nobody is written to; give a "
            "promise, or `every` instead of `moved_by`"
        )
    return Shop(
        offer=_offer(draft, offering, offer_path, item),
        promise=promise,
        updates=updates,
        update_every=every,
        firm=firm,
        window=int(offering.window) if offering else NEVER,
        partial=offering.partial if offering else True,
        delivery=delivery_ticks(delivery),
        substitute_every=_substitute_every(draft, offering, offer_path),
        compensation=_compensation(draft, promising, promise_path, item),
        lateness_weight=0.1 if promising is None else promising.lateness_weight,
        discounted=offering is not None and offering.discount > 0,
    )


def build_to_sites(
    draft: Draft, site: SiteBlock, point: Point, item: Item, production: Production | None, *, supplies: bool
) -> ToSites | None:
    """Return how a stock point treats the sites it supplies; None where it says nothing of it, or supplies none."""
    block, path = _own(point.block.to_sites, site.to_sites, point.path, "to_sites")
    if block is None or not supplies:
        if point.block.to_sites is not None:
            draft.fault((*point.path, "to_sites"), f"no site orders {item.name} here; remove it")
        return None
    offering, promising = block.back_orders, block.communication
    if offering is None and promising is None:
        draft.fault(path, "nothing is said; give back_orders or communication, or remove it")
    at = (*path, "back_orders")
    offer = choose("offer", "open")
    if offering is not None:
        offer = chosen(draft, "offer", offering.offer, offering, at, item)
    promise = choose("promise", "none")
    if promising is not None:
        promise = chosen(draft, "promise", promising.promise, promising, (*path, "communication"), item)
        promise = _nominal(draft, promise, production, (*path, "communication"))
    return ToSites(offer, promise)


def delivery_ticks(delivery: DeliveryBlock | None) -> int:
    """Return the ticks from shop to customer."""
    return 0 if delivery is None else int(delivery.time)


def _own(stock: Block | None, site: Block | None, path: Path, name: str) -> tuple[Block | None, Path]:
    """Return the block that holds here and where it stands."""
    return (stock, (*path, name)) if stock is not None else (site, (*path[:2], name))


def _fill(draft: Draft, block: object, path: Path, defaults: dict[str, object]) -> None:
    if block is None:
        for name, value in defaults.items():
            draft.fill((*path, name), value)


def _offer(draft: Draft, block: Offering | None, path: Path, item: Item) -> Choice:
    if block is None:
        return choose("offer", "open")
    if isinstance(block, OwnFields):
        return own_choice(draft, "offer", "open", block, path, item, "offer")
    return chosen(draft, "offer", block.offer, block, path, item)


def _judge_offer(draft: Draft, block: Offering | None, path: Path, item: Item) -> None:
    """Note what would have no effect: a discount for nobody or off no price, classes that nobody is in."""
    if block is None:
        return
    if block.discount > 0 and block.offer == "none":
        draft.fault((*path, "discount"), "nobody may wait here; offer back-orders, or remove the discount")
    elif block.discount > 0 and item.price == 0:
        draft.fault((*path, "discount"), f"{item.name} has no price; give it one, or remove the discount")
    if block.offer == "class":
        last = max(segment.klass for segment in draft.root.customers.values())
        up_to: int = getattr(block, "up_to")  # noqa: B009 - a field of the rule's
        if up_to >= last:
            draft.fault(
                (*path, "up_to"),
                f"{up_to}: no customer is of a class below {last}; name a more important class, "
                "give customers a class, or use offer: some",
            )


def _substitute_every(draft: Draft, block: Offering | None, path: Path) -> int:
    at = (*path, "substitute_every")
    if block is None or block.substitute_every is None:
        return 0
    if int(block.substitute_every) < 1:
        draft.fault(at, "0 is no time between offers; give a time, as in 1 week")
    elif not any(segment.substitutes for segment in draft.root.customers.values()):
        draft.fault(at, "no customer takes a substitute; give customers substitutes, or remove this")
    return int(block.substitute_every)


def _promise(
    draft: Draft, block: Promising | None, path: Path, item: Item, production: Production | None
) -> Choice:
    if block is None:
        return choose("promise", "none")
    if isinstance(block, OwnFields):
        return own_choice(draft, "promise", "none", block, path, item, "promise")
    choice = chosen(draft, "promise", block.promise, block, path, item)
    return _nominal(draft, choice, production, path)


def _nominal(draft: Draft, choice: Choice, production: Production | None, path: Path) -> Choice:
    """Give a promise by the place in the line the nominal rate, where it has neither a rate nor recent receipts."""
    settings = choice.settings
    if choice.rule == "position" and production is not None and settings.rate == 0 and settings.over == 0:
        if production.apart:
            draft.fault(
                (*path, "promise"),
                "position: lines are unlimited, so there is no nominal rate; give `rate` or `over`",
            )
        return choice._replace(settings=settings._replace(rate=production.rate))
    return choice


def _compensation(draft: Draft, block: Promising | None, path: Path, item: Item) -> Choice:
    at = (*path, "compensation")
    if block is None or block.compensation is None:
        draft.fill(at, "none")
        return NO_COMPENSATION
    given = block.compensation
    if given.when != "none" and block.promise == "none":
        draft.fault(at, "nobody is told a date, so none is missed; name a promise, or remove it")
    choice = chosen(draft, "compensation", given.when, given, at, item)
    if choice.traits.messages and block.updates is None:
        draft.fault(at, f"{given.when}: nobody is written to; give updates, or pay when: broken")
    return choice


def _updates(draft: Draft, block: Promising | None, path: Path, item: Item) -> tuple[Choice, int]:
    if block is None or block.updates is None:
        draft.fill((*path, "updates"), "none")
        return choose("updates", "none"), 0
    at = (*path, "updates")
    given = given_in(block.updates, "every")
    own = bool(given & OWN_FIELDS)
    found = [OWN] if own and given <= OWN_FIELDS else only("updates", given)
    if len(found) != 1:
        draft.fault(at, f"{', '.join(sorted(given))} do not go together; give one of them")
        return choose("updates", "none"), 0
    every = draft.time.day if block.updates.every is None else int(block.updates.every)
    draft.fill((*at, "every"), draft.time.text(draft.time.day))
    if every < 1:
        draft.fault((*at, "every"), "0 is no time between messages; give a time, as in 1 day")
    if own:
        return own_choice(draft, "updates", "none", block.updates, at, item), every
    return chosen(draft, "updates", found[0], block.updates, at, item), every
