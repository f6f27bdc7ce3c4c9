"""Dates in another order than year-month-day are recognised, and turned round only where their order is certain."""

from __future__ import annotations

import pytest

from model.quantities.dates import EXAMPLE, in_iso_form


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("04.08.2025", "2025-08-04"),  # dots: the day first
        ("04.08.2025 14:30", "2025-08-04"),
        ("2025/8/4", "2025-08-04"),  # the year first: month, then day
        ("8/25/2025", "2025-08-25"),  # there is no month 25
        ("25/8/2025", "2025-08-25"),
        ("3/4/2025", EXAMPLE),  # March to some, April to others
        ("31.02.2025", EXAMPLE),  # a date by its form, and not in the calendar
        ("12", None),
        ("1.2.3", None),
        ("3 weeks", None),
    ],
)
def test_a_date_of_another_form_is_turned_round(given: str, told: str | None) -> None:
    """The remedy names the date meant, an example where two could be, and nothing where no date is meant."""
    assert in_iso_form(given) == told
