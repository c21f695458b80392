"""When tickets are due by the settings: hours by priority, working hours, and a calendar of holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.errors import FileFailed
from app.services.kiosk.kiosk_files import file_faults
from app.services.tickets.due_settings import days_off, due_times, lasting_due_times
from app.settings import Settings
from app.settings.working_hours import WORKED, ticket_hours_in, worked_in

BRUSSELS = ZoneInfo("Europe/Brussels")

HOLIDAYS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Holidays//EN
BEGIN:VEVENT
UID:christmas
DTSTART;VALUE=DATE:19701225
DTEND;VALUE=DATE:19701226
RRULE:FREQ=YEARLY
SUMMARY:Christmas
END:VEVENT
BEGIN:VEVENT
UID:new-year
DTSTART;VALUE=DATE:19700101
DTEND;VALUE=DATE:19700102
RRULE:FREQ=YEARLY
SUMMARY:New Year's Day
END:VEVENT
BEGIN:VEVENT
UID:closed
DTSTART;VALUE=DATE:20261228
DTEND;VALUE=DATE:20270102
SUMMARY:Closed between the years
END:VEVENT
BEGIN:VEVENT
UID:strike
STATUS:CANCELLED
DTSTART;VALUE=DATE:20261223
SUMMARY:Strike
END:VEVENT
BEGIN:VEVENT
UID:party
DTSTART;TZID=Europe/Brussels:20261222T160000
DTEND;TZID=Europe/Brussels:20261222T180000
SUMMARY:Christmas party
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def holidays(tmp_path: Path) -> Path:
    file = tmp_path / "holidays.ics"
    file.write_text(HOLIDAYS, encoding="utf-8")
    return file


def test_whole_days_are_off_each_year_however_long_ago_they_began(holidays: Path) -> None:
    days = days_off(holidays, BRUSSELS)
    assert {date(2026, 12, 25), date(2031, 12, 25), date(2044, 12, 25)} <= days
    assert {date(2026, 12, 28), date(2027, 1, 1), date(2040, 1, 1)} <= days
    assert not {date(2027, 1, 2), date(2026, 12, 22), date(2026, 12, 23), date(2026, 12, 26)} & days


def test_a_ticket_is_due_after_hours_that_are_worked(holidays: Path) -> None:
    times = due_times("high 8, Medium 12.5", WORKED, str(holidays), BRUSSELS)
    assert times is not None
    assert [times.allowed(priority) for priority in (1, 2, 3)] == [None, 45_000, 28_800]
    thursday = datetime(2026, 12, 24, 15, tzinfo=BRUSSELS)
    due = times.calendar.due_after(thursday, 28_800)  # three hours on that day, and five after the holidays
    assert due.astimezone(BRUSSELS) == datetime(2027, 1, 4, 13, tzinfo=BRUSSELS)
    assert due.tzinfo is UTC


def test_without_hours_nothing_is_due_and_no_file_is_read() -> None:
    assert due_times("", WORKED, "/nowhere/holidays.ics", BRUSSELS) is None


def test_a_calendar_with_a_day_that_cannot_be_read_is_none(holidays: Path) -> None:
    holidays.write_text(HOLIDAYS.replace("DTSTART;VALUE=DATE:20261228", "DTSTART;VALUE=DATE:28.12.2026"))
    with pytest.raises(FileFailed, match=r"holidays\.ics has events that can't be read: 1"):
        days_off(holidays, BRUSSELS)


def test_a_calendar_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFailed, match=r"gone\.ics"):
        due_times("high 8", WORKED, str(tmp_path / "gone.ics"), BRUSSELS)


def test_a_list_that_goes_later_counts_as_it_was_last_read_and_that_is_said(holidays: Path, tmp_path: Path) -> None:
    settings = Settings(ticket_hours="high 8", holidays=str(holidays))
    folder = tmp_path / "desk"
    folder.mkdir()

    def is_worked(day: date) -> bool:
        times = lasting_due_times("high 8", WORKED, str(holidays), BRUSSELS, folder)
        assert times is not None
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=BRUSSELS)
        return times.calendar.worked(noon, noon.replace(hour=13)) > 0

    christmas, strike = date(2026, 12, 25), date(2026, 12, 23)
    assert (is_worked(christmas), is_worked(strike)) == (False, True)
    holidays.write_text(HOLIDAYS.replace("STATUS:CANCELLED\n", ""), encoding="utf-8")
    assert (is_worked(christmas), is_worked(strike)) == (False, False)
    assert [*file_faults(settings)] == []
    for left in ("no calendar", None):
        holidays.write_text(left, encoding="utf-8") if left else holidays.unlink()
        assert (is_worked(christmas), is_worked(strike)) == (False, False)
        (sentence,) = file_faults(settings)
        assert sentence.startswith(f"The list of holidays {holidays}: ")
        assert sentence.endswith(". Meanwhile tickets are due by the list as it was last read.")


@pytest.mark.parametrize(
    "text", ["high", "8", "high 8 low 9", "urgent 8", "high 8, high 9", "high 0", "high -1", "high 8;"]
)
def test_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="such as high 8"):
        ticket_hours_in(text)


def test_who_is_always_there_works_from_midnight_to_midnight() -> None:
    assert worked_in("Mon-Sun 00:00-00:00")[6] == ((time(), time()),)


def test_a_day_can_have_a_break_and_end_at_midnight() -> None:
    worked = worked_in("Mon-Wed 08:00-12:00 13:00-17:00, sat 18:00-00:00")
    assert [*worked] == [0, 1, 2, 5]
    assert [f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in (*worked[2], *worked[5])] == [
        "08:00-12:00",
        "13:00-17:00",
        "18:00-00:00",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mon",
        "08:00-18:00",
        "Fri-Mon 08:00-18:00",
        "Mon 18:00-08:00",
        "Mon 08:00-12:00 11:00-13:00",
        "Mon 08:00-12:00 12:00-13:00",
        "Mon-Fri 08:00-18:00, Tue 09:00-10:00",
        "Mon 8-18",
    ],
)
def test_working_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="such as Mon-Fri"):
        worked_in(text)
