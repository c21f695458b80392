"""Calendar files as they come: in any encoding, folded anyhow, in a mail, broken, or no calendar at all."""

from __future__ import annotations

import base64
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.errors import FileFailed
from app.services.calendars.parsing.calendar_source import MOST_BYTES, MOST_EVENTS
from app.services.calendars.reading import read_calendar_file, read_calendar_text
from tests.calendars import OUTLOOK, event

BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "invite.ics"


def title(file: Path, data: bytes) -> str:
    file.write_bytes(data)
    (only,) = read_calendar_file(file, BRUSSELS).events
    return only.title


def refused(file: Path, data: bytes) -> str:
    file.write_bytes(data)
    with pytest.raises(FileFailed) as failed:
        read_calendar_file(file, BRUSSELS)
    return str(failed.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_letters_are_read_in_any_encoding(file: Path, encoding: str) -> None:
    assert title(file, event("SUMMARY:Prüfung bei Zoë").encode(encoding)) == "Prüfung bei Zoë"


def test_lines_may_be_folded_in_the_middle_of_a_letter(file: Path) -> None:
    data = event("SUMMARY:Prüfung bei Zoë").encode().replace(b"Pr\xc3", b"Pr\xc3\r\n ")
    assert title(file, data) == "Prüfung bei Zoë"


def test_text_that_a_mail_program_wrapped_belongs_to_its_line(file: Path) -> None:
    data = event("SUMMARY:Audit of the", "fire doors").encode()
    assert title(file, data) == "Audit of the fire doors"


def test_quoted_printable_is_read_in_its_own_encoding(file: Path) -> None:
    data = event("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Pr=FCfung der=20=\r\nT=FCren").encode()
    assert title(file, data) == "Prüfung der Türen"


def test_an_invitation_is_taken_out_of_a_saved_mail(file: Path) -> None:
    inside = base64.encodebytes(event("SUMMARY:Prüfung").encode()).decode()
    mail = (
        "From: Sofia <sofia@site.example>\r\nSubject: Audit\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/alternative; boundary="cut"\r\n\r\n'
        "--cut\r\nContent-Type: text/plain\r\n\r\nSee you there\r\n"
        '--cut\r\nContent-Type: text/calendar; charset="utf-8"; method=REQUEST\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{inside}\r\n--cut--\r\n"
    )
    assert title(file, mail.encode()) == "Prüfung"
    assert read_calendar_text(mail, BRUSSELS).events[0].title == "Prüfung"


def test_words_before_a_pasted_calendar_are_passed_over() -> None:
    assert read_calendar_text(f"Here it is:\n\n{OUTLOOK}", BRUSSELS).events[0].title == "Audit"


def test_a_line_that_cannot_be_read_costs_no_other() -> None:
    text = event('ATTENDEE;CN=Ada "Ek;;ROLE=CHAIR:mailto:ada@acme.example', "ATTENDEE:", "X-ODD;=;:", "SUMMARY:Audit")
    (only,) = read_calendar_text(text, BRUSSELS).events
    assert [guest.mailbox.address for guest in only.guests] == ["ada@acme.example"]


@pytest.mark.parametrize("line", ["DTSTART:soon", "DTSTART:20260316T083000+9900"])
def test_an_event_that_cannot_be_read_is_counted_and_the_others_are_there(line: str) -> None:
    calendar = read_calendar_text(event() + event("UID:other", line), BRUSSELS)
    assert (len(calendar.events), calendar.unreadable) == (1, 1)


def test_each_calendar_of_a_file_has_its_own_method_and_zone() -> None:
    nine = ("DTSTART:20260316T090000", "DURATION:PT1H")
    text = (
        event(*nine, "SUMMARY:Over there", calendar=("METHOD:REQUEST", "X-WR-TIMEZONE:America/New_York"))
        + event("UID:2", *nine, "SUMMARY:Here")
        + event("UID:3", "SUMMARY:An answer", calendar=("METHOD:REPLY",))
        + event("UID:4", "SUMMARY:Gone", calendar=("METHOD:CANCEL",))
    )
    read = read_calendar_text(text, BRUSSELS).events
    assert [(one.title, f"{one.starts.astimezone(UTC):%H:%M}", one.cancelled) for one in read] == [
        ("Here", "08:00", False),
        ("Gone", "08:30", True),
        ("Over there", "13:00", False),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"Dear Ada, see you on Monday", "holds no calendar"),
        (b"%PDF-1.7", "is a PDF"),
        (b"PK\x03\x04rest", "is an archive"),
        (b"\xd0\xcf\x11\xe0rest", "Outlook's own format"),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "is a contact card"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR\r\n", "holds only tasks"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "holds nothing"),
        (event().encode().partition(b"END:VEVENT")[0], "ends in the middle"),
        (event("DTSTART:soon").encode(), "holds no event that can be read"),
        (event("DTSTART:00010101T000000Z").encode(), "holds no event that can be read"),
        (event(calendar=("METHOD:REPLY",)).encode(), "somebody's answer"),
        (event(calendar=("METHOD:COUNTER",)).encode(), "proposal for another time"),
        (b"BEGIN:VCALENDAR" + b" " * (MOST_BYTES + 1), "is larger than 10 MB"),
        (event().encode() * (MOST_EVENTS + 1), "holds 201 events"),
    ],
)
def test_what_is_no_invitation_is_called_what_it_is(file: Path, data: bytes, words: str) -> None:
    said = refused(file, data)
    assert said.startswith("invite.ics ")
    assert words in said


def test_a_file_that_is_gone_is_said(file: Path) -> None:
    with pytest.raises(FileFailed, match=r"invite\.ics can't be opened"):
        read_calendar_file(file, BRUSSELS)


def test_endless_texts_are_cut_and_a_picture_in_a_calendar_is_passed_over() -> None:
    text = event(f"DESCRIPTION:{'word ' * 50_000}", f"ATTACH;ENCODING=BASE64;VALUE=BINARY:{'QUJD' * 200_000}")
    (only,) = read_calendar_text(text, BRUSSELS).events
    assert len(only.description) <= 2002
    assert only.description.endswith("word …")
