"""The six calls, against a server that answers with the page's own JSON."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone

import pytest
from msgspec.structs import fields, replace

from app.api.client import Client
from app.api.meetings import MeetingCalls
from app.api.tickets import TicketCalls
from app.errors import Unreadable
from app.models.drafts import MeetingDraft, TicketDraft, VisitorDraft
from app.models.objects.meeting import Meeting
from app.models.objects.reading import Reader
from app.models.objects.ticket import Ticket
from app.models.objects.ticket_query import TicketQuery
from tests.fake_server import FakeServer, page_bytes, page_json

DAY = date(2015, 1, 12)
BRUSSELS = timezone(timedelta(hours=1))


async def test_the_meetings_of_some_days(server: FakeServer, client: Client) -> None:
    listed = await MeetingCalls(client).between(DAY, DAY)
    read = Reader(Meeting, "meeting").read(listed.pieces)
    assert [(meeting.id, meeting.visitors[0].name) for meeting in read.items] == [("M-TF325", "zdeazd zeadzed")]
    assert (server.requests[-1].method, server.requests[-1].path) == ("GET", "/vm/meetings")


async def test_one_meeting(server: FakeServer, client: Client) -> None:
    meeting, piece = await MeetingCalls(client).one("M-VJ476")
    assert json.loads(piece) == page_json("get_meeting")
    assert (meeting.id, meeting.title) == ("M-VJ476", "John Doe")
    assert server.requests[-1].path == "/vm/meetings/M-VJ476"


async def test_a_meeting_with_everything_in_it_is_created(server: FakeServer, client: Client) -> None:
    draft = MeetingDraft(
        title="Audit",
        description="bring the books",
        host_id="US-G606",
        start_at=datetime(2015, 1, 12, 15, tzinfo=BRUSSELS),
        end_at=datetime(2015, 1, 12, 17, 0, 0, 999_999, tzinfo=BRUSSELS),
        user_ids=("US-1", "US-2"),
        recurrence="FREQ=WEEKLY;COUNT=4",
        checkin_notification_users=("US-3",),
        checkout_notification_users=("US-4",),
        visitors=(VisitorDraft(first_name="John", last_name="Doel", mobile="+32473170878", sms_reminder=True),),
    )
    made = await MeetingCalls(client).create(draft.body(), "op-1")
    assert made.id == "M-VK577"
    assert json.loads(made.piece) == page_json("create_meeting")
    sent = server.requests[-1]
    assert (sent.method, sent.path, sent.headers["Idempotency-Key"]) == ("POST", "/vm/meetings", "op-1")
    assert sent.body == {
        "title": "Audit",
        "description": "bring the books",
        "startAt": "2015-01-12T15:00:00+01:00",
        "endAt": "2015-01-12T17:00:00+01:00",
        "hostId": "US-G606",
        "userIds": ["US-1", "US-2"],
        "recurrence": {"rrule": "FREQ=WEEKLY;COUNT=4"},
        "checkinNotificationUsers": ["US-3"],
        "checkoutNotificationUsers": ["US-4"],
        "visitors": [
            {
                "firstName": "John",
                "lastName": "Doel",
                "email": "",
                "phone": "",
                "mobile": "+32473170878",
                "companyName": "",
                "function": "",
                "language": "",
                "licensePlate": "",
                "about": "",
                "smsReminder": 1,
                "mailReminder": 0,
            }
        ],
    }


async def test_a_page_of_tickets(server: FakeServer, client: Client) -> None:
    page = (await TicketCalls(client).page(TicketQuery())).page()
    assert (page.total, page.limit) == (22, 10)
    (ticket,) = Reader(Ticket, "ticket").read(page.pieces).items
    assert ticket.id == "T-KG228"
    assert ticket.notifier is not None
    assert ticket.notifier.name == "Stéphane Vantroyen"
    assert server.requests[-1].query == {"sortBy": "activity", "sort": "desc", "page": "1", "pageSize": "10"}


async def test_every_filter_of_the_ticket_list_goes_out_under_its_documented_name(
    server: FakeServer, client: Client
) -> None:
    query = TicketQuery("dueDate", "asc", 3, 25, "a&b=c é", "1", "US-1", "2", "4", "S-1", True, DAY, date(2015, 2, 1))
    query = replace(
        query, overdue=True, unassigned=True, without_category=True, is_open=True, archived=True, favorite=True
    )  # our own server's alone
    query = replace(query, created_from=DAY, created_to=DAY, solved_from=DAY, solved_to=DAY, age_from=4, age_below=8)
    assert len(fields(query)) == 25
    await TicketCalls(client).page(query)
    assert server.requests[-1].query == {
        "sortBy": "dueDate",
        "sort": "asc",
        "page": "3",
        "pageSize": "25",
        "q": "a&b=c é",
        "status": "1",
        "agentId": "US-1",
        "priority": "2",
        "category": "4",
        "supplierId": "S-1",
        "mode": "me",
        "dueDateFrom": "2015-01-12",
        "dueDateTo": "2015-02-01",
    }


async def test_one_ticket(server: FakeServer, client: Client) -> None:
    ticket, piece = await TicketCalls(client).one("T-LX167")
    assert ticket.id == "T-LX167"
    assert json.loads(piece) == page_json("ticket")
    assert server.requests[-1].path == "/sd/tickets/T-LX167"


async def test_a_ticket_with_everything_in_it_is_created(server: FakeServer, client: Client) -> None:
    draft = TicketDraft(
        title="The lift is stuck",
        description="between 2 and 3",
        reference="R-1",
        creator_id="US-1",
        notifier_id="US-2",
        agent_id="US-3",
        supplier_id="S-1",
        category_id="4",
        priority_id="2",
        due_date=DAY,
        send_requester_solved=True,
        custom_fields=({"id": 1, "value": "blue"},),
    )
    made = await TicketCalls(client).create(draft.body(), "op-2")
    assert made.id == "T-LX167"
    assert json.loads(made.piece) == page_json("ticket")
    sent = server.requests[-1]
    assert (sent.method, sent.path, sent.headers["Idempotency-Key"]) == ("POST", "/sd/tickets", "op-2")
    assert sent.body == {
        "reference": "R-1",
        "title": "The lift is stuck",
        "description": "between 2 and 3",
        "creatorId": "US-1",
        "notifierId": "US-2",
        "agentId": "US-3",
        "supplierId": "S-1",
        "categoryId": "4",
        "priorityId": "2",
        "dueDate": "2015-01-12",
        "sendRequesterSolved": 1,
        "sendRequesterCopy": 0,
        "customFields": [{"id": 1, "value": "blue"}],
    }


@pytest.mark.parametrize("path", ["/vm/meetings", "/sd/tickets"])
async def test_an_id_is_one_segment_whatever_signs_it_holds(path: str, server: FakeServer, client: Client) -> None:
    example = "get_meeting" if "vm" in path else "ticket"
    server.answers("GET", f"{path}/a%2F..%2Fb%3Fc%20%23%C3%A9", content=page_bytes(example))
    strange = "a/../b?c #é"
    calls = MeetingCalls(client) if "vm" in path else TicketCalls(client)
    _, piece = await calls.one(strange)
    assert json.loads(piece)["id"] == page_json(example)["id"]


LISTS = [
    (b"", "nothing"),
    (b"\xef\xbb\xbf \n", "nothing"),
    (b"<!DOCTYPE html><title>Log in</title>", "a web page"),
    (page_bytes("list_meetings")[:-200], "an answer that breaks off"),
    (b'{"tickets": [1', "an answer that breaks off"),
    (b"[" * 100_000, "something that isn't JSON"),
    (b"Internal error", "something that isn't JSON"),
    (b"[1], 2", "something that isn't JSON"),
    (b'{"meetings": []}', "another object"),
    (b'"soon"', "a text"),
    (b"null", "null"),
    (b"false", "a flag"),
    (b"12", "a number"),
]


@pytest.mark.parametrize(("answer", "sent"), [*LISTS, (page_bytes("meeting"), "another object")])
async def test_what_is_no_list_of_meetings_is_said_plainly(
    answer: bytes, sent: str, server: FakeServer, client: Client
) -> None:
    server.answers("GET", "/vm/meetings", content=answer)
    listed = await MeetingCalls(client).between(DAY, DAY)
    with pytest.raises(Unreadable) as unreadable:
        listed.page()
    assert str(unreadable.value) == f"expected a list, the server sent {sent}"


@pytest.mark.parametrize(
    ("answer", "sent"), [*LISTS, (b"[]", "a list"), (b'{"tickets": {}, "total": 0}', "another object")]
)
async def test_what_is_no_page_of_tickets_is_said_plainly(
    answer: bytes, sent: str, server: FakeServer, client: Client
) -> None:
    server.answers("GET", "/sd/tickets", content=answer)
    listed = await TicketCalls(client).page(TicketQuery())
    with pytest.raises(Unreadable) as unreadable:
        listed.page()
    assert str(unreadable.value) == f"expected a list of tickets, the server sent {sent}"


@pytest.mark.parametrize(
    ("answer", "sent"),
    [
        (b"", "expected a ticket, the server sent nothing"),
        (b"<html>", "expected a ticket, the server sent a web page"),
        (b"[]", "expected a ticket, the server sent a list"),
        (b"{}", "id: Field required"),
        (b'{"object": "status"}', "expected a ticket, the server sent a status"),
        (b'{"id": "T-1", "company": 5}', "company: Input should be an object"),
        (b'{"id": "T-1"', "item: Invalid JSON: EOF while parsing an object at line 1 column 12"),
    ],
)
async def test_what_is_no_ticket_is_said_plainly(answer: bytes, sent: str, server: FakeServer, client: Client) -> None:
    server.answers("GET", "/sd/tickets/T-1", content=answer)
    with pytest.raises(Unreadable) as unreadable:
        await TicketCalls(client).one("T-1")
    assert str(unreadable.value) == sent


@pytest.mark.parametrize(
    ("answer", "page"),
    [
        ({"total": "22", "limit": "5", "tickets": [1, 2]}, (22, 5, 2)),
        ({"total": None, "limit": None, "tickets": [1, 2]}, (None, None, 2)),
        ({"tickets": [1, 2], "surprise": 7}, (None, None, 2)),
        ({"total": "many", "limit": 0, "tickets": [1, 2]}, (None, None, 2)),
        ({"total": 1, "limit": -3, "tickets": [1, 2]}, (2, None, 2)),
        ({"total": 1.5, "limit": True, "tickets": [1, 2]}, (None, None, 2)),
        ({"total": 0, "limit": 10, "tickets": None}, (0, 10, 0)),
    ],
)
async def test_a_page_is_read_leniently(
    answer: object, page: tuple[int, int, int], server: FakeServer, client: Client
) -> None:
    server.answers("GET", "/sd/tickets", json=answer)
    read = (await TicketCalls(client).page(TicketQuery())).page()
    assert (read.total, read.limit, len(read.pieces)) == page


async def test_the_same_answer_again_is_told_from_another_without_being_taken_apart(
    server: FakeServer, client: Client
) -> None:
    server.answers("GET", "/vm/meetings", json=[{"id": "M-1"}])
    server.answers("GET", "/vm/meetings", json=[{"id": "M-1"}])
    server.answers("GET", "/vm/meetings", json=[{"id": "M-2"}])
    first, again, other = [(await MeetingCalls(client).between(DAY, DAY)).digest for _ in range(3)]
    assert first == again != other
