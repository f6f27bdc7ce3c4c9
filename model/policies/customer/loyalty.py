"""Whether this purchase was the last: churn by felt harm, on top of the natural drop-out.

h = sum of coefficient x what happened; g = max(0, h + m) with m the memory; P(last) = 1 - (1 - p0) exp(-g); then
m <- (m + h) exp(-time / fade). With all coefficients 0 the population is BG/NBD (Fader, Hardie & Lee 2005).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from ..units import NEVER, Duration, Number
from ..views import Experience


class Settings(NamedTuple):
    """Harm done by each thing that can happen; negative is good. A harm of .02 is a 2 % chance more to be gone."""

    at_once: Number = 0.0
    """Harm of being served at once (assumed 0)."""
    delayed: Number = 0.0
    """Harm of any wait that ends in receipt, up to `long` (Bhan & Anderson 2023 measure orders, not churn)."""
    long_delayed: Number = 0.0
    """Harm instead of `delayed` where the wait was longer than `long` (Bhan & Anderson 2023: over ten days)."""
    long: Duration = NEVER
    """Wait beyond which a delay counts as long."""
    kept: Number = 0.0
    """Harm, on top of the delay's, of a promise kept; negative rewards it (assumed)."""
    broken: Number = 0.0
    """Harm, on top of the delay's, of a promise broken, however little (assumed)."""
    late: Number = 0.0
    """Further harm of lateness, reached by degrees: late x (1 - exp(-lateness / late_scale)) (assumed)."""
    late_scale: Duration = 86_400_000
    """Lateness at which 63 % of `late` is felt."""
    very_late: Number = 0.0
    """Further harm where the lateness passed `very_late_after`, a step on top of the others (assumed)."""
    very_late_after: Duration = NEVER
    """Lateness beyond which a broken promise counts as very late."""
    untold: Number = 0.0
    """Harm, on top of the delay's, of a wait with nothing told (assumed)."""
    substituted: Number = 0.0
    """Harm of taking a substitute (assumed)."""
    not_offered: Number = 0.0
    """Harm of being turned away (assumed)."""
    refused: Number = 0.0
    """Harm of refusing the wait told or believed (assumed)."""
    reneged: Number = 0.0
    """Harm of having waited in vain and left (assumed)."""
    cancelled: Number = 0.0
    """Harm of a back-order cancelled by the shop (assumed)."""
    compensated: Number = 0.0
    """Harm of each payment for having been kept waiting; negative soothes (assumed)."""
    fade: Duration = 0
    """Time in which memory fades to 37 %; 0 remembers nothing."""


TIMES = ("long", "late_scale", "very_late_after", "fade")
"""Settings that are no harms."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    found = [
        (name, f"{given} must be between -1000 and 1000; .02 is a 2 % chance more to be gone")
        for name, given in settings._asdict().items()
        if name not in TIMES and not -1000 <= given <= 1000
    ]
    if settings.late_scale <= 0:
        found.append(("late_scale", f"{settings.late_scale} must be above 0"))
    for name in ("long", "very_late_after", "fade"):
        given: int = getattr(settings, name)
        if given < 0:
            found.append((name, f"{given} is below 0; give a time"))
    return found


def harm(felt: Experience, settings: Settings) -> float:
    """Return the harm h of one experience."""
    h = settings.at_once * felt.at_once + settings.substituted * felt.substituted
    h += settings.not_offered * felt.not_offered + settings.refused * felt.refused
    h += settings.reneged * felt.reneged + settings.cancelled * felt.cancelled
    h += settings.compensated * felt.compensated
    if felt.kept + felt.broken + felt.untold > 0:
        h += settings.long_delayed if felt.wait > settings.long else settings.delayed
        h += settings.kept * felt.kept + settings.broken * felt.broken + settings.untold * felt.untold
        if felt.late > 0:
            h += settings.late * (1.0 - math.exp(-felt.late / settings.late_scale))
            h += settings.very_late if felt.late > settings.very_late_after else 0.0
    return h


def last_purchase(natural: float, h: float, memory: float) -> float:
    """Return P(this was the last purchase) from the natural drop-out p0, the harm and the memory."""
    g = h + memory
    if g < 0.0:
        g = 0.0
    return 1.0 - (1.0 - natural) * math.exp(-g)


def faded(memory: float, elapsed: int, settings: Settings) -> float:
    """Return what is left of a memory after a time."""
    if settings.fade <= 0:
        return 0.0
    return memory * math.exp(-elapsed / settings.fade)
