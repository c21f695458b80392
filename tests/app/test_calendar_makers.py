"""Invitations as several makers' programs save them: the same meeting comes out of each."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.models.calendars.calendar_event import CalendarEvent, Mailbox
from app.services.calendars.reading import read_calendar_text
from tests.calendars import APPLE, EXCHANGE, GOOGLE, NEXTCLOUD, OLDER, OUTLOOK, THUNDERBIRD, ZIMBRA

BRUSSELS = ZoneInfo("Europe/Brussels")
SOFIA = Mailbox("Sofia Marchetti", "sofia@site.example")


def only(text: str) -> CalendarEvent:
    (event,) = read_calendar_text(text, BRUSSELS).events
    return event


@pytest.mark.parametrize("text", [OUTLOOK, GOOGLE, APPLE, THUNDERBIRD, ZIMBRA])
def test_the_meeting_is_at_its_time_and_has_its_people(text: str) -> None:
    event = only(text)
    assert event.title == "Audit"
    assert (event.starts.astimezone(UTC), event.ends.astimezone(UTC)) == (
        datetime(2026, 3, 16, 8, 30, tzinfo=UTC),
        datetime(2026, 3, 16, 10, 0, tzinfo=UTC),
    )
    assert event.organiser is not None
    assert event.organiser.address == "sofia@site.example"
    assert "ada.ek@acme.example" in [guest.mailbox.address for guest in event.guests]
    assert not event.doubts


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(ends: str) -> None:
    assert only(OUTLOOK.replace("\n", ends)) == only(OUTLOOK)


def test_outlook_tells_names_turned_around_and_a_room_is_no_guest() -> None:
    event = only(OUTLOOK)
    assert [guest.mailbox for guest in event.guests] == [
        Mailbox("Ek, Ada", "ada.ek@acme.example"),
        Mailbox("", "bo.lind@acme.example"),
    ]
    assert event.description == "Room Magritte · Fire doors, third floor Bring the plans"
    assert event.written == "20260301T080100Z"


def test_exchange_calls_a_zone_by_its_cities_and_counts_weekdays_of_a_month() -> None:
    event = only(EXCHANGE)
    assert (event.rule, event.sequence) == ("FREQ=MONTHLY;BYDAY=2TH;COUNT=6", 3)
    assert event.starts == datetime(2026, 3, 12, 8, tzinfo=UTC)
    assert event.left_out == (datetime(2026, 5, 14, 7, tzinfo=UTC),)
    assert event.organiser == SOFIA


def test_google_names_a_guest_by_the_address_and_says_who_declined() -> None:
    guests = only(GOOGLE).guests
    assert [(guest.mailbox.words, guest.declined) for guest in guests] == [
        ("ada.ek@acme.example", False),
        ("Bo Lind", True),
    ]


def test_apple_puts_the_address_into_a_parameter_and_names_people_without_one() -> None:
    event = only(APPLE)
    assert event.organiser == SOFIA
    assert [guest.mailbox for guest in event.guests] == [
        Mailbox("Ada Ek", "ada.ek@acme.example"),
        Mailbox("Jan Peeters", ""),
    ]


def test_zimbra_ends_a_series_in_utc_and_leaves_a_day_out() -> None:
    event = only(ZIMBRA)
    assert event.rule == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260430T215959Z"
    assert event.left_out == (datetime(2026, 4, 6, 7, 30, tzinfo=UTC),)


def test_a_time_of_a_series_that_was_moved_alone_is_a_meeting_of_its_own() -> None:
    series, moved = read_calendar_text(NEXTCLOUD, BRUSSELS).events
    assert series.rule == "FREQ=WEEKLY;BYDAY=MO;COUNT=4"
    assert series.left_out == (datetime(2026, 3, 23, 8, 30, tzinfo=UTC),)
    assert (moved.rule, moved.occurrence) == ("", "20260323T083000Z")
    assert moved.starts == datetime(2026, 3, 24, 13, tzinfo=UTC)


def test_an_older_program_writes_in_quoted_printable_and_has_rules_of_its_own() -> None:
    event = only(OLDER)
    assert event.title == "Prüfung der Türen"
    assert event.rule == "FREQ=WEEKLY;BYDAY=MO;COUNT=4"
    assert event.organiser == SOFIA
    assert [guest.mailbox for guest in event.guests] == [Mailbox("Ada Ek", "ada.ek@acme.example")]
