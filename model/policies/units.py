"""Kinds of setting: how a number written in a scenario becomes a number a rule may use."""

from __future__ import annotations

from typing import Annotated

Duration = Annotated[int, "duration"]
"""Ticks; written as `3 weeks` or as a bare number of the scenario's time unit."""
Quantity = Annotated[int, "quantity"]
"""Quanta of the item; written as a number of units."""
Rate = Annotated[float, "rate"]
"""Units per tick; written as `3 per week`."""
Share = Annotated[float, "share"]
"""A number from 0 to 1; written as such or as `20 %`."""
Number = Annotated[float, "number"]
"""A plain number without a unit."""

NOTHING = -1
"""What a rule returns where there is nothing to say; only for numbers that are never negative."""
NEVER = 1 << 60
"""A tick no run reaches."""
LONG_AGO = -NEVER
"""A tick before every run."""
NO_LIMIT = 1 << 60
"""A quantity nobody owes."""
UNLIMITED = 1 << 60
"""A number that is never used up."""
