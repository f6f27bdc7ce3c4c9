"""What engines must know of a rule besides its answer: declared in its file, kept by the registry."""

from __future__ import annotations

from typing import NamedTuple


class Traits(NamedTuple):
    """Marks of a rule file. A text is the name of the setting that says how much; empty where there is none."""

    estimate: bool = False
    """It asks for the shop's own estimate of the wait, which is costly to make."""
    number: bool = False
    """It asks for the number from 0 to 1 that the request carries."""
    messages: bool = False
    """It looks at the messages to those who wait, and is idle without any."""
    looks: str = ""
    """Setting that says how far up the chain the estimate looks."""
    exact: bool = False
    """The estimate is made from all that chance has decided."""
    waits: str = ""
    """Setting that says how many realised waits are kept for it."""
    quantile: str = ""
    """Setting, a share, that says which quantile of them."""
    receipts: str = ""
    """Setting that says how many receipts its rate is made of; 0 for all so far."""
    periods: str = ""
    """Setting that says of how many review periods the demand is kept for it."""
    forecast: bool = False
    """It reads the forecast, which must then be made."""
    surplus: bool = False
    """Its answer is below 0 where too much is on order, so that open orders may be withdrawn."""
    ranks: bool = False
    """Its rank belongs to the order, and not to its class alone."""
    due: bool = False
    """It asks when the goods are to leave, by promise or by the shop's own estimate."""
    portions: bool = False
    """Each source has a share of the orders, which must then be given."""
    first: bool = False
    """It chooses the source written first whatever happens; others are for what is diverted or taken back."""
    copies: bool = False
    """An order stands at every source that has not shipped it, until one has brought it."""
    dates: bool = False
    """It asks whether orders are past their due dates, which must then be kept."""
    shares: bool = False
    """What is there is divided between the claimants before the book is served."""
    alike: bool = False
    """Its answer is the same whatever it is shown, so that it need not be asked each time."""


PLAIN = Traits()
"""A rule of which nothing need be known."""
