"""Days as a person types them and as Foyer writes them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QLocale

from ui.wording.dates import day_in_field, long_day, read_day, short_day

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("typed", "locale", "day"),
    [
        ("2026-03-11", "de_DE", date(2026, 3, 11)),
        ("11 Mar 2026", "de_DE", date(2026, 3, 11)),
        ("Wed 11 March 2026", "en_GB", date(2026, 3, 11)),
        ("11/03/2026", "en_GB", date(2026, 3, 11)),
        ("11/03/26", "en_GB", date(2026, 3, 11)),
        ("3/11/26", "en_US", date(2026, 3, 11)),
        ("11.3.26", "en_US", date(2026, 3, 11)),
        ("11.3.2026", "de_DE", date(2026, 3, 11)),
        ("26. 3. 11.", "ko_KR", date(2026, 3, 11)),
        ("2026-02-30", "en_GB", None),
        ("31/02/2026", "en_GB", None),
        ("11/03", "en_GB", None),
        ("1/1/0001", "en_GB", None),
        ("soon", "en_GB", None),
        ("11 M 2026", "en_GB", None),
        ("", "en_GB", None),
    ],
)
def test_a_day_is_read_in_more_than_one_way(typed: str, locale: str, day: date | None) -> None:
    assert read_day(typed, QLocale(locale)) == day


def test_a_day_is_written_short_long_and_with_its_year_when_that_is_another() -> None:
    assert short_day(TODAY, TODAY) == "Today"
    assert short_day(date(2026, 3, 11), TODAY) == "Wed 11 Mar"
    assert long_day(date(2025, 12, 31), TODAY) == "Wed 31 December 2025"
    assert read_day(day_in_field(TODAY), QLocale("fr_FR")) == TODAY
