"""Whether a purchase was the last."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.policies.customer.loyalty import TIMES, Settings, faded, faults, harm, last_purchase
from model.policies.views import Experience

NOTHING_FELT = Experience(*[0] * len(Experience._fields))
QUICK = settings(max_examples=300, derandomize=True, database=None)
COEFFICIENTS = [name for name in Settings._fields if name not in TIMES]

ticks = st.integers(0, 1 << 40)
flags = st.integers(0, 1)
experiences = st.builds(Experience, ticks, ticks, *[flags] * (len(Experience._fields) - 2))
coefficients = st.floats(-5, 5)
tempers = st.builds(
    Settings,
    **dict.fromkeys(COEFFICIENTS, coefficients),
    long=ticks,
    late_scale=st.integers(1, 1 << 40),
    very_late_after=ticks,
)
shares = st.floats(0, 1)


@pytest.mark.parametrize(
    "name",
    [
        "at_once",
        "substituted",
        "not_offered",
        "refused",
        "reneged",
        "cancelled",
        "kept",
        "broken",
        "untold",
        "compensated",
    ],
)
def test_each_thing_that_happens_does_its_own_harm(name: str) -> None:
    """Of all coefficients only its own is felt by a customer to whom one thing happened."""
    felt = NOTHING_FELT._replace(**{name: 1})
    assert harm(felt, Settings(**{name: 0.03})) == 0.03
    others = {
        other: 0.03
        for other in COEFFICIENTS
        if other not in (name, "delayed", "long_delayed", "late", "very_late")
    }
    assert harm(felt, Settings(**others)) == 0.0


@pytest.mark.parametrize(("wait", "expected"), [(1, 0.02), (10, 0.02), (11, 0.06)])
def test_a_long_delay_harms_in_place_of_a_delay(wait: int, expected: float) -> None:
    """A wait of ten, the limit, is a delay; of eleven, a long one."""
    felt = NOTHING_FELT._replace(untold=1, wait=wait)
    assert harm(felt, Settings(delayed=0.02, long_delayed=0.06, long=10)) == expected


def test_who_left_felt_no_delay() -> None:
    """A wait that ends in leaving is counted by `reneged` alone, however long it was."""
    felt = NOTHING_FELT._replace(reneged=1, wait=500, late=400)
    assert harm(felt, Settings(delayed=1.0, long_delayed=1.0, late=1.0, reneged=0.25)) == 0.25


def test_lateness_is_felt_by_degrees() -> None:
    """Late by the scale, 1 - 1/e of the coefficient is felt, on top of the broken promise and the delay."""
    felt = NOTHING_FELT._replace(broken=1, wait=30, late=7)
    told = harm(felt, Settings(delayed=0.5, broken=0.25, late=0.4, late_scale=7))
    assert told == pytest.approx(0.5 + 0.25 + 0.4 * 0.6321205588, rel=1e-9)
    assert harm(felt._replace(late=0), Settings(delayed=0.5, broken=0.25, late=0.4)) == 0.75


@pytest.mark.parametrize(("late", "expected"), [(0, 0.5), (1, 0.75), (3, 0.75), (4, 1.25)])
def test_lateness_is_felt_by_steps(late: int, expected: float) -> None:
    """A delay harms .5, a broken promise .25 more however little, and beyond three days late another .5."""
    felt = NOTHING_FELT._replace(broken=int(late > 0), kept=int(late == 0), late=late)
    assert harm(felt, Settings(delayed=0.5, broken=0.25, very_late=0.5, very_late_after=3)) == expected


@given(felt=experiences, natural=shares)
@QUICK
def test_without_coefficients_only_the_natural_drop_out_remains(felt: Experience, natural: float) -> None:
    """With every coefficient 0 the population is BG/NBD, whatever happens: P is p0 to the last bit of 1."""
    h = harm(felt, Settings())
    assert h == 0.0
    assert abs(last_purchase(natural, h, 0.0) - natural) <= 2.0**-53


@pytest.mark.parametrize(
    ("natural", "h", "memory", "expected"),
    [
        (0.1, math.log(2), 0.0, 1 - 0.9 / 2),
        (0.1, math.log(2), math.log(2), 1 - 0.9 / 4),
        (0.1, math.log(4), -math.log(2), 1 - 0.9 / 2),
        (0.25, 0.5, -2.0, 0.25),
        (0.0, 0.02, 0.0, 0.0198013267),
    ],
)
def test_harm_and_memory_together_shorten_loyalty(
    natural: float, h: float, memory: float, expected: float
) -> None:
    """Every ln 2 of felt harm halves the chance to stay; good memories can cancel harm and no more."""
    assert last_purchase(natural, h, memory) == pytest.approx(expected, rel=1e-9)


@given(natural=shares, memory=coefficients, less=coefficients, more=coefficients)
@QUICK
def test_more_harm_never_keeps_a_customer(natural: float, memory: float, less: float, more: float) -> None:
    """P rises with the harm, with the same memory and luck, and is never below the natural drop-out."""
    low, high = sorted((less, more))
    assert last_purchase(natural, low, memory) <= last_purchase(natural, high, memory) <= 1.0
    assert last_purchase(natural, low, memory) >= natural - 2.0**-53


@given(felt=experiences, temper=tempers, name=st.sampled_from(COEFFICIENTS), more=st.floats(0, 5))
@QUICK
def test_a_greater_coefficient_never_does_less_harm(
    felt: Experience, temper: Settings, name: str, more: float
) -> None:
    """Whatever happened, raising one coefficient does not lower the harm."""
    worse = temper._replace(**{name: getattr(temper, name) + more})
    assert harm(felt, worse) >= harm(felt, temper)


def test_memory_fades_to_37_percent_and_then_again() -> None:
    """After the time given 1/e is left, after twice the time 1/e of that; at once all of it."""
    temper = Settings(fade=100)
    assert faded(0.8, 0, temper) == 0.8
    assert faded(0.8, 100, temper) == pytest.approx(0.8 * 0.3678794412, rel=1e-9)
    assert faded(-0.8, 200, temper) == pytest.approx(-0.8 * 0.1353352832, rel=1e-9)


def test_without_a_fade_nothing_is_remembered() -> None:
    """A fade of 0 leaves nothing, not even at once."""
    assert faded(0.8, 0, Settings()) == 0.0


@given(memory=coefficients, sooner=ticks, later=ticks, fade=st.integers(1, 1 << 40))
@QUICK
def test_memory_only_fades(memory: float, sooner: int, later: int, fade: int) -> None:
    """What is left is never more than before and keeps its sign."""
    first, last = sorted((sooner, later))
    temper = Settings(fade=fade)
    assert abs(faded(memory, last, temper)) <= abs(faded(memory, first, temper)) <= abs(memory)
    assert faded(memory, last, temper) * memory >= 0.0


@pytest.mark.parametrize("name", COEFFICIENTS)
def test_a_harm_out_of_all_proportion_is_told(name: str) -> None:
    """A percentage written for a share is refused, in either direction, and so is what is no number."""
    for given_ in (1001.0, -1001.0, float("nan")):
        assert faults(Settings(**{name: given_})) == [
            (name, f"{given_} must be between -1000 and 1000; .02 is a 2 % chance more to be gone")
        ]


def test_times_that_cannot_be_are_told() -> None:
    """A scale of nothing and times below 0 are refused together."""
    assert faults(Settings()) == []
    assert faults(Settings(late_scale=0, long=-1, very_late_after=-3, fade=-2)) == [
        ("late_scale", "0 must be above 0"),
        ("long", "-1 is below 0; give a time"),
        ("very_late_after", "-3 is below 0; give a time"),
        ("fade", "-2 is below 0; give a time"),
    ]
