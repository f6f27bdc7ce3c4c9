"""What a customer who is there may still ask for: expected requests, discounted, until it drops out by itself."""

from __future__ import annotations

THOUSAND = 1000
"""Requests to come are counted in thousandths."""


def requests_to_come(rate: float, natural: float, discount: float) -> int:
    """Return thousandths of requests still to come from a customer with this rate, both per tick; 0 undiscounted.

    The k-th is worth (rate / (rate + discount))^k and is made with probability (1 - natural)^(k - 1): together
    rate / (discount + natural rate). Loss to service is left out.
    """
    if discount <= 0.0:
        return 0
    return int(THOUSAND * rate / (discount + natural * rate) + 0.5)
