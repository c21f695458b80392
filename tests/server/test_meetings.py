"""Meetings: made as on the API's page, read one by one, listed by day."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.models.objects.meeting import Meeting
from tests.server.postgresql import EACH_DATABASE

PAGE = Path(__file__).parent.parent / "api_page"


async def test_the_pages_own_body_makes_a_meeting_in_the_shape_of_the_pages_own_answer(desk):
    answer = await desk.post("/vm/meetings", content=(PAGE / "create_meeting_body.json").read_bytes())
    made = answer.json()
    example = json.loads((PAGE / "get_meeting.json").read_text())

    assert answer.status_code == 201
    assert list(made) == [*example, "walkIn", "visitorCodes", "revision"]
    for part in ("company", "createdBy", "createdVia"):
        assert list(made[part]) == list(example[part])
    assert set(made["host"]) == set(example["host"])
    same = ("title", "description", "startAt", "endAt", "users", "recurrence", "timezone", "occurrenceId", "object")
    same += ("checkinNotificationType", "checkinNotificationUsers", "checkoutNotificationUsers")
    assert {key: made[key] for key in same} == {key: example[key] for key in same}
    filled_in = {"id": made["visitors"][0]["id"], "pictureUrl": None, "mailReminder": 1}
    assert made["visitors"] == [example["visitors"][0] | filled_in]


async def test_ids_look_like_the_pages_own(meet, visitor):
    made = await meet(visitors=[visitor])
    assert re.fullmatch(r"M-[A-Z]{2}\d{3}", made["id"])
    assert re.fullmatch(r"[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{16}", made["uid"])
    assert re.fullmatch(r"V-[A-Z]{3}\d{3}", made["visitors"][0]["id"])
    assert re.fullmatch(r"US-[A-Z]{2}\d{3}", made["createdBy"]["id"])


async def test_the_server_fills_in_who_when_and_where(meet):
    made = await meet()
    assert made["createdAt"] == made["lastModifiedAt"] == "2026-03-12T08:42:07Z"
    assert (made["createdBy"]["type"], made["createdBy"]["name"]) == ("USER", "Front desk")
    assert (made["company"]["id"], made["company"]["name"]) == ("CO-DESK", "Northgate House")
    assert made["timezone"] == made["company"]["timezone"] == "Europe/Brussels"


@EACH_DATABASE
async def test_every_field_of_a_meeting_and_its_visitor_comes_back(meet):
    made = await meet(
        description="Escort needed",
        userIds=["US-KP935", "US-KQ036"],
        checkinNotificationUsers=["US-G606"],
        checkoutNotificationUsers=["US-KP935"],
        recurrence={"rrule": "FREQ=WEEKLY;COUNT=2", "exdate": "20260319"},
        visitors=[
            {
                "firstName": " Ingrid ",
                "lastName": "Sørensen",
                "email": "ingrid@example.com",
                "phone": "+4555550190",
                "mobile": "+4555550191",
                "companyName": "Nordlys",
                "function": "Architect",
                "language": "nl",
                "licensePlate": "DK AB 55",
                "about": "Vegetarian",
                "frequent": "1",
                "smsReminder": True,
                "mailReminder": "1",
                "nobody": "knows this",
            }
        ],
    )
    read = Meeting.model_validate(made)
    (visitor,) = read.visitors
    assert read.description == "Escort needed"
    assert [user.id for user in read.users] == ["US-KP935", "US-KQ036"]
    assert [user.id for user in read.checkin_notification_users] == ["US-G606"]
    assert [user.id for user in read.checkout_notification_users] == ["US-KP935"]
    assert made["recurrence"] == {"rrule": "FREQ=WEEKLY;COUNT=2", "exdate": "20260319"}
    assert (visitor.name, visitor.company_name, visitor.function) == ("Ingrid Sørensen", "Nordlys", "Architect")
    assert (visitor.email, visitor.phone, visitor.mobile) == ("ingrid@example.com", "+4555550190", "+4555550191")
    assert (visitor.license_plate, visitor.about) == ("DK AB 55", "Vegetarian")
    assert made["visitors"][0]["language"] == {"code": "nl", "name": "Nederlands", "displayName": "Nederlands"}
    assert (visitor.frequent, visitor.sms_reminder, visitor.mail_reminder) == (True, True, True)


async def test_one_meeting_is_read_as_it_was_made(desk, meet, visitor):
    made = await meet(visitors=[visitor])
    assert (await desk.get(f"/vm/meetings/{made['id']}")).json() == made


async def test_a_meeting_that_is_not_there(desk):
    answer = await desk.get("/vm/meetings/M-ZZ999")
    assert (answer.status_code, answer.json()) == (404, {"error": "There is no meeting M-ZZ999"})


async def test_times_are_answered_in_the_sites_own_zone(meet):
    made = await meet(startAt="2026-07-01T08:00:00Z", endAt="2026-07-01T05:00:00-05:00")
    assert (made["startAt"], made["endAt"]) == ("2026-07-01T10:00:00+02:00", "2026-07-01T12:00:00+02:00")


@pytest.mark.parametrize("sent", [True, 1, "1", "true"])
async def test_flags_come_in_every_way(meet, visitor, sent):
    made = await meet(visitors=[visitor | {"email": "john@example.com", "mailReminder": sent}])
    assert made["visitors"][0]["mailReminder"] == 1


@pytest.mark.parametrize("sent", [False, 0, "0", "false", "", None])
async def test_flags_stay_away_in_every_way(meet, visitor, sent):
    made = await meet(visitors=[visitor | {"mailReminder": sent, "smsReminder": sent}])
    assert made["visitors"][0]["mailReminder"] == made["visitors"][0]["smsReminder"] == 0


async def test_null_lists_and_texts_are_absent(meet):
    made = await meet(description=None, userIds=None, visitors=None, recurrence=None, checkinNotificationUsers=None)
    assert (made["description"], made["users"], made["visitors"]) == (None, None, [])


@EACH_DATABASE
async def test_a_days_list_runs_by_time(meet, day_of):
    for hour in ("14", "08", "11"):
        await meet(title=hour, startAt=f"2026-03-12T{hour}:00:00+01:00", endAt="2026-03-12T18:00:00+01:00")
    assert [each["title"] for each in await day_of("2026-03-12")] == ["08", "11", "14"]


async def test_an_empty_day_is_an_empty_list(desk):
    answer = await desk.get("/vm/meetings", params={"from": "2026-03-12", "to": "2026-03-12"})
    assert (answer.status_code, answer.content) == (200, b"[]")
    assert answer.headers["content-type"] == "application/json"


async def test_both_days_of_a_range_belong_to_it(meet, day_of):
    for day in (10, 11, 12, 13):
        await meet(title=str(day), startAt=f"2026-03-{day}T00:00:00+01:00", endAt=f"2026-03-{day}T23:59:59+01:00")
    assert [each["title"] for each in await day_of("2026-03-11", "2026-03-12")] == ["11", "12"]


@EACH_DATABASE
async def test_a_meeting_of_several_days_is_on_each_of_them_and_no_other(meet, day_of):
    await meet(startAt="2026-03-11T22:00:00+01:00", endAt="2026-03-13T00:00:00+01:00")
    listed = {day: len(await day_of(day)) for day in ("2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13")}
    assert listed == {"2026-03-10": 0, "2026-03-11": 1, "2026-03-12": 1, "2026-03-13": 0}


async def test_a_day_is_the_sites_own_day(meet, day_of):
    await meet(startAt="2026-03-11T23:30:00Z", endAt="2026-03-11T23:45:00Z")
    assert not await day_of("2026-03-11")
    assert len(await day_of("2026-03-12")) == 1


async def test_a_range_of_moments_cuts_to_the_second(meet, day_of):
    await meet()
    assert len(await day_of("2026-03-12T10:59:00+01:00", "2026-03-12T12:00:00+01:00")) == 1
    assert not await day_of("2026-03-12T11:00:00+01:00", "2026-03-12T12:00:00+01:00")
    assert len(await day_of("2026-03-12T08:00:00", "2026-03-12T09:00:01")) == 1


async def test_a_day_that_was_read_before_shows_what_was_written_since(meet, day_of):
    assert not await day_of("2026-03-12")
    await meet()
    assert len(await day_of("2026-03-12")) == 1
    await meet()
    assert len(await day_of("2026-03-12")) == 2


@EACH_DATABASE
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_any_day_may_be_asked_for(meet, day_of, day):
    await meet()
    assert not await day_of(day)
