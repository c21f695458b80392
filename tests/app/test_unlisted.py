"""Before a server that isn't ours: whom somebody saw on today's list stays there, crossed out, when the server doesn't
list them any more. Nobody said that they were cancelled, so that isn't said either."""

from __future__ import annotations

import pytest

from app.models.meetings.changes import Scope
from tests.app.arrivals_desk import DAY, ArrivalsDesk
from tests.app.changes_desk import Vendor, visitor, wished

ADA, CHARLES = visitor("Ada", "Lovelace"), visitor("Charles", "Babbage")


@pytest.fixture
def server():
    return Vendor()


@pytest.fixture
async def desk(tmp_path, server):
    desk = ArrivalsDesk(tmp_path, server)
    desk.meeting = server.make(wished())
    await desk.day.refresh(DAY)
    await desk.day.rows(DAY)
    yield desk
    await desk.close()


async def shown(desk, day=DAY):
    """Each visitor, and whether they are crossed out as not listed."""
    await desk.day.refresh(day)
    rows = await desk.day.rows(day)
    assert all(row.cancelled is None or row.cancelled.unlisted for row in rows.visits)
    return sorted((row.name, row.cancelled is not None) for row in rows.visits)


async def test_a_meeting_that_is_gone_stays_crossed_out_until_it_is_listed_again(desk, server):
    kept = server.meetings.pop(desk.meeting)
    gone = [("Ada Lovelace", True), ("Charles Babbage", True)]
    assert await shown(desk) == gone
    await desk.lists.move_site("Europe/Paris", desk.site.late)  # all rows are made anew
    assert await shown(desk) == gone
    server.make(wished("Another", visitors=[visitor("Grace", "Hopper")]))
    assert await shown(desk) == [*gone, ("Grace Hopper", False)]
    server.meetings[desk.meeting] = kept
    assert ("Ada Lovelace", False) in await shown(desk)


async def test_a_visitor_who_is_gone_stays_crossed_out_and_in_the_building(desk, server):
    rows = await desk.day.rows(DAY)
    await desk.services.arrivals.check_in([row for row in rows.visits if row.name == "Ada Lovelace"])
    both = server.meetings[desk.meeting]["visitors"]
    server.change(desk.meeting, visitors=both[1:])
    assert await shown(desk) == [("Ada Lovelace", True), ("Charles Babbage", False)]
    assert [row.name for row in (await desk.day.rows(DAY)).visits if row.arrival.on_site] == ["Ada Lovelace"]
    server.change(desk.meeting, title="Audit 2")
    assert await shown(desk) == [("Ada Lovelace", True), ("Charles Babbage", False)]
    del server.meetings[desk.meeting]
    assert await shown(desk) == [("Ada Lovelace", True), ("Charles Babbage", True)]


async def test_a_meeting_that_was_made_anew_for_the_same_people_is_not_two(desk, server):
    del server.meetings[desk.meeting]
    server.make(wished("Audit, moved into another series", visitors=[ADA, CHARLES]))
    assert await shown(desk) == [("Ada Lovelace", False), ("Charles Babbage", False)]


async def test_of_a_list_that_cannot_be_read_whole_nothing_is_concluded(desk, server):
    del server.meetings[desk.meeting]
    broken = server.make(wished("Broken", visitors=[]))
    server.change(broken, startAt="soon")
    server.listed = lambda first, last: list(server.meetings.values())
    rows = await shown(desk)
    assert ("Ada Lovelace", True) not in rows


async def test_what_this_desk_took_back_is_cancelled_and_not_only_unlisted(desk, server):
    edited = await desk.services.meeting_changes.opened(desk.meeting, DAY)
    await desk.services.meeting_changes.cancel(edited, Scope.ALL, "op")
    await desk.send()
    await desk.day.refresh(DAY)
    rows = await desk.day.rows(DAY)
    assert [row.cancelled.unlisted for row in rows.visits] == [False, False]
