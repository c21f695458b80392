"""What is wrong with a draft before it is sent: each mistake once, at its own field."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.models.drafts import MeetingDraft, TicketDraft, VisitorDraft
from app.services.meetings.checks import Mistake, Problem, meeting_mistakes, ticket_mistakes

BRUSSELS = ZoneInfo("Europe/Brussels")
NINE = datetime(2026, 3, 12, 9, tzinfo=BRUSSELS)
VISITOR = VisitorDraft(first_name="Ana", last_name="Lima")
MEETING = MeetingDraft(
    title="Kick-off", host_id="US-G606", start_at=NINE, end_at=NINE + timedelta(hours=1), visitors=(VISITOR,)
)
TICKET = TicketDraft(title="Lift stuck", notifier_id="US-G606")


def found(draft: MeetingDraft, *, names_as_ids: bool = False, country: str = "BE") -> list[tuple[str, Problem, str]]:
    mistakes = meeting_mistakes(draft, names_as_ids=names_as_ids, country=country)
    return [(one.field, one.problem, one.hint) for one in mistakes]


def of_visitor(**changes: Any) -> list[tuple[str, Problem, str]]:
    return found(replace(MEETING, visitors=(replace(VISITOR, **changes),)))


def test_nothing_is_wrong_with_a_whole_draft() -> None:
    assert found(MEETING) == []
    assert ticket_mistakes(TICKET, names_as_ids=False) == ()


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"title": "  "}, "title", Problem.MISSING),
        ({"title": "\u200b"}, "title", Problem.MISSING),
        ({"host_id": ""}, "host_id", Problem.MISSING),
        ({"host_id": "Sofia"}, "host_id", Problem.NO_PERSON),
        ({"start_at": None}, "start_at", Problem.MISSING),
        ({"end_at": None}, "end_at", Problem.MISSING),
        ({"end_at": NINE}, "end_at", Problem.ENDS_BEFORE_START),
        ({"end_at": NINE - timedelta(hours=1)}, "end_at", Problem.ENDS_BEFORE_START),
        ({"recurrence": "every week"}, "recurrence", Problem.BAD_RULE),
        ({"recurrence": "FREQ=SOMETIMES"}, "recurrence", Problem.BAD_RULE),
        ({"user_ids": ("US-1", "Jonas")}, "user_ids", Problem.NO_PERSON),
        ({"checkin_notification_users": ("?",)}, "checkin_notification_users", Problem.NO_PERSON),
        ({"checkout_notification_users": ("",)}, "checkout_notification_users", Problem.NO_PERSON),
    ],
)
def test_each_mistake_of_a_meeting(changes: dict[str, Any], field: str, problem: Problem) -> None:
    assert found(replace(MEETING, **changes)) == [(field, problem, "")]


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;COUNT=4", "FREQ=DAILY;BYDAY=MO,TU;UNTIL=20150315T230000Z"])
def test_rules_of_the_standard_are_taken(rule: str) -> None:
    assert found(replace(MEETING, recurrence=rule)) == []


@pytest.mark.parametrize(
    ("changes", "field", "problem", "hint"),
    [
        ({"first_name": " "}, "first_name", Problem.MISSING, ""),
        ({"last_name": ""}, "last_name", Problem.MISSING, ""),
        ({"email": "x@@y"}, "email", Problem.BAD_EMAIL, ""),
        ({"email": "ana"}, "email", Problem.BAD_EMAIL, ""),
        ({"mobile": "0471 20 44 10"}, "mobile", Problem.NO_COUNTRY_CODE, "+32 471 20 44 10"),
        ({"phone": "02 555 01 27"}, "phone", Problem.NO_COUNTRY_CODE, "+32 2 555 01 27"),
        ({"phone": "12"}, "phone", Problem.NO_COUNTRY_CODE, ""),
        ({"phone": "+32 1"}, "phone", Problem.BAD_PHONE, ""),
        ({"phone": "+999 555 0127"}, "phone", Problem.BAD_PHONE, ""),
        ({"mobile": "call me"}, "mobile", Problem.BAD_PHONE, ""),
        ({"sms_reminder": True}, "sms_reminder", Problem.SMS_WITHOUT_MOBILE, ""),
        ({"mail_reminder": True}, "mail_reminder", Problem.MAIL_WITHOUT_EMAIL, ""),
    ],
)
def test_each_mistake_of_a_visitor(changes: dict[str, Any], field: str, problem: Problem, hint: str) -> None:
    assert of_visitor(**changes) == [(field, problem, hint)]


def test_a_visitor_who_can_be_reached_is_invited_either_way() -> None:
    reached = {"email": "ana@lagos.example.com", "mobile": "+234 803 555 0100"}
    assert of_visitor(**reached, sms_reminder=True, mail_reminder=True) == []


def test_each_visitor_is_told_by_number_in_the_order_of_the_form() -> None:
    nobody = VisitorDraft()
    mistakes = meeting_mistakes(replace(MEETING, title="", visitors=(VISITOR, nobody)), names_as_ids=False)
    assert mistakes == (
        Mistake("title", Problem.MISSING),
        Mistake("first_name", Problem.MISSING, 1),
        Mistake("last_name", Problem.MISSING, 1),
    )


@pytest.mark.parametrize("person", ["US-G606", "CO-1", "12345", "AB-x_y9"])
def test_ids_as_the_api_writes_them_are_taken(person: str) -> None:
    assert found(replace(MEETING, host_id=person)) == []
    assert ticket_mistakes(replace(TICKET, notifier_id=person, agent_id=person), names_as_ids=False) == ()


def test_our_own_server_takes_names_for_ids() -> None:
    named = replace(MEETING, host_id="Sofia Marchetti", user_ids=("Élise",))
    assert found(named, names_as_ids=True) == []
    assert [field for field, _, _ in found(replace(named, host_id="?!"), names_as_ids=True)] == ["host_id"]


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"title": ""}, "title", Problem.MISSING),
        ({"notifier_id": ""}, "notifier_id", Problem.MISSING),
        ({"notifier_id": "somebody"}, "notifier_id", Problem.NO_PERSON),
        ({"creator_id": "me"}, "creator_id", Problem.NO_PERSON),
        ({"agent_id": "any"}, "agent_id", Problem.NO_PERSON),
        ({"supplier_id": "Otis"}, "supplier_id", Problem.NO_PERSON),
    ],
)
def test_each_mistake_of_a_ticket(changes: dict[str, Any], field: str, problem: Problem) -> None:
    assert ticket_mistakes(replace(TICKET, **changes), names_as_ids=False) == (Mistake(field, problem),)


@pytest.mark.parametrize(("hour", "exists"), [(1, True), (2, False), (3, True)])
def test_the_hour_that_a_night_in_spring_skips_can_be_no_start(hour: int, exists: bool) -> None:
    start = datetime(2026, 3, 29, hour, 30, tzinfo=BRUSSELS)
    draft = replace(MEETING, start_at=start, end_at=start + timedelta(hours=5))
    assert found(draft) == ([] if exists else [("start_at", Problem.NO_SUCH_TIME, "")])


def test_the_hour_that_a_night_in_autumn_has_twice_is_a_time() -> None:
    start = datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS)
    assert found(replace(MEETING, start_at=start, end_at=start + timedelta(hours=2))) == []


@given(st.integers(min_value=450_000_000, max_value=499_999_999))
def test_the_hint_for_a_number_is_a_number_that_is_taken(national: int) -> None:
    [(field, problem, hint)] = of_visitor(mobile=f"0{national}")
    assert (field, problem) == ("mobile", Problem.NO_COUNTRY_CODE)
    assert phonenumbers.parse(hint, None).national_number == national
    assert of_visitor(mobile=hint) == []


@given(st.text(), st.text(), st.text())
def test_whatever_is_typed_is_judged_and_never_a_crash(email: str, phone: str, rule: str) -> None:
    visitor = replace(VISITOR, email=email, phone=phone, mobile=phone, mail_reminder=True)
    meeting_mistakes(
        replace(MEETING, visitors=(visitor,), recurrence=rule, host_id=phone), names_as_ids=False, country="BE"
    )
    ticket_mistakes(replace(TICKET, notifier_id=email, agent_id=phone), names_as_ids=True)
