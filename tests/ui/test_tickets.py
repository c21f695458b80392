"""The list of tickets: pages, filters, what a row and the pane say, and what happens when a server misbehaves."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from app.services.site import Site
from app.settings import Settings
from tests.fake_server import FakeServer, Held, page_json
from tests.tickets import AQUALIFT, MEI_LING, category, listed, ticket
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import click, click_row, column, find, named, press, row, row_in_hand, write
from tests.ui.invite_desk import write_over
from tests.ui.test_people_pickers import listed as offered
from tests.ui.ticket_desk import TicketDesk, lists, opener_for, query
from ui.compose.connect import open_sample
from ui.theme import Theme

LIST = "/sd/tickets"


@pytest.fixture
def server() -> FakeServer:
    """Answers with the API page's own example, one ticket of 22, until a test tells it otherwise."""
    return FakeServer()


@pytest.fixture
async def desk(server: FakeServer, site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[TicketDesk]:
    desk = TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme)
    yield desk
    await desk.close()


@pytest.fixture
async def sample(site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[TicketDesk]:
    desk = TicketDesk(lambda: open_sample(Settings(), site), folder=tmp_path, site=site, theme=theme, names_as_ids=True)
    yield desk
    assert desk.reports == []
    await desk.close()


def has_three(server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(1), ticket(2), ticket(3), total=22))


# Pages


async def test_twenty_two_tickets_in_three_pages(sample: TicketDesk) -> None:
    await sample.open()
    assert sample.reads("1–10 of 22")
    assert not find(sample.page, "Previous page").isEnabled()
    click(sample.page, "Next page")
    await eventually(lambda: sample.reads("11–20 of 22"))
    click(sample.page, "Next page")
    await eventually(lambda: sample.reads("21–22 of 22"))
    assert len(column(sample.table, "Ticket")) == 2
    assert not find(sample.page, "Next page").isEnabled()
    click(sample.page, "Previous page")
    await eventually(lambda: sample.reads("11–20 of 22"))


async def test_another_page_size_starts_at_the_first_page(sample: TicketDesk) -> None:
    await sample.open()
    click(sample.page, "Next page")
    await eventually(lambda: sample.reads("11–20 of 22"))
    press(find(sample.page, "Page size"), Qt.Key.Key_Down)
    await eventually(lambda: sample.reads("1–20 of 22"))


async def test_a_page_beyond_the_end_goes_to_the_last_one(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    click(desk.page, "Next page")
    await eventually(desk.page.ready)
    server.answers("GET", LIST, json=listed(total=7))
    server.answers("GET", LIST, json=listed(*(ticket(number) for number in range(1, 8))))
    desk.page.refresh()
    await eventually(lambda: desk.reads("1–7 of 7"))
    assert [request.query["page"] for request in lists(server)] == ["1", "2", "2", "1"]


async def test_a_server_that_cuts_smaller_pages_is_counted_as_it_cuts(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    press(find(desk.page, "Page size"), Qt.Key.Key_Down)
    click_on_next = find(desk.page, "Next page")
    await eventually(lambda: desk.page.ready() and click_on_next.isEnabled())
    server.answers("GET", LIST, json=listed(*(ticket(number) for number in range(11, 21)), total=22, limit=10))
    click(desk.page, "Next page")
    await eventually(lambda: desk.reads("11–20 of 22"))


async def test_a_list_without_a_total_is_turned_until_a_page_is_empty(desk: TicketDesk, server: FakeServer) -> None:
    server.answers("GET", LIST, json={"tickets": [ticket(1), ticket(2)]})
    await desk.open()
    await eventually(lambda: desk.reads("Page 1"))
    server.answers("GET", LIST, json={"tickets": [ticket(3)]})
    server.answers("GET", LIST, json={"tickets": []})
    server.answers("GET", LIST, json={"tickets": [ticket(3)]})
    click(desk.page, "Next page")
    await eventually(lambda: desk.reads("Page 2"))
    click(desk.page, "Next page")
    await eventually(lambda: [request.query["page"] for request in lists(server)] == ["1", "2", "3", "2"])
    await eventually(lambda: desk.reads("Page 2"))


# Filters

FILTERS = {
    "Search tickets": ("lift", {"q": "lift"}),
    "Status": ("Solved", {"status": "5"}),
    "Priority": ("high", {"priority": "3"}),
    "Category": ("Lifts", {"category": "1"}),
    "Agent": ("US-G606", {"agentId": "US-G606"}),
    "Supplier": ("SU-AQ1", {"supplierId": "SU-AQ1"}),
    "Due from": ("2026-03-11", {"dueDateFrom": "2026-03-11"}),
    "Due to": ("31 March 2026", {"dueDateTo": "2026-03-31"}),
}
DEFAULTS = {"sortBy": "activity", "sort": "desc", "page": "1", "pageSize": "10"}


@pytest.mark.parametrize("name", FILTERS)
async def test_each_filter_reaches_the_query_under_its_documented_name(
    desk: TicketDesk, server: FakeServer, name: str
) -> None:
    typed, sent = FILTERS[name]
    await desk.open()
    desk.enter(name, typed)
    await eventually(lambda: len(lists(server)) == 2)
    assert query(server) == DEFAULTS | sent


@pytest.mark.parametrize(
    ("use", "sent"),
    [
        (lambda page: find(page, "Mine only", QCheckBox).click(), {"mode": "me"}),
        (lambda page: press(find(page, "Sort by"), Qt.Key.Key_Up), {"sortBy": "created"}),
        (lambda page: press(find(page, "Page size"), Qt.Key.Key_End), {"pageSize": "100"}),
        (lambda page: press(find(page, "Status"), Qt.Key.Key_Down), {"status": "1"}),
    ],
)
async def test_each_choice_reaches_the_query_at_once(
    desk: TicketDesk, server: FakeServer, use: Callable[[object], None], sent: dict[str, str]
) -> None:
    await desk.open()
    use(desk.page)
    await eventually(lambda: len(lists(server)) == 2)
    assert query(server) == DEFAULTS | sent


async def test_what_is_late_stands_first_until_a_person_sorts_otherwise(sample: TicketDesk) -> None:
    await sample.open()
    rows = [row(sample.table, number) for number in range(10)]
    urgent = [one for one in rows if one[1] not in ("Solved", "Closed") and ("late" in one[5] or "Today" in one[5])]
    assert 0 < len(urgent) < 10
    assert rows[: len(urgent)] == urgent
    assert not find(sample.page, "Sort order").isEnabled()
    write_over(sample.page, "Sort by", "Number")
    click(sample.page, "Sort order")
    await eventually(lambda: sample.page.ready())
    numbers = [re.findall(r"T-\w+", row(sample.table, number)[0])[0] for number in range(10)]
    assert numbers == sorted(numbers)
    write(find(sample.page, "Search tickets"), "lift")
    await eventually(lambda: 0 < len(column(sample.table, "Ticket")) < 10)
    click(sample.page, "Clear filters")
    await eventually(lambda: len(column(sample.table, "Ticket")) == 10)
    assert find(sample.page, "Sort by").property("text") == "Number"


async def test_a_chosen_order_is_kept_over_a_restart(open_desk: OpenDesk, server: FakeServer) -> None:
    desk = open_desk()
    desk.window.go_to("Tickets")
    await eventually(lambda: named(desk.window, "Ticket list"))
    before = desk.services.view_choices.all_now()
    press(find(desk.window, "Sort by"), Qt.Key.Key_End)
    await eventually(lambda: desk.services.view_choices.all_now() != before)
    await desk.close()
    desk = open_desk()
    desk.window.go_to("Tickets")
    await eventually(lambda: named(desk.window, "Ticket list"))
    assert find(desk.window, "Sort by").property("text") == "Created"


async def test_filters_add_up_and_go_back_to_the_first_page(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    click(desk.page, "Next page")
    await eventually(lambda: len(lists(server)) == 2)
    desk.enter("Status", "7")  # a number that the desk has never met
    desk.enter("Category", "Lifts")
    await eventually(lambda: query(server) == DEFAULTS | {"status": "7", "category": "1"})


async def test_a_search_is_sent_when_the_person_stops_typing(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    write(find(desk.page, "Search tickets"), "lift b")
    await eventually(lambda: len(lists(server)) == 2)
    assert query(server)["q"] == "lift b"


async def test_half_a_name_is_no_filter_until_the_field_is_left(desk: TicketDesk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(1, agent=MEI_LING)))
    await desk.open()
    write(find(desk.page, "Agent"), "Mei")
    await eventually(lambda: len(offered()) == 1)
    find(desk.page, "Mine only", QCheckBox).click()
    await eventually(lambda: len(lists(server)) == 2)
    assert "agentId" not in query(server)
    write(find(desk.page, "Agent"), "-Ling Chen")
    await eventually(lambda: len(lists(server)) == 3)
    assert query(server)["agentId"] == "US-MC2"


async def test_words_that_the_desk_meets_can_be_chosen(desk: TicketDesk, server: FakeServer) -> None:
    lost = {"object": "category", "id": 77, "value": "Lost property"}
    server.answers("GET", LIST, json=listed(ticket(1, category=lost)))
    await desk.open()
    desk.enter("Category", "Lost property")
    await eventually(lambda: len(lists(server)) == 2)
    assert query(server)["category"] == "77"


async def test_what_is_no_day_is_marked_and_not_sent(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    desk.enter("Due from", "someday")
    assert find(desk.page, "Due from").property("wrong") is True
    assert len(lists(server)) == 1


async def test_an_older_answer_that_comes_late_is_let_go(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    late, newer = Held(listed(ticket(1, "Old"))), Held(listed(ticket(2, "New")))
    server.answers("GET", LIST, content=late)
    desk.enter("Search tickets", "o")
    await eventually(lambda: len(lists(server)) == 2)
    server.answers("GET", LIST, content=newer)
    desk.enter("Search tickets", "n")
    await eventually(lambda: len(lists(server)) == 3)
    newer.let_go()
    await eventually(lambda: column(desk.table, "Ticket") == ["New"] and desk.page.ready())
    late.let_go()
    await eventually(desk.page.ready)
    server.answers("GET", LIST, json=listed(ticket(2, "New"), ticket(3, "Newest")))
    desk.page.refresh()
    await eventually(lambda: column(desk.table, "Ticket") == ["New", "Newest"])


async def test_nothing_matches_and_the_way_back(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    server.answers("GET", LIST, json=listed())
    server.answers("GET", LIST, json=listed(ticket(1)))
    desk.enter("Search tickets", "unicorn")
    await eventually(lambda: desk.reads("No ticket matches"))
    click(desk.page, "Clear search")
    await eventually(lambda: column(desk.table, "Ticket") == ["Ticket 1"])
    assert query(server) == DEFAULTS
    assert find(desk.page, "Search tickets").property("text") == ""


# What a row says

DUE = {
    "Wed 11 Mar, 1 day late": {"dueAt": "2026-03-11T23:59:59+01:00"},
    "Tue 10 Mar, 2 days late": {"dueAt": "2026-03-10T00:00:00+01:00"},
    "Today, by 17:00": {"dueAt": "2026-03-12T16:00:00Z"},
    "Today, late since 09:00": {"dueAt": "2026-03-12T09:00:00+01:00"},
    "Fri 13 Mar": {"dueAt": "2026-03-13T23:59:59+01:00"},
    "Sat 14 Mar 2015, Solved late": {
        "dueAt": "2015-03-14T23:59:59+01:00",
        "status": 5,
        "lastStatusChangedAt": "2015-03-14T23:00:00Z",
    },
    "Wed 11 Mar, Solved on time": {
        "dueAt": "2026-03-11T23:59:59+01:00",
        "status": 5,
        "lastStatusChangedAt": "2026-03-11T22:00:00Z",
    },
    "": {"dueAt": None},
}


@pytest.mark.parametrize("words", DUE)
async def test_a_row_tells_when_it_is_due_in_the_sites_time(desk: TicketDesk, server: FakeServer, words: str) -> None:
    server.answers("GET", LIST, json=listed(ticket(1, **DUE[words])))
    await desk.open()
    assert row(desk.table, 0)[-1] == words


async def test_a_row_tells_who_reported_it_and_who_has_it(desk: TicketDesk, server: FakeServer) -> None:
    lift = ticket(1, "Water", status=3, priority=3, category=category(1), agent=MEI_LING, supplier=AQUALIFT)
    strange = ticket(2, "<b>Bold</b>", status=1, notifier=None) | {"status": {"id": 9, "value": "Waiting for parts"}}
    server.answers("GET", LIST, json=listed(lift, strange))
    await desk.open()
    assert row(desk.table, 0) == (
        "Water, T-1  ·  Reported by Tomasz Wójcik",
        "In progress",
        "High",
        "Lifts",
        "Mei-Ling Chen, Aqualift Services",
        "",
    )
    assert row(desk.table, 1) == ("<b>Bold</b>, T-2", "Waiting for parts", "Medium", "", "Nobody yet", "")


async def test_a_ticket_that_cant_be_read_is_counted(desk: TicketDesk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(1), {"object": "ticket", "title": "no id"}, {"object": "meeting"}))
    await desk.open()
    assert desk.reads("2 tickets could not be read")
    assert desk.reads("1–3 of 3")


async def test_every_control_can_be_found_by_its_name(desk: TicketDesk) -> None:
    await desk.open()
    own = ("Mine only", "Sort by", "Sort order", "Ticket list", "Page size", "Previous page", "Next page", "New ticket")
    for name in (*FILTERS, *own):
        find(desk.page, name)


# The ticket in hand


async def test_the_pane_tells_the_whole_ticket(desk: TicketDesk, server: FakeServer) -> None:
    whole = ticket(
        1,
        "Water under goods lift B",
        status=3,
        priority=3,
        category=category(1),
        agent=MEI_LING,
        supplier=AQUALIFT,
        description="Puddle of about two metres.",
        dueAt="2026-03-11T23:59:59+01:00",
        creator={"object": "user", "id": "US-D1", "firstname": "Desk", "lastname": "1"},
        reference="LIFT-B-0311",
        customFields=[{"name": "Floor", "value": "Basement −1"}, "loose"],
        commentCount=3,
        attachmentCount=1,
        relatedTicketCount=1,
        logCount=4,
        reopened=1,
        favorite="1",
        sendRequesterSolved=1,
        supplierLastNotificationSentAt="2026-03-12T07:20:00Z",
        supplierLastRead="2026-03-12T07:34:00Z",
        lastStatusChangedAt="2026-03-11T07:19:00Z",
        lastModifiedAt="2026-03-12T08:12:00Z",
        rating=4,
    )
    server.answers("GET", LIST, json=listed(whole))
    await desk.open()
    told = desk.pane().splitlines()
    for words in (
        *("In progress", "T-1", "Water under goods lift B", "Favourite · Reopened", "Puddle of about two metres."),
        *("Due Wed 11 March, 1 day late", "High", "Lifts", "Mei-Ling Chen", "Aqualift Services", "LIFT-B-0311", "4"),
        *("Told 08:20, read 08:34", "Tomasz Wójcik", "Desk 1", "Floor", "Basement −1", "loose", "3", "comments", "1"),
        *("file", "related", "4 entries", "Tue 10 March, 16:47", "Wed 11 March, 08:19", "Today, 09:12"),
        "Requester is told when it is solved",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("status", "used", "words"),
    [
        (4, 9000, "5 h 30 min of work after it goes on"),
        (4, 30000, "At once when it goes on"),
        (5, 9000, None),
    ],
)
async def test_while_the_clock_stands_on_hold_the_pane_tells_what_is_left(
    desk: TicketDesk, server: FakeServer, status: int, used: int, words: str | None
) -> None:
    held = ticket(1, status=status, clock={"allowed": 28800, "used": used, "runs": False})
    server.answers("GET", LIST, json=listed(held))
    await desk.open()
    told = desk.pane().splitlines()
    assert ("Due" in told, words in told) == (words is not None,) * 2


async def test_the_ticket_in_hand_is_made_fresher(desk: TicketDesk, server: FakeServer) -> None:
    has_three(server)
    server.answers("GET", f"{LIST}/T-2", json=ticket(2, "Mended meanwhile", status=5))
    await desk.open()
    click_row(desk.table, 1)
    await eventually(lambda: "Mended meanwhile" in desk.pane())
    assert row_in_hand(desk.table)[1] == "Solved"


async def test_a_ticket_call_that_answers_a_meeting_leaves_what_the_list_told(
    desk: TicketDesk, server: FakeServer
) -> None:
    has_three(server)
    server.answers("GET", f"{LIST}/T-1", json=page_json("get_ticket"))
    await desk.open()
    await eventually(lambda: "expected a ticket, the server sent a meeting" in desk.pane())
    assert "Ticket 1" in desk.pane()
    assert desk.reports == []
    click_row(desk.table, 1)
    assert "meeting" not in desk.pane()


async def test_a_refresh_keeps_the_ticket_in_hand_and_what_is_half_typed(desk: TicketDesk, server: FakeServer) -> None:
    has_three(server)
    await desk.open()
    click_row(desk.table, 1)
    search = find(desk.page, "Search tickets")
    search.setFocus()
    write(find(desk.page, "Supplier"), "Aqua")
    server.answers("GET", LIST, json=listed(ticket(9), ticket(1), ticket(2, "Changed"), total=22))
    desk.page.refresh()
    await eventually(lambda: column(desk.table, "Ticket") == ["Ticket 9", "Ticket 1", "Changed"])
    assert row_in_hand(desk.table)[0].startswith("Changed")
    assert find(desk.page, "Supplier").property("text") == "Aqua"
    assert find(desk.page, "Supplier").hasFocus()


# When the server misbehaves


async def test_a_ticket_that_is_found_nowhere_is_not_waited_for(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    server.answers("GET", LIST, json=listed())
    desk.page.show_ticket(ticket(2)["id"])
    await eventually(lambda: desk.page.ready() and desk.reads("No ticket matches"))
    server.answers("GET", LIST, json=listed(ticket(1)))
    click(desk.page, "Clear search")
    await eventually(lambda: row_in_hand(desk.table) and desk.page.ready())
    server.answers("GET", LIST, json=listed(ticket(2), ticket(1)))
    desk.page.refresh()
    await eventually(lambda: len(column(desk.table, "Ticket")) == 2)
    assert row_in_hand(desk.table)[0].startswith(ticket(1)["title"])


async def test_a_first_list_that_fails_is_no_empty_list(desk: TicketDesk, server: FakeServer) -> None:
    server.answers("GET", LIST, error=httpx.ConnectError("refused"))
    desk.page.open()
    assert desk.reads("Loading tickets")
    await eventually(lambda: desk.reads("Tickets could not be loaded"))
    assert len(desk.reports) == 1
    server.answers("GET", LIST, json=listed(ticket(1)))
    click(desk.page, "Try again")
    await eventually(desk.page.ready)
    assert column(desk.table, "Ticket") == ["Ticket 1"]


async def test_a_refresh_that_fails_keeps_the_list(desk: TicketDesk, server: FakeServer) -> None:
    has_three(server)
    await desk.open()
    server.answers("GET", LIST, content=b"<html>Sign in</html>")
    desk.page.refresh()
    await eventually(lambda: desk.reports)
    assert desk.table.isVisible()
    assert len(column(desk.table, "Ticket")) == 3
    assert desk.reads("1–3 of 22")


async def test_rows_of_another_search_arent_shown_as_if_they_matched(desk: TicketDesk, server: FakeServer) -> None:
    has_three(server)
    await desk.open()
    server.answers("GET", LIST, status=500)
    desk.enter("Search tickets", "lift")
    await eventually(lambda: desk.reads("Tickets could not be loaded"))
    assert not desk.table.isVisible()


async def test_no_tickets_at_all(desk: TicketDesk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed())
    await desk.open()
    assert desk.reads("No tickets yet")
