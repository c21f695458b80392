"""What is sent becomes the draft that it came from again, so that a refused one can be edited."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as some

from app.models.drafts import MeetingDraft, TicketDraft, VisitorDraft
from tests.fake_server import page_json

ZONES = some.integers(min_value=-14 * 60, max_value=14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = some.datetimes(timezones=ZONES).map(lambda moment: moment.replace(microsecond=0))
IDS = some.lists(some.text(min_size=1)).map(tuple)
MEETINGS = some.builds(
    MeetingDraft,
    title=some.text(),
    description=some.text(),
    start_at=some.none() | MOMENTS,
    end_at=some.none() | MOMENTS,
    user_ids=IDS,
    recurrence=some.text(),
    checkin_notification_users=IDS,
    checkout_notification_users=IDS,
    visitors=some.lists(some.from_type(VisitorDraft), max_size=4).map(tuple),
    walk_in=some.booleans(),
)
TICKETS = some.builds(TicketDraft, custom_fields=some.lists(some.dictionaries(some.text(), some.text())).map(tuple))


@given(MEETINGS)
def test_a_meeting_comes_back_from_its_body(draft: MeetingDraft) -> None:
    again = MeetingDraft.from_body(draft.body())
    assert again == draft
    assert again.body() == draft.body()


@given(TICKETS)
def test_a_ticket_comes_back_from_its_body(draft: TicketDraft) -> None:
    assert TicketDraft.from_body(draft.body()) == draft


def test_the_api_pages_own_meeting_comes_back_to_the_second_and_its_offset() -> None:
    body = page_json("create_meeting_body")
    draft = MeetingDraft.from_body(body)
    assert draft.start_at == datetime.fromisoformat("2015-01-12T15:00:00+01:00")
    assert draft.body()["startAt"] == body["startAt"]
    assert draft.visitors[0].company_name == "Mega corporate "
