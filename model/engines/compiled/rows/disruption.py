"""Disruptions."""

from __future__ import annotations


class DisruptionRow:
    """A disruption: see the reference's `disruption`."""

    effect: int
    target_first: int
    target_count: int
    watch_first: int
    """First of its pairs of a stock point and a weight."""
    watch_count: int
    up_stream: int
    down_stream: int
    window_first: int
    """First of its pairs of ticks."""
    window_count: int
    share: float
    factor: float
    announced: int
    expected: int
    residual_first: int
    down: int
    since: int
    until: int
    times: int
    watching: int
    level: int
    over: int
    reach: int
    felt: int
    """1 where all that its last time did can be felt."""
    back: int
    """1 while no more than the level is owed."""
    back_since: int
