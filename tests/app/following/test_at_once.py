"""A desk on our own desk server knows of each change at once, asks only for what changed, and misses nothing."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from app.models.lists import meetings_list, tickets_list, visits_list
from app.models.objects.kiosk_trouble import Trouble
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Kind
from app.services.connection import ConnectionState
from app.services.kiosk.kiosks import Kiosks
from tests.app.following.desk import HELD_BACK, FollowingDesk, Open
from tests.app.outbox_desk import PATIENCE, meeting, ticket
from tests.faults import DAY, NOW, FaultyServer

AUDIT = meeting(startAt="2026-03-12T10:00:00+01:00")
AMELIE = "Amélie Dubois"
TODAY = date(2026, 3, 12)


async def test_an_idle_desk_is_one_call_that_waits(desk: FollowingDesk) -> None:
    await desk.tickets.refresh(TicketQuery())
    desk.line.asked.clear()
    await desk.day.keep_fresh(TODAY)
    await desk.tickets.keep_fresh(TicketQuery())
    assert desk.line.asked == []
    assert desk.line.waits.is_set()
    assert desk.connection.state is ConnectionState.ONLINE


async def test_another_desks_check_in_is_here_at_once_and_asks_for_that_visit_alone(
    desk: FollowingDesk, other: FollowingDesk
) -> None:
    await other.check_in(AMELIE)
    await other.send()
    await desk.until_shown(Amélie_Dubois="on site", John_Doe="expected")
    await desk.settled()
    visit = (await desk.visit(AMELIE)).id
    assert desk.line.asked == [f"GET /vm/visits/{visit}", HELD_BACK]
    (present,) = desk.present()
    assert (present.desk, present.person.host) == ("Desk 2", "Sofia Marchetti")


async def test_many_arrivals_of_a_day_are_one_list(
    server: FaultyServer, desk: FollowingDesk, other: FollowingDesk
) -> None:
    crowd = [{"firstName": "Ana", "lastName": f"Lima {number}"} for number in range(8)]
    await server.make("/vm/meetings", AUDIT | {"title": "Tour", "visitors": crowd})
    await desk.until_shown(Ana_Lima_7="expected")
    await desk.settled()
    desk.naps.hold(0.1)
    desk.line.cut()
    await other.refresh()
    await other.check_in(*(f"Ana Lima {number}" for number in range(8)))
    await other.send()
    desk.line.asked.clear()
    desk.line.up = True
    desk.subscription.look()
    await desk.until_shown(Ana_Lima_0="on site", Ana_Lima_7="on site")
    assert [call for call in desk.line.asked if "visits" in call] == [f"GET /vm/visits/{DAY}"]


async def test_a_new_meeting_is_here_at_once_on_each_day_that_it_touches(
    server: FaultyServer, desk: FollowingDesk
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    await desk.day.refresh(tomorrow)
    desk.line.asked.clear()
    overnight = {"startAt": "2026-03-12T22:00:00+01:00", "endAt": "2026-03-13T06:00:00+01:00"}
    made = await server.make("/vm/meetings", meeting("Night shift", **overnight))

    async def shown() -> bool:
        days = [await desk.day.rows(day) for day in (TODAY, tomorrow)]
        return all(day and any(row.meeting == made for row in day.visits) for day in days)

    await desk.comes_true(shown)
    assert desk.line.asked[0] == "GET /vm/meetings"
    asked = desk.line.queries[-len(desk.line.asked)]
    assert (asked["from"], asked["to"], asked["id"]) == ("2026-03-12", "2026-03-13", made)
    await desk.settled()
    assert desk.line.asked == ["GET /vm/meetings", HELD_BACK]


async def test_days_that_nobody_asked_for_are_not_asked_for(server: FaultyServer, desk: FollowingDesk) -> None:
    may = {"startAt": "2026-05-01T10:00:00+02:00", "endAt": "2026-05-01T11:00:00+02:00"}
    await server.make("/vm/meetings", meeting("In May", **may))
    await server.make("/vm/meetings", AUDIT | {"title": "Now"})
    await desk.comes_true(lambda: desk.shows("Now"))
    await desk.settled()
    assert len([call for call in desk.line.asked if call == "GET /vm/meetings"]) == 1
    assert await desk.day.rows(date(2026, 5, 1)) is None


async def test_a_ticket_of_another_desk_makes_the_page_that_is_shown_ask_once(
    server: FaultyServer, desk: FollowingDesk
) -> None:
    query = TicketQuery()
    await desk.tickets.refresh(query)
    desk.line.asked.clear()
    await server.make("/sd/tickets", ticket("The lift is stuck"))
    await desk.comes_true(lambda: _not_fresh(desk, query))
    assert len(desk.news) > 0
    await desk.tickets.keep_fresh(query)
    page = await desk.tickets.rows(query)
    assert page
    assert [row.ticket.title for row in page.rows] == ["The lift is stuck"]
    await desk.tickets.keep_fresh(query)
    assert [call for call in desk.line.asked if "tickets" in call] == ["GET /sd/tickets"]


async def test_a_ticket_that_changes_while_its_page_is_on_the_way_is_on_that_page(
    server: FaultyServer, desk: FollowingDesk
) -> None:
    """The page left before the ticket came, and whoever hears of it asks while that page is still on the way."""
    query = TicketQuery()
    desk.line.hold("/sd/tickets")
    refreshing = asyncio.ensure_future(desk.tickets.refresh(query))
    await asyncio.wait_for(desk.line.done_late.wait(), PATIENCE)
    desk.news.clear()
    await server.make("/sd/tickets", ticket("The lift is stuck"))
    await desk.comes_true(lambda: _has_news(desk))
    fresh = asyncio.ensure_future(desk.tickets.keep_fresh(query))
    desk.line.let_arrive("/sd/tickets")
    await asyncio.gather(refreshing, fresh)
    assert await desk.subscription.all_follow(tickets_list(query))
    page = await desk.tickets.rows(query)
    assert page
    assert [row.ticket.title for row in page.rows] == ["The lift is stuck"]


async def test_a_list_that_is_on_the_way_when_a_desk_begins_to_follow_is_asked_for_once_more(
    server: FaultyServer, open_desk: Open
) -> None:
    """Its answer is as of before, so no change that came between would ever reach it."""
    desk = open_desk()
    desk.line.hold("/vm/meetings")
    refreshing = asyncio.ensure_future(desk.refresh())
    await asyncio.wait_for(desk.line.done_late.wait(), PATIENCE)
    await server.make("/vm/meetings", AUDIT | {"title": "Came between"})
    desk.begin_to_follow()
    await desk.comes_true(lambda: _has_news(desk))
    desk.line.hold(f"/vm/visits/{DAY}")
    fresh = asyncio.ensure_future(desk.day.keep_fresh(TODAY))
    await asyncio.wait_for(desk.line.done_late.wait(), PATIENCE)  # it waits for the meetings that are on the way, too
    desk.line.let_arrive(f"/vm/visits/{DAY}")
    desk.line.let_arrive("/vm/meetings")
    await asyncio.gather(refreshing, fresh)
    assert await desk.subscription.all_follow(meetings_list(TODAY), visits_list(TODAY))
    assert await desk.shows("Came between")


async def _has_news(desk: FollowingDesk) -> bool:
    return bool(desk.news)


async def _not_fresh(desk: FollowingDesk, query: TicketQuery) -> bool:
    return not await desk.subscription.all_follow(tickets_list(query))


async def test_a_kiosk_that_says_something_new_is_news_and_its_heartbeat_is_none(
    server: FaultyServer, desk: FollowingDesk, other: FollowingDesk
) -> None:
    kiosks = Kiosks(
        connection=desk.connection,
        site=desk.site,
        calls=desk.services.calls,
        tells_changes=lambda: desk.subscription.live,
    )
    lobby = Kiosks(connection=other.connection, site=other.site, calls=other.services.calls)
    await kiosks.keep_fresh()
    desk.news.clear()
    await lobby.report("Lobby", (Trouble.PRINTER,))
    await desk.comes_true(lambda: _kiosk_news(desk))
    await kiosks.refreshed()
    assert [one.name for one in kiosks.troubled] == ["Lobby"]
    await desk.settled()
    desk.line.asked.clear()
    await lobby.report("Lobby", (Trouble.PRINTER,))
    await kiosks.keep_fresh()
    assert desk.line.asked == []
    desk.clock += timedelta(minutes=3, seconds=1)
    await kiosks.keep_fresh()
    assert desk.line.asked == ["GET /vm/kiosks"], "it may have fallen silent, which is no change"


async def _kiosk_news(desk: FollowingDesk) -> bool:
    return any(news.kiosks for news in desk.news)


async def test_a_list_that_was_asked_for_before_is_not_put_over_what_changed_after(
    desk: FollowingDesk, other: FollowingDesk
) -> None:
    """The list left before the check-in and comes after it."""
    path = f"/vm/visits/{DAY}"
    desk.line.hold(path)
    refreshing = asyncio.ensure_future(desk.refresh())
    await asyncio.wait_for(desk.line.done_late.wait(), PATIENCE)
    await other.check_in(AMELIE)
    await other.send()
    visit = f"GET /vm/visits/{(await desk.visit(AMELIE)).id}"
    assert visit not in desk.line.asked
    desk.line.let_arrive(path)
    await refreshing
    await desk.until_shown(Amélie_Dubois="on site")
    assert visit in desk.line.asked


async def test_what_this_desk_said_meanwhile_stays(desk: FollowingDesk, other: FollowingDesk) -> None:
    await other.check_in(AMELIE)
    await desk.check_out("John Doe")
    await other.send()
    await desk.until_shown(Amélie_Dubois="on site")
    await desk.check_out(AMELIE)
    await desk.send()
    await desk.until_shown(Amélie_Dubois="left")
    await desk.settled()
    assert await desk.standing() == {AMELIE: "left", "John Doe": "expected"}


async def test_as_of_when_a_list_is(server: FaultyServer, desk: FollowingDesk) -> None:
    assert (await desk.day.rows(TODAY)).heard_at == NOW
    desk.clock += timedelta(minutes=7)
    await server.make("/vm/meetings", AUDIT | {"title": "Now"})
    await desk.comes_true(lambda: desk.shows("Now"))
    assert (await desk.day.rows(TODAY)).heard_at == desk.clock
    assert await desk.arrivals.heard_at() == desk.clock
    heard = desk.clock
    desk.naps.hold(0.1)
    desk.line.cut()
    desk.clock += timedelta(hours=1)
    await desk.comes_true(desk.is_away)
    assert (await desk.day.rows(TODAY)).heard_at == heard


async def test_a_ticket_that_is_sent_from_here_is_one_of_the_page(desk: FollowingDesk) -> None:
    query = TicketQuery()
    await desk.tickets.refresh(query)
    await desk.put("T", Kind.TICKET, ticket())
    await desk.send()
    await desk.comes_true(lambda: _not_fresh(desk, query))
    await desk.tickets.keep_fresh(query)
    page = await desk.tickets.rows(query)
    assert page
    assert len(page.rows) == 1
