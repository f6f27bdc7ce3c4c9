"""Shares, numbers and the words that errors show them with."""

from __future__ import annotations

from fractions import Fraction

import pytest

from model.quantities.numbers import QuantityFault, exact, number, rounded, share, shown


@pytest.mark.parametrize(
    ("given", "value"), [(0.2, 0.2), ("20 %", 0.2), ("12.5%", 0.125), (1, 1.0), ("0 %", 0.0)]
)
def test_shares_may_be_percentages(given: object, value: float) -> None:
    """A share is a number from 0 to 1, or a percentage."""
    assert share(given) == value


@pytest.mark.parametrize("given", [1.01, -0.1, "101 %", "twenty %", "0.2", None, True])
def test_what_is_no_share_is_refused(given: object) -> None:
    """A value outside 0 to 1, and text that is no percentage, are refused with themselves."""
    with pytest.raises(QuantityFault, match=r"must be a share|is not a number"):
        share(given)


def test_numbers_have_ordinary_size() -> None:
    """A number beyond 1e18 is a slip of the pen."""
    assert number(3) == 3.0
    with pytest.raises(QuantityFault, match=r"1e\+19 is not a number of ordinary size"):
        number(1e19)


@pytest.mark.parametrize("given", ["1e999", "1" + 400 * "0"])
def test_digits_of_a_number_that_there_is_not_are_shown(given: str) -> None:
    """What is too great for any number is told as it was written, not as infinity."""
    with pytest.raises(QuantityFault, match=f"'{given[:5]}.*' is not a number of ordinary size"):
        number(given)


def test_rounding_is_exact_and_halves_go_up() -> None:
    """A tenth is a tenth, and halves are rounded up, below 0 too."""
    assert exact(0.1) == Fraction(1, 10)
    assert [rounded(Fraction(half, 2)) for half in (-3, -1, 1, 3)] == [-1, 0, 1, 2]


def test_values_are_shown_as_the_file_has_them() -> None:
    """Text is quoted, nothing and truth values are words, long text is cut."""
    assert [shown(value) for value in ("x", None, True, 3.0, {}, [])] == [
        "'x'", "nothing", "yes", "3", "a mapping", "a list",
    ]  # fmt: skip
    assert len(shown("y" * 500)) == 62
