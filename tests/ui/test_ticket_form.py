"""Reporting a ticket: the exact body, mistakes beside their fields, and nothing lost or sent twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from app.models.drafts import TicketDraft
from app.services.site import Site
from app.settings import Settings
from tests.fake_server import FakeServer, Held, page_json
from tests.tickets import AQUALIFT, MEI_LING, category, listed, ticket
from tests.ui.conftest import eventually
from tests.ui.hands import CTRL, click, column, find, press, row_in_hand, says, write
from tests.ui.ticket_desk import TicketDesk, opener_for, posted
from ui.compose.openers import open_sample
from ui.theme import Theme

LIST = "/sd/tickets"


@pytest.fixture
def server() -> FakeServer:
    server = FakeServer()
    server.answers("GET", LIST, json=listed(ticket(1, agent=MEI_LING, supplier=AQUALIFT, category=category(1))))
    return server


@pytest.fixture
async def desk(server: FakeServer, site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[TicketDesk]:
    desk = TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme)
    await desk.open()
    click(desk.page, "New ticket")
    yield desk
    assert desk.reports == []
    await desk.close()


def fill_in(desk: TicketDesk) -> None:
    write(find(desk.page, "Ticket title"), "Broken lift")
    write(find(desk.page, "Notifier"), "US-TW1")


def complaint(desk: TicketDesk, name: str) -> str:
    """What is said beside the field, as a screen reader hears it."""
    return find(desk.page, name).accessibleDescription()


async def test_all_thirteen_fields_are_sent_as_documented(desk: TicketDesk, server: FakeServer) -> None:
    write(find(desk.page, "Ticket title"), "Broken lift")
    write(find(desk.page, "Ticket description"), "It stops between floors.")
    write(find(desk.page, "Reference"), "LIFT-B")
    write(find(desk.page, "Creator"), "US-G606")
    write(find(desk.page, "Notifier"), "Tomasz Wójcik")
    write(find(desk.page, "Assign to agent"), "Mei-Ling Chen")
    write(find(desk.page, "Assign to supplier"), "Aqualift Services")
    write(find(desk.page, "Ticket category"), "Lifts")
    write(find(desk.page, "Ticket priority"), "3")
    write(find(desk.page, "Due date"), "2026-03-20")
    write(find(desk.page, "Custom fields"), "Floor: 2")
    find(desk.page, "Tell requester when solved", QCheckBox).click()
    find(desk.page, "Send requester a copy", QCheckBox).click()
    click(desk.page, "Create ticket")
    await eventually(lambda: desk.said)
    assert [request.body for request in posted(server)] == [
        {
            "reference": "LIFT-B",
            "title": "Broken lift",
            "description": "It stops between floors.",
            "creatorId": "US-G606",
            "notifierId": "US-TW1",
            "agentId": "US-MC2",
            "supplierId": "SU-AQ1",
            "categoryId": "1",
            "priorityId": "3",
            "dueDate": "2026-03-20",
            "sendRequesterSolved": 1,
            "sendRequesterCopy": 1,
            "customFields": [{"name": "Floor", "value": "2"}],
        }
    ]


async def test_the_new_ticket_is_in_hand_whatever_was_filtered_before(desk: TicketDesk, server: FakeServer) -> None:
    click(desk.page, "Back to tickets")
    desk.enter("Search tickets", "unicorn")
    click(desk.page, "New ticket")
    fill_in(desk)
    server.answers("POST", LIST, json=ticket(2, "Broken lift"))
    server.answers("GET", LIST, json=listed(ticket(3), ticket(2, "Broken lift"), ticket(1)))
    press(find(desk.page, "Notifier"), Qt.Key.Key_Return, CTRL)
    await eventually(lambda: desk.said)
    assert desk.said == ["Ticket created: Broken lift"]
    await eventually(lambda: row_in_hand(desk.table) and row_in_hand(desk.table)[0].startswith("Broken lift"))
    assert find(desk.page, "Search tickets").property("text") == ""
    assert desk.page.draft() == TicketDraft()


async def test_an_untouched_form_complains_of_nothing(desk: TicketDesk) -> None:
    assert not says(desk.page, "to fix")
    assert complaint(desk, "Ticket title") == ""


async def test_mistakes_stand_beside_their_fields_and_nothing_is_sent(desk: TicketDesk, server: FakeServer) -> None:
    write(find(desk.page, "Assign to agent"), "Somebody")
    write(find(desk.page, "Due date"), "soon")
    write(find(desk.page, "Ticket category"), "Unheard of")
    write(find(desk.page, "Custom fields"), "Floor")
    click(desk.page, "Create ticket")
    assert says(desk.page, "6 things to fix: title, notifier")
    assert complaint(desk, "Ticket title") == "Give it a title."
    assert complaint(desk, "Notifier") == "Say who reports this."
    assert complaint(desk, "Assign to agent").startswith("Choose a name")
    assert complaint(desk, "Due date") == "This is no day. One is 2026-03-11."
    assert complaint(desk, "Ticket category").startswith("Choose one from the list")
    assert complaint(desk, "Custom fields").startswith("“Floor” is no field.")
    assert find(desk.page, "Ticket title").hasFocus()
    assert find(desk.page, "Create ticket").isEnabled()
    fill_in(desk)
    assert complaint(desk, "Ticket title") == ""
    assert says(desk.page, "4 things to fix")
    assert posted(server) == []


async def test_a_field_is_looked_at_when_it_is_left(desk: TicketDesk) -> None:
    write(find(desk.page, "Due date"), "soon")
    assert complaint(desk, "Due date") == ""
    find(desk.page, "Reference").setFocus()
    assert complaint(desk, "Due date") != ""
    assert not says(desk.page, "to fix")


async def test_a_form_that_could_not_be_sent_is_kept_and_sent_again_as_the_same(
    desk: TicketDesk, server: FakeServer
) -> None:
    server.answers("POST", LIST, error=httpx.ConnectError("refused"))
    fill_in(desk)
    click(desk.page, "Create ticket")
    await eventually(lambda: says(desk.page, "nothing was sent. The form is kept"))
    assert desk.page.draft() == TicketDraft(title="Broken lift", notifier_id="US-TW1")
    click(desk.page, "Create ticket")
    await eventually(lambda: len(posted(server)) == 2 and find(desk.page, "Create ticket").isEnabled())
    write(find(desk.page, "Ticket title"), "!")
    click(desk.page, "Create ticket")
    await eventually(lambda: len(posted(server)) == 3 and find(desk.page, "Create ticket").isEnabled())
    first, second, third = (request.headers["idempotency-key"] for request in posted(server))
    assert first == second != third


async def test_an_answer_that_is_a_meeting_keeps_the_form(desk: TicketDesk, server: FakeServer) -> None:
    server.answers("POST", LIST, json=page_json("create_ticket"))
    fill_in(desk)
    click(desk.page, "Create ticket")
    await eventually(lambda: says(desk.page, "expected a ticket, the server sent a meeting"))
    assert desk.page.draft().title == "Broken lift"


async def test_what_the_server_refuses_is_said_in_its_words(desk: TicketDesk, server: FakeServer) -> None:
    server.answers("POST", LIST, status=400, json={"error": "Unknown notifier"})
    fill_in(desk)
    click(desk.page, "Create ticket")
    await eventually(lambda: says(desk.page, "Unknown notifier"))


async def test_a_second_click_while_it_is_sent_sends_nothing_more(desk: TicketDesk, server: FakeServer) -> None:
    held = Held(ticket(2, "Broken lift"))
    server.answers("POST", LIST, content=held)
    fill_in(desk)
    click(desk.page, "Create ticket")
    press(find(desk.page, "Create ticket"), Qt.Key.Key_Return, CTRL)
    await eventually(lambda: posted(server))
    held.let_go()
    await eventually(lambda: desk.said)
    assert len(posted(server)) == 1


async def test_going_back_keeps_the_form_and_clearing_can_be_undone(desk: TicketDesk) -> None:
    fill_in(desk)
    click(desk.page, "Back to tickets")
    assert desk.table.isVisible()
    click(desk.page, "New ticket")
    assert desk.page.draft().title == "Broken lift"
    click(desk.page, "Clear")
    assert desk.page.draft() == TicketDraft()
    click(desk.page, "Undo")
    assert desk.page.draft() == TicketDraft(title="Broken lift", notifier_id="US-TW1")


async def test_a_draft_fills_the_form_and_comes_out_as_it_was(desk: TicketDesk) -> None:
    draft = TicketDraft(
        title="Lift",
        description="Two\nlines",
        reference="R-1",
        creator_id="US-G606",
        notifier_id="US-TW1",
        agent_id="US-MC2",
        supplier_id="SU-AQ1",
        category_id="1",
        priority_id="77",
        due_date=date(2026, 3, 20),
        send_requester_solved=True,
        send_requester_copy=True,
        custom_fields=({"name": "Floor", "value": "2"}, {"id": 4, "value": None}),
    )
    desk.page.fill(draft)
    assert desk.page.draft() == draft
    assert find(desk.page, "Ticket category", QLineEdit).text() == "Lifts"


async def test_our_own_desk_takes_names_for_ids(site: Site, theme: Theme, tmp_path: Path) -> None:
    desk = TicketDesk(lambda: open_sample(Settings(), site), folder=tmp_path, site=site, theme=theme, names_as_ids=True)
    await desk.open()
    click(desk.page, "New ticket")
    write(find(desk.page, "Ticket title"), "Bird in the atrium")
    write(find(desk.page, "Notifier"), "Somebody New")
    write(find(desk.page, "Due date"), "2026-03-12")
    click(desk.page, "Create ticket")
    await eventually(lambda: desk.said)
    await eventually(lambda: row_in_hand(desk.table) and row_in_hand(desk.table)[0].startswith("Bird in the atrium"))
    assert column(desk.table, "Ticket")[0] == "Bird in the atrium"
    assert "Reported by Somebody New" in row_in_hand(desk.table)[0]
    assert row_in_hand(desk.table)[-1] == "Today"
    assert [label.text() for label in desk.page.findChildren(QLabel) if label.text() == "1–10 of 23"]
    await desk.close()
