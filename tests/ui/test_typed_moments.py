"""A day and a time, in whatever usual form they are typed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale

from ui.wording.typed.moments import read_moment

TODAY = date(2026, 11, 30)  # a Monday
BEFORE = datetime(2026, 12, 4, 10, 0)  # noqa: DTZ001 (a wall time)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2 dec 14:30", "2026-12-02 14:30"),
        ("2 December 2026, 14:30", "2026-12-02 14:30"),
        ("Wed 2 Dec 2026  14:30", "2026-12-02 14:30"),
        ("Dec 2 2:30 pm", "2026-12-02 14:30"),
        ("2dec 1430", "2026-12-02 14:30"),
        ("2nd of december 9am", "2026-12-02 09:00"),
        ("2.12. 14h30", "2026-12-02 14:30"),
        ("2.12.2026 14.30", "2026-12-02 14:30"),
        ("2/12 14:30", "2026-12-02 14:30"),
        ("2026-12-02T14:30", "2026-12-02 14:30"),
        ("2026-12-02 14:30:00", "2026-12-02 14:30"),
        ("2 jan 8:05", "2027-01-02 08:05"),
        ("29 nov", "2027-11-29 10:00"),
        ("2 dec", "2026-12-02 10:00"),
        ("2 dec 2026", "2026-12-02 10:00"),
        ("14:30", "2026-12-04 14:30"),
        ("1430", "2026-12-04 14:30"),
        ("12am", "2026-12-04 00:00"),
        ("today 16:00", "2026-11-30 16:00"),
        ("tomorrow 9 am", "2026-12-01 09:00"),
        ("thu 9:30", "2026-12-03 09:30"),
    ],
)
def test_usual_forms_are_read(typed: str, read: str) -> None:
    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    assert f"{read_moment(typed, english, before=BEFORE, today=TODAY):%Y-%m-%d %H:%M}" == read


@pytest.mark.parametrize(("typed", "month"), [("2 mai 9:00", 5), ("2. März 9 Uhr 15", 0), ("3. März 9:15 Uhr", 3)])
def test_the_pcs_own_months_are_read(typed: str, month: int) -> None:
    read = read_moment(typed, QLocale("de_DE"), before=BEFORE, today=TODAY)
    assert (read.month if read else 0) == month


@pytest.mark.parametrize("typed", ["", "02", "soon", "31 feb 10:00", "2 dec 25:00", "2 dec 14:75", "13pm", "45"])
def test_what_is_no_moment_is_none(typed: str) -> None:
    assert read_moment(typed, QLocale("en_GB"), before=BEFORE, today=TODAY) is None
