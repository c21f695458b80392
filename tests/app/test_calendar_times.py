"""When the events of calendar files take place: zones by any name, days, rules, and dates of their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.models.calendars.calendar_event import CalendarEvent, Unclear
from app.services.calendars.drafting import People, draft_of
from app.services.calendars.reading import read_calendar_text
from tests.calendars import event

BRUSSELS = ZoneInfo("Europe/Brussels")
NINE_THERE = datetime(2026, 3, 16, 8, tzinfo=UTC)

NEW_YORK_RULES = (
    "BEGIN:VTIMEZONE",
    "TZID:Our own zone",
    "BEGIN:STANDARD",
    "DTSTART:20071104T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    "TZOFFSETFROM:-0400",
    "TZOFFSETTO:-0500",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:20070311T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
    "TZOFFSETFROM:-0500",
    "TZOFFSETTO:-0400",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)


def read(*lines: str, calendar: tuple[str, ...] = (), site: ZoneInfo = BRUSSELS) -> CalendarEvent:
    (only,) = read_calendar_text(event(*lines, calendar=calendar), site).events
    return only


def drafted(one: CalendarEvent, site: ZoneInfo = BRUSSELS) -> tuple[str, str, list[tuple[str, Unclear]]]:
    """Its rule, its dates left out, and its doubts."""
    made = draft_of(one, people=People(()), returning={}, zone=site, names_as_ids=True)
    doubts = [(doubt.field, doubt.unclear) for doubt in made.doubts]
    return made.draft.recurrence, made.draft.exdate, doubts


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Brussels",
        "europe/brussels",
        "Romance Standard Time",
        "Romance Standard Time 1",
        "W. Europe Standard Time",
        "/mozilla.org/20050126_1/Europe/Brussels",
        "/freeassociation.sourceforge.net/Tzfile/Europe/Brussels",
        "/citadel.org/20250101_1/Europe/Brussels",
        '"(UTC+01:00) Brussels, Copenhagen, Madrid, Paris"',
        "(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna",
        "GMT+0100",
        "+01:00",
        "CET",
    ],
)
def test_a_zone_is_known_by_any_makers_name_for_it(name: str) -> None:
    one = read(f"DTSTART;TZID={name}:20260316T090000", "DURATION:PT1H")
    assert (one.starts.astimezone(UTC), one.doubts) == (NINE_THERE, ())


def test_a_part_of_america_has_its_summer_time() -> None:
    one = read('DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20260701T090000', "DURATION:PT1H")
    assert one.starts == datetime(2026, 7, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC", "GMT", "tzone://Microsoft/Utc", "Coordinated Universal Time"])
def test_utc_has_several_names(name: str) -> None:
    assert read(f"DTSTART;TZID={name}:20260316T080000", "DURATION:PT1H").starts == NINE_THERE


def test_a_zone_of_its_own_is_read_by_the_rules_that_come_along() -> None:
    lines = ("DTSTART;TZID=Our own zone:20260316T090000", "DURATION:PT1H")
    assert read(*lines, calendar=NEW_YORK_RULES).starts == datetime(2026, 3, 16, 13, tzinfo=UTC)
    other = tuple(line.replace("-0400", "+0300").replace("-0500", "+0200") for line in NEW_YORK_RULES)
    assert read(*lines, calendar=other).starts == datetime(2026, 3, 16, 6, tzinfo=UTC)


def test_a_zone_that_nobody_knows_is_said_and_read_as_the_sites() -> None:
    one = read("DTSTART;TZID=Middle Earth:20260316T090000", "DURATION:PT1H")
    assert one.starts == NINE_THERE
    assert [(doubt.unclear, doubt.detail) for doubt in one.doubts] == [(Unclear.UNKNOWN_ZONE, "Middle Earth")]


def test_a_time_without_a_zone_is_the_calendars_else_the_sites() -> None:
    lines = ("DTSTART:20260316T090000", "DURATION:PT1H")
    assert read(*lines, calendar=("X-WR-TIMEZONE:America/New_York",)).starts == datetime(2026, 3, 16, 13, tzinfo=UTC)
    one = read(*lines)
    assert (one.starts, [doubt.unclear for doubt in one.doubts]) == (NINE_THERE, [Unclear.NO_ZONE])


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20260316", "DTEND;VALUE=DATE:20260318"),
        ("DTSTART:20260316", "DURATION:P2D"),
        (
            "DTSTART;TZID=America/New_York:20260316T000000",
            "DTEND;TZID=America/New_York:20260318T000000",
            "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        ),
        ("DTSTART:20260315T230000Z", "DTEND:20260317T230000Z", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"),
        ("DTSTART;VALUE=DATE:20260316T000000", "DTEND;VALUE=DATE:20260318T000000"),
    ],
)
def test_whole_days_are_the_sites_days_and_an_hour_is_asked_for(lines: tuple[str, ...]) -> None:
    one = read(*lines)
    assert (one.starts, one.ends) == (
        datetime(2026, 3, 16, tzinfo=BRUSSELS),
        datetime(2026, 3, 18, tzinfo=BRUSSELS),
    )
    assert [(doubt.field, doubt.unclear) for doubt in one.doubts] == [("start_at", Unclear.WHOLE_DAY)]


def test_one_whole_day_may_end_on_itself() -> None:
    one = read("DTSTART;VALUE=DATE:20260316", "DTEND;VALUE=DATE:20260316")
    assert one.ends == datetime(2026, 3, 17, tzinfo=BRUSSELS)


@pytest.mark.parametrize("end", ["DTEND:20260316T080000Z", "DTEND:", "SEQUENCE:0"])
def test_an_end_that_is_missing_or_before_the_beginning_is_proposed_and_said(end: str) -> None:
    one = read("DTSTART:20260316T080000Z", end)
    assert one.ends == datetime(2026, 3, 16, 9, tzinfo=UTC)
    assert [(doubt.field, doubt.unclear) for doubt in one.doubts] == [("end_at", Unclear.NO_END)]


@pytest.mark.parametrize(
    "end", ["DTEND:whenever", "DURATION:P4000000D", "DURATION:P99999999999W", "DURATION:PT99999999999H"]
)
def test_an_end_that_cannot_be_read_is_proposed_and_said(end: str) -> None:
    one = read("DTSTART:20260316T080000Z", end)
    assert one.ends == datetime(2026, 3, 16, 9, tzinfo=UTC)
    assert [(doubt.field, doubt.unclear) for doubt in one.doubts] == [("end_at", Unclear.UNREADABLE_END)]
    day = read("DTSTART;VALUE=DATE:20260316", end)
    assert day.ends == datetime(2026, 3, 17, tzinfo=BRUSSELS)
    assert [doubt.unclear for doubt in day.doubts] == [Unclear.WHOLE_DAY, Unclear.UNREADABLE_END]


def test_a_day_may_end_at_24_hours() -> None:
    one = read("DTSTART;TZID=Europe/Brussels:20260316T220000", "DTEND;TZID=Europe/Brussels:20260316T240000")
    assert one.ends == datetime(2026, 3, 17, tzinfo=BRUSSELS)


@pytest.mark.parametrize("written", ["20260316T0800Z", "2026-03-16T08:00:00Z", "20260316T090000+0100"])
def test_times_in_other_spellings_are_read(written: str) -> None:
    assert read(f"DTSTART:{written}", "DURATION:PT45M").starts == NINE_THERE


@pytest.mark.parametrize(
    ("rule", "tidied"),
    [
        ("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;WKST=SU;COUNT=4", "FREQ=WEEKLY;BYDAY=MO;COUNT=4"),
        ("UNTIL=20260430;FREQ=DAILY", "FREQ=DAILY;UNTIL=20260430T215959Z"),
        ("FREQ=DAILY;UNTIL=20260430T090000", "FREQ=DAILY;UNTIL=20260430T070000Z"),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU"),
        ("D1 #5", "FREQ=DAILY;COUNT=5"),
        ("MP1 2+ MO 20260630T000000Z", "FREQ=MONTHLY;BYDAY=2MO;UNTIL=20260630T000000Z"),
    ],
)
def test_rules_come_in_few_words(rule: str, tidied: str) -> None:
    one = read("DTSTART;TZID=Europe/Brussels:20260316T090000", "DURATION:PT1H", f"RRULE:{rule}")
    assert drafted(one) == (tidied, "", [])


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=XX", "whenever", "FREQ=DAILY;INTERVAL=0"])
def test_a_rule_that_cannot_be_followed_is_said_and_left_out(rule: str) -> None:
    assert drafted(read(f"RRULE:{rule}")) == ("", "", [("recurrence", Unclear.UNREADABLE_RULE)])


def test_dates_are_left_out_by_day_by_moment_and_in_lists() -> None:
    one = read(
        "DTSTART;TZID=Europe/Brussels:20260316T090000",
        "DURATION:PT1H",
        "RRULE:FREQ=DAILY;COUNT=20",
        "EXDATE;VALUE=DATE:20260317",
        "EXDATE;TZID=Europe/Brussels:20260318T090000,20260319T090000",
        "EXDATE:20260330T070000Z",
    )
    assert drafted(one)[1] == "20260317T080000Z,20260318T080000Z,20260319T080000Z,20260330T070000Z"


def test_a_series_of_another_zone_moves_its_weekday_along() -> None:
    one = read("DTSTART;TZID=Asia/Tokyo:20260317T010000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=TU")
    assert drafted(one)[0] == "FREQ=WEEKLY;BYDAY=MO;COUNT=2"


def test_a_series_by_other_clocks_says_from_when_on_it_is_at_another_moment() -> None:
    one = read("DTSTART;TZID=America/New_York:20260302T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=10;BYDAY=MO")
    made = draft_of(one, people=People(()), returning={}, zone=BRUSSELS, names_as_ids=True)
    assert [(doubt.unclear, doubt.detail) for doubt in made.doubts] == [(Unclear.OTHER_CLOCK, "2026-03-09")]


def test_dates_beside_the_rule_are_meetings_of_their_own() -> None:
    text = event("RRULE:FREQ=WEEKLY;COUNT=2", "RDATE:20260318T083000Z,20260319T083000Z")
    starts = [one.starts for one in read_calendar_text(text, BRUSSELS).events]
    assert starts == [datetime(2026, 3, day, 8, 30, tzinfo=UTC) for day in (16, 18, 19)]


def test_a_date_that_is_a_period_has_its_own_length() -> None:
    periods = "20260318T083000Z/PT3H,20260319T083000Z/20260319T090000Z,20260320T083000Z/soon"
    read = read_calendar_text(event(f"RDATE;VALUE=PERIOD:{periods}"), BRUSSELS).events
    lengths = [(one.ends - one.starts) / timedelta(minutes=1) for one in read]
    assert lengths == [90, 180, 30, 90]


def test_a_single_time_that_was_cancelled_is_left_out_of_its_series() -> None:
    series = event("RRULE:FREQ=WEEKLY;COUNT=3")
    gone = event("RECURRENCE-ID:20260323T083000Z", "DTSTART:20260323T083000Z", "DURATION:PT1H", "STATUS:CANCELLED")
    (one,) = read_calendar_text(series + gone, BRUSSELS).events
    assert drafted(one)[1] == "20260323T083000Z"


def test_a_single_time_that_differs_in_nothing_stays_in_its_series() -> None:
    series = event("RRULE:FREQ=WEEKLY;COUNT=3")
    same = event("RECURRENCE-ID:20260323T083000Z", "DTSTART:20260323T083000Z", "DTEND:20260323T100000Z")
    (one,) = read_calendar_text(series + same, BRUSSELS).events
    assert drafted(one)[:2] == ("FREQ=WEEKLY;COUNT=3", "")


def test_of_several_versions_the_latest_counts() -> None:
    text = event("SUMMARY:New", "SEQUENCE:2") + event("SUMMARY:Old", "SEQUENCE:1")
    assert [one.title for one in read_calendar_text(text, BRUSSELS).events] == ["New"]
