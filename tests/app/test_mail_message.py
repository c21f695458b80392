"""A mail as it goes over the wire, whatever letters its names and addresses have."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.mail.message import message_of
from app.models.notices.mail import CalendarPart, Mail, Picture
from app.system.mail_address import NoMailAddress

LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=200).map(
    lambda t: " ".join(t.split())
)
PNG = b"\x89PNG\r\n"


def mail(**different: Any) -> Mail:
    told = {"id": "n-1", "to": "ada@acme.example", "name": "Ada", "subject": "S", "text": "T"}
    return Mail(**(told | {"at": datetime(2026, 11, 30, 9, tzinfo=UTC)} | different))


def header(raw: Message, name: str) -> str:
    return str(make_header(decode_header(raw[name])))


@given(LINES, LINES)
@example('Jörg, "X" <b>', "=?utf-8?q?a?=")
@example("Ö, " * 60 + "Ö", 'say "hi" <b>Al & Co</b>')
@example("=?utf-8?q?a?=", "Ö" * 300)
def test_names_and_subjects_stand_letter_for_letter(name: str, subject: str) -> None:
    sent = message_of(
        mail(name=name, subject=subject, reply_to="host@site.example", reply_to_name=name), "desk@site.example"
    )
    raw = message_from_bytes(sent.content)
    assert header(raw, "Subject") == subject
    for field, address in (("To", "ada@acme.example"), ("Reply-To", "host@site.example")):
        words, _, rest = raw[field].rpartition(" <") if name else ("", "", address + ">")
        assert rest == f"{address}>"
        shown = str(make_header(decode_header(words.rstrip())))
        assert shown == name or shown == f'"{name}"'
    assert max(map(len, sent.content.splitlines())) <= 80


def test_a_domain_of_any_letters_is_sent_as_idna_has_it() -> None:
    sent = message_of(mail(to="x@straße.example"), "desk@site.example")
    assert (sent.recipient, sent.any_letters) == ("x@xn--strae-oqa.example", False)
    assert message_from_bytes(sent.content)["To"] == '"Ada" <x@xn--strae-oqa.example>'


@pytest.mark.parametrize("field", ["to", "reply_to"])
def test_letters_before_the_at_stay_and_want_smtputf8(field: str) -> None:
    sent = message_of(mail(**{field: "jörg@straße.example"}), "desk@site.example")
    assert sent.any_letters
    assert (
        "<jörg@xn--strae-oqa.example>" in sent.content.decode() or "jörg@xn--strae-oqa.example" in sent.content.decode()
    )


def test_what_is_no_address_goes_nowhere() -> None:
    with pytest.raises(NoMailAddress):
        message_of(mail(to="at the gate"), "desk@site.example")
    with pytest.raises(NoMailAddress, match="The address of Jonas Weber, who gets the answers, is none: "):
        message_of(mail(reply_to="n/a", reply_to_name="Jonas Weber"), "desk@site.example")


def test_a_letter_holds_its_pictures_its_calendar_and_the_same_as_a_file() -> None:
    told = mail(
        html='<img src="cid:code">',
        pictures=(Picture("code", "code.png", "image/png", PNG),),
        calendar=CalendarPart("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "CANCEL"),
    )
    read = message_from_bytes(message_of(told, "desk@site.example").content, policy=policy.default)
    assert isinstance(read, EmailMessage)
    alternative, file = read.iter_parts()
    text, related, calendar = alternative.iter_parts()
    assert (text.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    html, picture = related.iter_parts()
    assert html.get_content_type() == "text/html"
    assert (picture["Content-ID"], picture.get_content(), picture.get_content_disposition()) == (
        "<code>",
        PNG,
        "inline",
    )
    assert (calendar.get_content_type(), calendar["Content-Type"].params["method"]) == ("text/calendar", "CANCEL")
    assert file.get_filename() == "invite.ics"
    assert file.get_content().decode() == told.calendar.text if told.calendar else ""
