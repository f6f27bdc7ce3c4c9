"""What a share of the stock is in whole quanta."""

from __future__ import annotations

import math


def destroyed(on_hand: int, share: float) -> int:
    """Return the quanta that go when a share of the stock is destroyed: rounded to the nearest, half upwards."""
    return min(math.floor(on_hand * share + 0.5), on_hand)
