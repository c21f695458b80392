"""A series is changed at one of its times, from one on, or as a whole: exactly what is wanted takes place, before a
server of ours, and one of a vendor's, whose series that have begun are closed and created anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from app.errors import OnItsWay, StillOnSite
from app.models.meetings.changes import Scope
from tests.app.arrivals_desk import DAY, ArrivalsDesk
from tests.app.changes_desk import SERVERS, wished

WEEK = timedelta(days=7)
NEXT = DAY + WEEK
BEGUN = {"startAt": "2026-03-05T10:00:00+01:00", "endAt": "2026-03-05T11:00:00+01:00"}
WEEKLY = {"rrule": "FREQ=WEEKLY;COUNT=6"}


@pytest.fixture(params=[False, True], ids=["not begun", "begun"])
def begun(request):
    return request.param


@pytest.fixture(params=SERVERS.values(), ids=SERVERS)
def server(request):
    server = request.param()
    yield server
    server.close()


@pytest.fixture
async def desk(server, begun, tmp_path):
    meeting = await server.invite(wished("Class", recurrence=WEEKLY, **(BEGUN if begun else {})))
    desk = ArrivalsDesk(tmp_path, server)
    desk.meeting = meeting
    await hear(desk)
    yield desk
    await desk.close()


async def hear(desk):
    for number in range(-1, 6):
        await desk.day.refresh(DAY + number * WEEK)


async def opened(desk, day=NEXT):
    found = await desk.services.meeting_changes.opened(desk.meeting, day)
    assert found is not None
    return found


async def there(server):
    """What takes place on the server: title and beginning, in order."""
    return sorted((one["startAt"][:16], one["title"]) for one in await server.standing())


async def shown(desk):
    """The same as this desk has it, of the days that it knows; what is crossed out isn't among them."""
    seen = set()
    for number in range(-7, 40):
        rows = await desk.day.rows(DAY + timedelta(days=number))
        for row in rows.visits if rows else ():
            if row.cancelled is None:
                seen.add((f"{desk.site.local(row.starts):%Y-%m-%dT%H:%M}", row.title))
    return sorted(seen)


def weekly(first: date, times: int, title: str = "Class", at: str = "10:00") -> list[tuple[str, str]]:
    return [(f"{first + number * WEEK}T{at}", title) for number in range(times)]


def all_before(begun):
    return weekly(DAY - WEEK, 6) if begun else weekly(DAY, 6)


async def test_the_dates_that_each_scope_touches(desk, begun):
    edited = await opened(desk)
    dates = desk.services.meeting_changes.dates
    assert (edited.repeats, edited.begun) == (True, begun)
    left = 4 if begun else 5
    assert dates(edited, Scope.ONE) == (NEXT,)
    assert dates(edited, Scope.FOLLOWING) == tuple(NEXT + number * WEEK for number in range(left))
    assert dates(edited, Scope.ALL) == tuple(DAY + number * WEEK for number in range(left + 1))


@pytest.mark.parametrize("server", [SERVERS["ours"]], indirect=True)
async def test_further_dates_and_a_rule_that_leaves_out_are_followed_as_the_server_does(server, tmp_path):
    """The first but one is left out by a rule, and a date on another day and at another hour belongs to it."""
    rules = WEEKLY | {"exrule": "FREQ=WEEKLY;INTERVAL=3;COUNT=2;BYDAY=TH", "rdate": "20260320T120000Z"}
    first = {"startAt": "2026-03-05T10:00:00+01:00", "endAt": "2026-03-05T11:00:00+01:00"}
    desk = ArrivalsDesk(tmp_path, server)
    desk.meeting = await server.invite(wished("Class", recurrence=rules, **first))
    listed = [date.fromisoformat(day[:10]) for day, _ in await there(server)]
    await hear(desk)
    further = date(2026, 3, 20)
    await desk.day.refresh(further)
    edited = await opened(desk, further)
    assert further in listed
    assert desk.services.meeting_changes.dates(edited, Scope.ALL) == tuple(day for day in listed if day >= DAY)
    await desk.services.meeting_changes.save(edited, replace(edited.draft, title="Course"), Scope.FOLLOWING, "op")
    wanted = [(day, "Course" if day >= str(further) else title) for day, title in await there(server)]
    await desk.send()
    assert desk.pending == ()
    assert await there(server) == wanted
    await desk.close()


async def settled(desk, server, expected):
    """At once on screen, and after it was sent on the server and here."""
    near = [one for one in expected if one[0][:10] <= str(DAY + timedelta(days=35))]
    assert await shown(desk) == near
    await desk.send()
    assert desk.pending == ()
    assert await there(server) == expected
    assert await shown(desk) == near
    await hear(desk)
    assert await shown(desk) == near


async def test_one_of_them_is_cancelled(desk, server, begun):
    await desk.services.meeting_changes.cancel(await opened(desk), Scope.ONE, "op")
    await settled(desk, server, [one for one in all_before(begun) if str(NEXT) not in one[0]])


async def test_one_of_them_is_moved(desk, server, begun):
    edited = await opened(desk)
    by = timedelta(days=1, hours=2)
    draft = replace(edited.draft, start_at=edited.draft.start_at + by, end_at=edited.draft.end_at + by, title="Trip")
    await desk.services.meeting_changes.save(edited, draft, Scope.ONE, "op")
    others = [one for one in all_before(begun) if str(NEXT) not in one[0]]
    await settled(desk, server, sorted([*others, (f"{NEXT + timedelta(days=1)}T12:00", "Trip")]))


async def test_from_one_on_it_is_another(desk, server, begun):
    edited = await opened(desk)
    by = timedelta(hours=2)
    draft = replace(edited.draft, start_at=edited.draft.start_at + by, end_at=edited.draft.end_at + by, title="Late")
    await desk.services.meeting_changes.save(edited, draft, Scope.FOLLOWING, "op")
    before, left = (weekly(DAY - WEEK, 2), 4) if begun else (weekly(DAY, 1), 5)
    await settled(desk, server, before + weekly(NEXT, left, "Late", "12:00"))


async def test_all_of_it_is_another(desk, server, begun):
    """What took place already stays as it was."""
    edited = await opened(desk)
    draft = replace(edited.draft, title="Other")
    await desk.services.meeting_changes.save(edited, draft, Scope.ALL, "op")
    expected = weekly(DAY - WEEK, 1) + weekly(DAY, 5, "Other") if begun else weekly(DAY, 6, "Other")
    await settled(desk, server, expected)
    assert len({one["id"] for one in await server.standing()}) == (2 if begun else 1)


async def test_it_ends_before_one_of_them(desk, server, begun):
    await desk.services.meeting_changes.cancel(await opened(desk), Scope.FOLLOWING, "op")
    await settled(desk, server, weekly(DAY - WEEK, 2) if begun else weekly(DAY, 1))


async def test_all_of_it_is_cancelled(desk, server, begun):
    await desk.services.meeting_changes.cancel(await opened(desk), Scope.ALL, "op")
    await settled(desk, server, weekly(DAY - WEEK, 1) if begun else [])


@pytest.mark.parametrize("scope", Scope)
async def test_a_cancellation_is_undone_after_it_was_sent(desk, server, begun, scope):
    await desk.services.meeting_changes.cancel(await opened(desk), scope, "op")
    await desk.send()
    await hear(desk)
    await desk.services.meeting_changes.undo("op")
    await settled(desk, server, all_before(begun))


async def test_an_edit_of_all_of_a_series_is_undone_where_it_was_updated(desk, server, begun):
    edited = await opened(desk)
    by = timedelta(days=1, hours=2)
    draft = replace(edited.draft, start_at=edited.draft.start_at + by, end_at=edited.draft.end_at + by, title="Other")
    await desk.services.meeting_changes.save(edited, draft, Scope.ALL, "op")
    await desk.send()
    if begun:
        with pytest.raises(OnItsWay):
            await desk.services.meeting_changes.undo("op")
        return
    await server.edit(desk.meeting, description="Theirs")
    await desk.services.meeting_changes.undo("op")
    await settled(desk, server, all_before(begun))
    assert {one["description"] for one in await server.standing()} == {"Theirs"}


async def test_an_edit_of_one_of_a_series_that_was_sent_is_not_undone(desk, server):
    edited = await opened(desk)
    await desk.services.meeting_changes.save(edited, replace(edited.draft, title="Trip"), Scope.ONE, "op")
    await desk.send()
    with pytest.raises(OnItsWay):
        await desk.services.meeting_changes.undo("op")


async def test_whoever_is_on_site_today_keeps_today_and_no_other_day(desk, server, begun):
    await desk.check_in("Ada Lovelace")
    changes, today, next_week = desk.services.meeting_changes, await opened(desk, DAY), await opened(desk)
    ada = today.draft.visitors[0].id
    assert [ada in today.stays(scope) for scope in Scope] == [True, True, True]
    assert [ada in next_week.stays(scope) for scope in Scope] == [False, False, True]
    for edited, scope in ((today, Scope.ONE), (next_week, Scope.ALL)):
        with pytest.raises(StillOnSite) as refusal:
            await changes.cancel(edited, scope, "no")
        assert refusal.value.names == ("Ada Lovelace",)
    with pytest.raises(StillOnSite):
        await changes.save(today, replace(today.draft, title="Trip"), Scope.ONE, "no")
    await changes.cancel_visitor(next_week, ada, Scope.ONE, "one")
    await desk.send()
    assert desk.pending == ()
    assert (await desk.visit("Ada Lovelace")).arrival.on_site


async def test_both_changed_the_series(desk, server, begun):
    edited = await opened(desk)
    await desk.services.meeting_changes.save(edited, replace(edited.draft, title="Ours"), Scope.FOLLOWING, "op")
    await server.edit(desk.meeting, description="Theirs")
    await desk.send()
    new = [one for one in await server.standing() if one["title"] == "Ours"]
    assert {one["description"] for one in new} == {"Theirs"}


async def test_one_that_they_left_out_is_gone(desk, server):
    edited = await opened(desk)
    await desk.services.meeting_changes.save(edited, replace(edited.draft, title="Ours"), Scope.ONE, "op")
    await server.edit(desk.meeting, recurrence=WEEKLY | {"exdate": "20260319T090000Z"})
    await desk.send()
    assert (await desk.services.meeting_changes.conflict("op")).gone
