"""The places where the API's page contradicts itself or reality, one test a trap."""

from __future__ import annotations

import codecs
import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from app.api.client import Client
from app.api.meetings import MeetingCalls
from app.api.tickets import TicketCalls
from app.errors import Unreadable
from app.models.drafts import MeetingDraft, TicketDraft, VisitorDraft
from app.models.objects.meeting import Meeting, Recurrence
from app.models.objects.reading import Reader
from app.models.objects.ticket import Ticket
from tests.fake_server import FakeServer, page_bytes, page_json

BRUSSELS = timezone(timedelta(hours=1))
EXAMPLE = MeetingDraft(
    title="John Doe",
    start_at=datetime(2015, 1, 12, 15, tzinfo=BRUSSELS),
    end_at=datetime(2015, 1, 12, 17, tzinfo=BRUSSELS),
    host_id="US-G606",
    visitors=(
        VisitorDraft(
            first_name="John",
            last_name="Doe",
            email="johndoe@yopmail.com",
            company_name="Mega corporate ",
            language="fr",
            mail_reminder=True,
        ),
    ),
)


def meeting(**attributes: Any) -> Meeting:
    return Reader(Meeting, "meeting").read_one(json.dumps({**page_json("meeting"), **attributes}).encode())


def ticket(**attributes: Any) -> Ticket:
    return Reader(Ticket, "ticket").read_one(json.dumps({**page_json("ticket"), **attributes}).encode())


def visitor(**attributes: Any) -> Any:
    return meeting(visitors=[{**page_json("meeting")["visitors"][0], **attributes}]).visitors[0]


async def test_from_and_to_go_into_the_query_of_a_get(server: FakeServer, client: Client) -> None:
    await MeetingCalls(client).between(date(2015, 1, 12), date(2015, 1, 13))
    sent = server.requests[-1]
    assert (sent.query, sent.body) == ({"from": "2015-01-12", "to": "2015-01-13"}, None)


async def test_from_and_to_are_bare_days(server: FakeServer, client: Client) -> None:
    await MeetingCalls(client).between(date(800, 2, 3), date(2015, 12, 31))
    assert list(server.requests[-1].query.values()) == ["0800-02-03", "2015-12-31"]


@pytest.mark.parametrize("spelling", ["occurenceId", "occurrenceId"])
def test_occurrence_id_is_read_in_both_spellings(spelling: str) -> None:
    sent = page_json("meeting")
    del sent["occurrenceId"]
    read = Reader(Meeting, "meeting").read_one(json.dumps({**sent, spelling: "O-1"}).encode())
    assert read.occurrence_id == "O-1"


def test_occurrence_id_is_read_when_the_other_spelling_is_null() -> None:
    assert meeting(occurrenceId=None, occurenceId="O-1").occurrence_id == "O-1"


@pytest.mark.parametrize("spelling", ["supplierLastRead", "supplierLastReadAt"])
def test_supplier_last_read_is_read_in_both_spellings(spelling: str) -> None:
    read = ticket(**{spelling: "2015-01-06T10:51:42Z"})
    assert read.supplier_last_read_at == datetime.fromisoformat("2015-01-06T10:51:42+00:00")


def test_names_are_written_otherwise_in_requests_than_in_answers() -> None:
    sent = VisitorDraft(first_name="John", last_name="Doe").body()
    assert (sent["firstName"], sent["lastName"]) == ("John", "Doe")
    assert not {"firstname", "lastname"} & sent.keys()
    assert visitor(firstname="John", lastname="Doe").name == "John Doe"


@pytest.mark.parametrize(
    ("said", "meant"),
    [(True, True), (False, False), (1, True), (0, False), ("1", True), ("0", False), ("true", True), ("false", False)],
)
def test_flags_are_read_as_booleans_as_numbers_and_as_texts(said: Any, meant: bool) -> None:
    read = visitor(smsReminder=said, mailReminder=said, frequent=said)
    assert (read.sms_reminder, read.mail_reminder, read.frequent) == (meant, meant, meant)
    assert ticket(archived=said, sendRequesterSolved=said).archived is meant


@pytest.mark.parametrize("chosen", [True, False])
def test_flags_are_sent_as_0_and_1(chosen: bool) -> None:
    invited = VisitorDraft(sms_reminder=chosen, mail_reminder=chosen).body()
    reported = TicketDraft(send_requester_solved=chosen, send_requester_copy=chosen).body()
    sent = [invited["smsReminder"], invited["mailReminder"]]
    sent += [reported["sendRequesterSolved"], reported["sendRequesterCopy"]]
    assert json.dumps(sent) == json.dumps([int(chosen)] * 4)


def test_birthday_frequent_and_token_are_not_sent_but_read() -> None:
    assert not {"birthday", "frequent", "token"} & VisitorDraft().body().keys()
    read = visitor(birthday="1980-02-29", frequent="1", token="T0")
    assert (read.birthday, read.frequent, read.token) == ("1980-02-29", True, "T0")


def test_a_body_names_every_optional_visitor_field_and_empty_lists() -> None:
    expected = page_json("create_meeting_body")
    for undocumented in ("birthday", "frequent", "token"):
        del expected["visitors"][0][undocumented]
    assert EXAMPLE.body() == expected
    assert list(EXAMPLE.body()) == list(expected)


async def test_a_ticket_call_that_answers_a_meeting_is_a_clear_error(server: FakeServer, client: Client) -> None:
    server.answers("GET", "/sd/tickets/M-VJ476", content=page_bytes("get_ticket"))
    server.answers("POST", "/sd/tickets", content=page_bytes("create_ticket"))
    with pytest.raises(Unreadable, match=r"^expected a ticket, the server sent a meeting$"):
        await TicketCalls(client).one("M-VJ476")
    made = await TicketCalls(client).create(TicketDraft(title="lift", notifier_id="US-G606").body(), "op-1")
    assert (made.id, made.piece) == ("", b""), "the server has it, and the meeting's id is not the ticket's"


async def test_a_meeting_call_that_answers_a_ticket_is_a_clear_error(server: FakeServer, client: Client) -> None:
    server.answers("GET", "/vm/meetings/T-LX167", content=page_bytes("ticket"))
    with pytest.raises(Unreadable, match=r"^expected a meeting, the server sent a ticket$"):
        await MeetingCalls(client).one("T-LX167")


def test_a_priority_is_read_as_a_number_and_sent_as_a_text() -> None:
    priority = ticket(priority={"object": "priority", "id": 2, "value": "Medium"}).priority
    assert priority is not None
    assert priority.id == "2"
    assert TicketDraft(priority_id=priority.id).body()["priorityId"] == "2"


@pytest.mark.parametrize("absent", [None, ""])
def test_absent_text_lists_and_objects_have_one_meaning(absent: Any) -> None:
    read = meeting(description=absent, users=absent, host=absent, recurrence=absent, visitors=absent, company=absent)
    assert (read.description, read.users, read.visitors) == ("", (), ())
    assert (read.host, read.recurrence, read.company) == (None, None, None)
    report = ticket(category=absent, customFields=absent, dueAt=absent, reference=absent, rating=absent)
    assert (report.category, report.custom_fields, report.due_at, report.reference) == (None, (), None, "")


def test_nulls_inside_a_list_are_absent_too() -> None:
    (only,) = meeting(visitors=[None, {"firstname": "John"}, ""]).visitors
    assert only.firstname == "John"


def test_attributes_that_no_page_names_are_ignored() -> None:
    read = meeting(surprise={"deep": [1]}, host={"id": "US-1", "shoeSize": 44})
    assert read.host is not None
    assert (read.id, read.host.id) == ("M-TF325", "US-1")


def test_recurrence_is_read_as_a_text_and_as_an_object() -> None:
    rule = Recurrence(rrule="FREQ=DAILY")
    assert meeting(recurrence="FREQ=DAILY").recurrence == meeting(recurrence={"rrule": "FREQ=DAILY"}).recurrence == rule


@pytest.mark.parametrize("name", ["🦊 Fox 👩‍🚀", "شهد خليل", "<img src=file:///etc/passwd>", "a\u202eb\u0000c", " "])
def test_names_are_read_as_they_are(name: str) -> None:
    assert visitor(firstname=name).firstname == name


def test_an_address_that_is_none_and_times_in_odd_order_are_read_without_complaint() -> None:
    read = meeting(
        createdAt="2015-01-12T15:50:58Z",
        lastModifiedAt="2014-01-01T00:00:00Z",
        visitors=[{"email": "x@@y", "phone": "call me", "birthday": "soon"}],
    )
    assert read.visitors[0].email == "x@@y"
    assert read.created_at is not None
    assert read.last_modified_at is not None
    assert read.last_modified_at < read.created_at


@pytest.mark.parametrize("broken", ["0000-00-00 00:00:00", "yesterday", "0001-01-01T00:00:00Z", [], {}, 7, True])
def test_a_broken_time_that_nothing_depends_on_costs_nobody_a_row(broken: Any) -> None:
    assert meeting(lastModifiedAt=broken).last_modified_at is None


async def test_a_byte_order_mark_before_the_json_is_no_fault(server: FakeServer, client: Client) -> None:
    for method, path, example in (
        ("GET", "/vm/meetings", "list_meetings"),
        ("GET", "/vm/meetings/M-1", "get_meeting"),
        ("GET", "/sd/tickets", "list_tickets"),
    ):
        server.answers(method, path, content=codecs.BOM_UTF8 + page_bytes(example))
    assert len((await MeetingCalls(client).between(date(2015, 1, 12), date(2015, 1, 12))).pieces) == 1
    assert (await MeetingCalls(client).one("M-1"))[0].id == "M-VJ476"


def test_an_unreadable_item_leaves_the_others_and_is_counted() -> None:
    good = page_bytes("meeting")
    broken = json.dumps({**page_json("meeting"), "startAt": "Mr Smith's birthday"}).encode()
    read = Reader(Meeting, "meeting").read([good, broken, b'{"id": 4, cut', page_bytes("ticket"), good])
    assert [item.id for item in read.items] == ["M-TF325", "M-TF325"]
    assert read.unreadable[0] == "startAt: Value error, not a time stamp"
    assert read.unreadable[1].startswith("item: Invalid JSON")
    assert read.unreadable[2] == "expected a meeting, the server sent a ticket"
