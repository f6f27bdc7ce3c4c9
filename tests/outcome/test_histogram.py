"""Log-spaced histograms: exact counts, waits within 1.6 %."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.outcome.histogram import BUCKETS, bucket, lower, quantile

LONGEST = (1 << 62) - 1
QUICK = settings(max_examples=500, derandomize=True, database=None)
waits = st.integers(0, 61).flatmap(lambda bits: st.integers(0, (2 << bits) - 1))


def counted(sample: list[int]) -> np.ndarray:
    """Return the histogram of a sample."""
    return np.bincount([bucket(wait) for wait in sample], minlength=BUCKETS)


@pytest.mark.parametrize(
    ("wait", "index"),
    [(0, 0), (63, 63), (64, 64), (127, 127), (128, 128), (129, 128), (130, 129), (255, 191), (256, 192)],
)
def test_buckets_are_single_ticks_and_then_64_an_octave(wait: int, index: int) -> None:
    """Up to 127 each tick has its own; from 128 to 255 there are 64 of two ticks, from 256 on 64 of four."""
    assert bucket(wait) == index


@given(wait=waits)
@example(wait=LONGEST)
@QUICK
def test_a_wait_lies_in_its_bucket(wait: int) -> None:
    """At or above the bucket's least wait and below the next one's, in a bucket the table has."""
    assert lower(bucket(wait)) <= wait < lower(bucket(wait) + 1)
    assert 0 <= bucket(wait) < BUCKETS


def test_the_table_ends_with_the_longest_wait() -> None:
    """The last bucket is that of 2^62 - 1 ticks: none is missing and none is idle."""
    assert bucket(LONGEST) == BUCKETS - 1
    assert lower(BUCKETS) == 1 << 62


def test_buckets_follow_one_another() -> None:
    """The least wait of every bucket falls into it, the wait before it into the bucket before: an exact inverse."""
    for index in range(1, BUCKETS):
        assert (bucket(lower(index) - 1), bucket(lower(index))) == (index - 1, index)


def test_no_bucket_is_wider_than_a_64th() -> None:
    """The relative width is at most 1/64, so 1.6 % of the wait."""
    widths = [(lower(k + 1) - lower(k), lower(k)) for k in range(1, BUCKETS)]
    assert all(64 * width <= least for width, least in widths if width > 1)


@given(one=waits, other=waits)
@QUICK
def test_a_longer_wait_is_in_no_lower_bucket(one: int, other: int) -> None:
    """Buckets keep the order of waits."""
    assert bucket(min(one, other)) <= bucket(max(one, other))


@pytest.mark.parametrize("scale", [20.0, 1e4, 1e9])
@pytest.mark.parametrize("share", [0.01, 0.25, 0.5, 0.9, 0.95, 0.999, 1.0])
def test_a_quantile_is_within_a_64th_of_the_true_one(scale: float, share: float) -> None:
    """Against the order statistic of 5,000 lognormal waits in minutes, days and years of milliseconds."""
    drawn = np.random.default_rng(4).lognormal(0.0, 1.5, 5000) * scale
    sample = sorted(int(wait) for wait in drawn)
    exact = sample[max(1, math.ceil(share * len(sample))) - 1]
    assert abs(quantile(counted(sample).tolist(), share) - exact) <= exact / 64


def test_a_quantile_among_short_waits_is_exact() -> None:
    """Below 64 ticks a bucket is one tick: the median of 0, 0, 3, 50 is 0, three quarters wait 3 or less."""
    counts = counted([0, 0, 3, 50]).tolist()
    assert [quantile(counts, share) for share in (0.0, 0.5, 0.75, 1.0)] == [0.0, 0.0, 3.0, 50.0]


def test_a_quantile_of_nothing_is_no_number() -> None:
    """Without counts there is no wait to tell."""
    assert math.isnan(quantile([0] * BUCKETS, 0.5))


@given(one=st.lists(waits, max_size=30), other=st.lists(waits, max_size=30))
@settings(max_examples=50, derandomize=True, database=None)
def test_histograms_merge_by_addition(one: list[int], other: list[int]) -> None:
    """The sum of two is the histogram of both samples together."""
    assert (counted(one) + counted(other)).tolist() == counted(one + other).tolist()
