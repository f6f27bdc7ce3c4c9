"""Back-orders only where the shop itself expects to deliver soon enough: its estimate of the wait is within a limit."""

from __future__ import annotations

from typing import NamedTuple

from ..traits import Traits
from ..units import Duration
from ..views import OfferView

TRAITS = Traits(estimate=True)


class Settings(NamedTuple):
    """The limit."""

    wait: Duration
    """Longest wait, request to receipt, that the shop offers by its own estimate."""


def faults(settings: Settings) -> list[tuple[str, str]]:
    """Name what cannot be."""
    return (
        [] if settings.wait >= 0 else [("wait", f"{settings.wait} is below 0; use offer: none to refuse all")]
    )


def decide(view: OfferView, settings: Settings) -> bool:
    """Accept when the estimate is within the limit."""
    return view.estimate <= settings.wait
