"""What a visitor gets: the words, the meeting for their calendar, and the code that the kiosk reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtGui import QImage

from app.models.notices.invitation import Invitation
from app.models.notices.kinds import OF_VISITORS, NoticeKind
from app.models.notices.mail import Mail
from app.models.scans.code import code_of, is_code
from app.models.text.lines import one_line, several_lines
from app.models.text.plain import plain
from app.server.notices.letters.letter import invitation_letter
from app.server.notices.letters.samples import sample_invitation
from app.server.notices.letters.texts import Texts
from app.services.calendars.reading import read_calendar_text
from tests.server.letters.letters import calendar_in, sent, words_of

BRUSSELS = ZoneInfo("Europe/Brussels")
CODE = code_of(0x0123456789ABCDEF)


def told(kind: NoticeKind = NoticeKind.INVITATION, **different: Any) -> Invitation:
    return replace(sample_invitation(kind, "en"), code=CODE, **different)


def letter(kind: NoticeKind = NoticeKind.INVITATION, **different: Any) -> Mail:
    return invitation_letter(told(kind, **different), Texts())


def scanned(png: bytes) -> str:
    picture = QImage.fromData(png).convertToFormat(QImage.Format.Format_Grayscale8)
    rows = memoryview(picture.constBits())[: picture.sizeInBytes()]
    assert picture.bytesPerLine() == picture.width()
    (found,) = zxingcpp.read_barcodes(rows.cast("B", (picture.height(), picture.width())))
    return found.text


def test_the_picture_is_the_code_that_stands_below_it_in_letters() -> None:
    mail = letter()
    (picture,) = (one for one in sent(mail).walk() if one.get_content_type() == "image/png")
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in mail.html
    code = scanned(picture.get_content())
    assert is_code(code)
    assert code == CODE
    assert f"Your code: {code}" in mail.text
    assert f"Your code {code}" in words_of(mail.html)


def test_an_answer_reaches_the_host_and_nobody_without_an_address() -> None:
    assert sent(letter())["Reply-To"].addresses[0].addr_spec == "jonas.weber@northgate.example"
    without = letter(host_email="")
    assert sent(without)["Reply-To"] is None
    assert "reply to this email" not in without.text


def test_the_calendar_has_the_meeting_for_this_visitor_alone() -> None:
    invitation = told(
        recurrence="FREQ=DAILY;UNTIL=20261204T093000", left_out=(datetime(2026, 12, 2, 8, 30, tzinfo=UTC),)
    )
    calendar, event = calendar_in(invitation_letter(invitation, Texts()))
    assert calendar["method"] == "REQUEST"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Brussels"]
    assert (str(event["uid"]), event["sequence"], str(event["summary"])) == ("ME-S271@foyer", 0, "ISO 27001 audit")
    assert event.decoded("dtstart") == invitation.starts
    assert event.decoded("dtend") == invitation.ends
    assert event["dtstart"].params["TZID"] == "Europe/Brussels"
    assert event["rrule"].to_ical() == b"FREQ=DAILY;UNTIL=20261204T083000Z"
    assert [each.dt for each in event["exdate"].dts] == [datetime(2026, 12, 2, 9, 30, tzinfo=BRUSSELS)]
    assert str(event["organizer"]) == "mailto:jonas.weber@northgate.example"
    assert str(event["attendee"]) == "mailto:hj.vonderheydte@pruefstelle.example"  # a list where there are more
    assert event["attendee"].params["RSVP"] == "TRUE"
    assert str(event["location"]) == "Northgate House"


@pytest.mark.parametrize("rule", ["", "FREQ=WEEKLY;COUNT=2"])
def test_further_days_of_a_series_stand_in_the_calendar(rule: str) -> None:
    invitation = told(recurrence=rule, further=(datetime(2027, 7, 1, 12, 0, tzinfo=UTC),))
    mail = invitation_letter(invitation, Texts())
    _, event = calendar_in(mail)
    assert [each.dt for each in event["rdate"].dts] == [datetime(2027, 7, 1, 14, 0, tzinfo=BRUSSELS)]
    assert event["rdate"].params["TZID"] == "Europe/Brussels"
    assert ("rrule" in event) == bool(rule)
    assert "takes place more than once" in mail.text


@pytest.mark.parametrize(
    ("until", "written"),
    [
        ("20261204T083000Z", "20261204T083000Z"),
        ("20261204T093000", "20261204T083000Z"),
        ("20261204", "20261204T225959Z"),
    ],
)
def test_the_last_time_of_a_series_is_told_in_utc(until: str, written: str) -> None:
    mail = invitation_letter(told(recurrence=f"FREQ=DAILY;UNTIL={until};INTERVAL=1"), Texts())
    _, event = calendar_in(mail)
    assert f"UNTIL={written}" in event["rrule"].to_ical().decode().split(";")


@pytest.mark.parametrize("rule", ["rrule:freq=daily;until=20261204t083000z", "RRULE:FREQ=DAILY;UNTIL=20261204t093000"])
def test_a_rule_of_any_spelling_stands_in_the_calendar_as_calendars_read_it(rule: str) -> None:
    _, event = calendar_in(invitation_letter(told(recurrence=rule), Texts()))
    assert event["rrule"].to_ical().decode() == "FREQ=DAILY;UNTIL=20261204T083000Z"


def test_what_is_shared_in_calendars_opens_no_door() -> None:
    calendar, _ = calendar_in(letter())
    text = calendar.to_ical().decode()
    assert CODE not in text
    assert "welcome-on-board" not in text


def test_a_change_moves_the_same_entry_and_a_cancellation_takes_it_out() -> None:
    _, first = calendar_in(letter())
    moved, change = calendar_in(letter(NoticeKind.CHANGE, sequence=3))
    gone, cancellation = calendar_in(letter(NoticeKind.CANCELLATION, sequence=4))
    assert first["uid"] == change["uid"] == cancellation["uid"]
    assert (first["sequence"], change["sequence"], cancellation["sequence"]) == (0, 3, 4)
    assert (moved["method"], str(change["status"])) == ("REQUEST", "CONFIRMED")
    assert (gone["method"], str(cancellation["status"])) == ("CANCEL", "CANCELLED")


def test_a_host_without_an_address_is_asked_for_no_answer() -> None:
    calendar, event = calendar_in(letter(host_email=""))
    assert calendar["method"] == "PUBLISH"
    assert "attendee" not in event
    assert event["organizer"].params["CN"] == "Jonas Weber"


def test_a_reminder_leaves_the_calendar_alone() -> None:
    mail = letter(NoticeKind.REMINDER)
    assert mail.calendar is None
    assert "calendar" not in mail.text


def test_a_cancelled_visit_has_no_code_and_no_wifi() -> None:
    mail = letter(NoticeKind.CANCELLATION)
    for words in (mail.text, words_of(mail.html)):
        assert CODE not in words
        assert "welcome-on-board" not in words
    assert not mail.pictures


def test_a_password_keeps_each_of_its_spaces_also_where_a_page_would_make_one_of_them() -> None:
    mail = letter(wifi_password="open  sesame")
    assert "Wi-Fi password: open  sesame" in mail.text
    assert '<bdi dir="auto" style="white-space: pre-wrap">open  sesame</bdi>' in mail.html


@pytest.mark.parametrize("kind", OF_VISITORS)
def test_the_least_that_is_known_is_enough(kind: NoticeKind) -> None:
    starts = datetime(2026, 12, 1, 9, 30, tzinfo=ZoneInfo("UTC"))
    least = Invitation(
        kind=kind, id="n-1", at=starts, to="ada@acme.example", name="Ada Ek", site="Northgate", starts=starts,
        ends=starts + timedelta(hours=1), uid="ME-1@foyer",
    )  # fmt: skip
    mail = invitation_letter(least, Texts())
    assert "Hello Ada Ek," in mail.text
    assert "When: Tuesday, 1 December 2026, 09:30 – 10:30 (UTC)\nWhere: Northgate\n" in mail.text
    assert "\n\n\n" not in mail.text
    assert sent(mail)["Subject"] == mail.subject


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.text(max_size=200))
@example("C:\\New; a, b", "one\r\ntwo\n\n\\n;three")
@example("\uf900", "")
@example("", "000000000000;, " + "\U00010000" * 8 + " \U00010000")  # folded behind the space
@settings(deadline=None)
def test_a_calendar_shows_what_the_letter_says(title: str, note: str) -> None:
    mail = letter(title=title, note=note, directions="")
    assert mail.calendar is not None
    (event,) = read_calendar_text(mail.calendar.text, BRUSSELS).events
    assert plain(event.title) == (plain(one_line(title)) or "Northgate House")
    words = filter(None, ("Northgate House", plain(several_lines(note))))  # the reader puts the place in front
    assert plain(event.description) == " · ".join(words)
