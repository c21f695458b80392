"""Everything that the API's page shows or names is found again in the models, with the same meaning."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import pytest

from app.models.objects.meeting import Meeting
from app.models.objects.reading import Reader
from app.models.objects.ticket import Ticket
from tests.fake_server import page_json

COMPANY = {
    "object": "corporate",
    "id": "CO-C202",
    "reference": "HQ-1",
    "name": "L'Oreal",
    "timezone": "Europe/Brussels",
    "locale": "en-US",
    "phone": "+12125551423",
    "logoUrl": "http://example.com/logo.png",
    "createdAt": "2014-01-07T09:05:31Z",
    "lastModifiedAt": "2015-01-06T11:45:51Z",
    "countryCode": "BE",
    "latitude": 50.680992,
    "longitude": 4.39579,
    "status": "ACTIVATED",
}
VISITOR = {
    "object": "visitor",
    "id": "V-ELJ230",
    "firstname": "Zoë",
    "lastname": "Ångström",
    "companyName": "Mega corporate",
    "email": "zoe@example.com",
    "phone": "+3223333201",
    "mobile": "+32473170878",
    "mobileStatus": "VALID",
    "language": {"code": "fr", "name": "français", "displayName": "French"},
    "pictureUrl": "http://example.com/zoe.png",
    "function": "auditor",
    "about": "needs the ramp",
    "licensePlate": "1-ABC-234",
    "birthday": "1980-02-29",
    "frequent": True,
    "attachmentCount": 2,
    "customFields": [{"id": 7, "value": "blue"}, "loose"],
    "smsReminder": 1,
    "mailReminder": "1",
}
COLLEAGUE = {
    **VISITOR,
    "object": "user",
    "id": "US-KP935",
    "createdAt": "2014-01-07T09:05:31Z",
    "lastModifiedAt": "2014-12-16T14:44:09Z",
}
USER = {
    **COLLEAGUE,
    "id": "US-G606",
    "entryDate": "2014-01-01",
    "lastLoggedAt": "2015-01-12T09:22:06Z",
    "assistant": COLLEAGUE,
    "isAssistantOf": [COLLEAGUE],
}
MEETING = {
    "object": "meeting",
    "id": "M-TF325",
    "uid": "8A604C12-94A0-4B20-A7FCECC3EB7EF4DF",
    "occurrenceId": "20150112",
    "company": COMPANY,
    "title": "Yearly audit",
    "description": "bring the books",
    "startAt": "2014-12-01T12:00:00+01:00",
    "endAt": "2014-12-01T14:00:00+01:00",
    "host": USER,
    "users": [USER],
    "visitors": [VISITOR, VISITOR],
    "recurrence": {"rrule": "FREQ=DAILY", "exrule": "FREQ=WEEKLY", "rdate": "20150101", "exdate": "20150102"},
    "timezone": "Europe/Brussels",
    "createdAt": "2014-12-01T11:35:13Z",
    "createdBy": {"type": "USER", "object": "user", "id": "US-G606", "name": "Yo Da"},
    "createdVia": {"type": "APPLICATION", "name": "Foyer"},
    "lastModifiedAt": "2014-12-02T11:35:13Z",
    "checkinNotificationType": "FIRST_LAST",
    "checkinNotificationUsers": [USER],
    "checkoutNotificationUsers": [USER],
}
TICKET = {
    "object": "ticket",
    "type": "Ticket",
    "id": "T-LX167",
    "reference": "R-1",
    "title": "The lift is stuck",
    "description": "between 2 and 3",
    "company": COMPANY,
    "creator": USER,
    "notifier": USER,
    "category": {"object": "category", "id": 4, "value": "Lifts"},
    "priority": {"object": "priority", "id": 2, "value": "Medium"},
    "status": {"object": "status", "id": 1, "action": "unqualify", "value": "Requested"},
    "agent": USER,
    "supplier": {"object": "supplier", "id": "S-1", "name": "Lifts & Co", "email": "x@example.com", "phone": "+321"},
    "supplierLastReadAt": "2015-01-06T10:51:42Z",
    "supplierLastNotificationSentAt": "2015-01-07T10:51:42Z",
    "dueAt": "2015-01-08T10:51:42Z",
    "reopened": True,
    "archived": True,
    "favorite": True,
    "commentCount": 1,
    "logCount": 2,
    "attachmentCount": 3,
    "relatedTicketCount": 4,
    "customFields": [{"id": 1}],
    "createdAt": "2015-01-05T10:51:42Z",
    "lastStatusChangedAt": "2015-01-05T10:51:43Z",
    "lastModifiedAt": "2015-01-05T10:51:44Z",
    "sendRequesterSolved": 1,
    "rating": 5,
}


def read_meeting(sent: Any) -> Meeting:
    return Reader(Meeting, "meeting").read_one(json.dumps(sent).encode())


def read_ticket(sent: Any) -> Ticket:
    return Reader(Ticket, "ticket").read_one(json.dumps(sent).encode())


def assert_kept(sent: Any, kept: Any, place: str) -> None:
    """`kept` means what `sent` said; `place` names the attribute when it doesn't."""
    if sent is None or sent == "":
        assert kept in ("", (), None, False), place
    elif isinstance(sent, dict) and not isinstance(kept, dict):
        for key, value in sent.items():
            name = re.sub(r"[A-Z]", lambda letter: "_" + letter[0].lower(), key)
            assert_kept(value, getattr(kept, name), f"{place}.{key}")
    elif isinstance(sent, list):
        assert len(kept) == len(sent), place
        for number, (one, other) in enumerate(zip(sent, kept, strict=True)):
            assert_kept(one, other, f"{place}.{number}")
    elif isinstance(kept, datetime):
        told = datetime.fromisoformat(sent)
        assert (kept, kept.utcoffset()) == (told, told.utcoffset()), place
    elif isinstance(kept, bool):
        assert kept is (sent in (True, 1, "1")), place
    elif isinstance(kept, str):
        assert kept == str(sent), place
    else:
        assert kept == sent, place


@pytest.mark.parametrize("example", ["meeting", "get_meeting", "create_meeting", "get_ticket", "create_ticket"])
def test_every_attribute_of_the_pages_meetings_is_kept(example: str) -> None:
    sent = page_json(example)  # the answers of get_ticket and create_ticket are meetings on the page
    assert_kept(sent, read_meeting(sent), example)


def test_every_attribute_of_the_pages_meeting_list_is_kept() -> None:
    (sent,) = page_json("list_meetings")
    assert_kept(sent, read_meeting(sent), "list_meetings")


def test_every_attribute_of_the_pages_tickets_is_kept() -> None:
    for sent in (page_json("ticket"), *page_json("list_tickets")["tickets"]):
        assert_kept(sent, read_ticket(sent), sent["id"])


def test_an_attribute_that_is_null_in_the_pages_examples_is_kept_when_it_is_filled() -> None:
    assert_kept(MEETING, read_meeting(MEETING), "meeting")
    assert_kept(TICKET, read_ticket(TICKET), "ticket")


@pytest.mark.parametrize(("filled", "example"), [(MEETING, "meeting"), (TICKET, "ticket")])
def test_the_filled_objects_above_name_everything_that_the_page_shows(filled: Any, example: str) -> None:
    def names(value: Any) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(names, value))
        if isinstance(value, dict):
            return {key + below for key, item in value.items() for below in {"", *(f".{n}" for n in names(item))}}
        return set()

    assert names(page_json(example)) <= names(filled)
