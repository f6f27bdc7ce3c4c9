"""Lanes and goods under way."""

from __future__ import annotations


class LaneRow:
    """The way from one source to one stock point."""

    kind: int
    source: int
    to: int
    transit: int
    mean_transit: int
    residual_first: int
    overtaking: int
    shipments: int
    """Shipments so far, which numbers them."""
    last_arrival: int
    head: int
    tail: int
    """Of what is under way."""
    held_head: int
    held_tail: int
    """Of what is at the shipper's door."""
    door_head: int
    door_tail: int
    """Of what is at the receiver's door."""
    refusing: int
    """Disruptions that now let no order be placed."""
    stopped: int
    """Disruptions that now let nothing leave."""
    frozen: int
    """Disruptions that now let nothing move on."""
    shut: int
    """Disruptions that now let nothing in."""
    stands_at: int
    """What its clock shows while it is frozen."""
    owed: int
    """Quanta that a site owes by it."""
    tree: int
    """Node at the top of the tree of those orders, where the site's book is summed."""
    turned_away: int
    """1 where who ordered by it is to ask its source again as goods come there."""
    next_away: int
    """Next of the lanes by which the same source turned somebody away."""
    in_transit: int
    """Quanta off the giver's shelf, or shipped by a supplier, and not received."""
    counted_to: int
    """Tick up to which they are counted."""
    pegged: int
    """Units not shipped by it that come before the one that is looked for; see `pegging`."""
    upto: int
    """Which of its units is looked at."""
    there: int
    """Ticks until that is there, or until an order would be."""
    sees: int
    """How far up that is looked for."""
    further: int
    """Which unit its source gives then, 0 where that need not be asked."""
    sourcing: int
    """NO_ROW unless it is one of several to the same stock point."""
    dated: int
    """1 where its orders have due dates, kept one by one."""
    share: float
    dearer_than: int
    on_order: int
    given: int
    """Units ordered by it so far."""
    placed: int
    """Orders so far, which numbers them."""
    oldest: int
    newest: int
    """Open orders, where due dates are kept."""
    overdue: int
    trust: float
    away: int
    """1 while orders are diverted from it."""
    carry: float


class SourcingRow:
    """What decides among the lanes of a stock point with several."""

    rule: int
    rule_first: int
    first: int
    """1 where the rule chooses the source written first whatever happens."""
    copies: int
    """1 where an order stands at every source until one has brought it."""
    estimates: int
    """1 where the rule asks for expected lead times."""
    fast: int
    """The lane for what is expedited, NO_ROW where nothing is."""
    backlog_over: int
    trusts: int
    trust_first: int
    grace: int
    cancel_after: int


class PurchaseRow:
    """An open order by a lane where due dates are kept."""

    lane: int
    number: int
    left: int
    unshipped: int
    due: int
    late: int
    put_off: int
    """1 where it would have been taken back, had there been a way to order elsewhere."""
    next: int
    prev: int


class ShipmentRow:
    """Goods on a lane, or at one of its doors; ticks are by the lane's clock."""

    lane: int
    number: int
    quantity: int
    ordered: int
    """Tick at which the goods were ordered."""
    dispatched: int
    arrival: int
    """NEVER at the receiver's door."""
    next: int
    prev: int
