"""What chance will do: a frozen table of streams, and numbers that are pure functions of their address."""

from .path import SamplePath, StreamLike, draw, fingerprint
from .residual import mean_residual
from .transforms import Row, residual_at, ticks, value

__all__ = [
    "Row",
    "SamplePath",
    "StreamLike",
    "draw",
    "fingerprint",
    "mean_residual",
    "residual_at",
    "ticks",
    "value",
]
