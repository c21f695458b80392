"""Tickets that get done: a whole life by keyboard alone, several at once, taken back, and where nothing can be."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from app.errors import DiskFull
from app.services.site import Site
from app.store.outbox import Outbox
from tests.fake_server import FakeServer
from tests.faults import FaultyServer
from tests.server.postgresql import EACH_DATABASE
from tests.tickets import listed, ticket
from tests.ui.conftest import eventually
from tests.ui.hands import CTRL, click, click_row, column, find, named, press, row, row_in_hand, write
from tests.ui.test_accessible_names import heard
from tests.ui.test_ticket_keys import menu_of
from tests.ui.ticket_desk import TicketDesk, opener_for
from ui.theme import Theme


@pytest.fixture
async def desk(url: str, site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[TicketDesk]:
    """On the desk server with the sample's tickets, of which the first is in hand."""
    server = FaultyServer(now=site.now, database=url)
    server.fill()
    desk = TicketDesk(server.api, folder=tmp_path, site=site, theme=theme, names_as_ids=True)
    await desk.open()
    await eventually(desk.page.isActiveWindow)
    desk.table.setFocus()
    yield desk
    assert desk.reports == []
    await desk.close()
    server.close()


def status(desk: TicketDesk) -> str:
    return row_in_hand(desk.table)[1]


async def has_keys(desk: TicketDesk, name: str) -> QWidget:
    """The control of that name, once it has the keyboard."""
    await eventually(lambda: named(desk.page, name) and find(desk.page, name).hasFocus())
    return find(desk.page, name)


async def back_in_list(desk: TicketDesk) -> None:
    await eventually(lambda: QApplication.activeModalWidget() is None)
    desk.page.activateWindow()
    await eventually(desk.page.isActiveWindow)
    desk.table.setFocus()


def choose(menu: QMenu, word: str) -> None:
    """With the arrow keys and Return."""
    action = next(one for one in menu.actions() if one.text() == word)
    while menu.activeAction() is not action:
        press(menu, Qt.Key.Key_Down)
    press(menu, Qt.Key.Key_Return)


@EACH_DATABASE
async def test_a_tickets_whole_life_by_keyboard_alone(desk: TicketDesk) -> None:
    number = column(desk.table, "Status").index("Requested")
    title = column(desk.table, "Ticket")[number]
    for step in range(1, number + 1):
        press(desk.table, Qt.Key.Key_J)
        await eventually(lambda step=step: desk.table.currentIndex().row() == step)
    press(desk.table, Qt.Key.Key_A)
    who = await has_keys(desk, "Your name")
    write(who, "Nadia Haddad")
    press(who, Qt.Key.Key_Return)
    await eventually(lambda: status(desk) == "Assigned")
    assert row_in_hand(desk.table)[4].startswith("Nadia Haddad")
    assert desk.agents
    assert desk.said[-1] == f"“{title}” is assigned to you."

    await back_in_list(desk)
    press(desk.table, Qt.Key.Key_C)
    comment = await has_keys(desk, "Comment")
    write(comment, "The spare roll is used up")
    press(comment, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: "The spare roll is used up" in desk.pane())

    await back_in_list(desk)
    press(desk.table, Qt.Key.Key_E, CTRL)
    await has_keys(desk, "Ticket title")
    standing = find(desk.page, "Ticket status", QLineEdit)
    standing.selectAll()
    write(standing, "On hold")
    press(standing, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: status(desk) == "On hold")

    await back_in_list(desk)
    press(desk.table, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: status(desk) == "Solved")
    choose(menu_of(desk), "Reopen ticket")
    await eventually(lambda: status(desk) == "In progress")
    await back_in_list(desk)
    press(desk.table, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: status(desk) == "Solved")
    choose(menu_of(desk), "Status: Closed")
    await eventually(lambda: status(desk) == "Closed" and desk.pending == ())
    assert row_in_hand(desk.table)[0].startswith(title)


async def test_several_are_solved_at_once_and_taken_back(desk: TicketDesk) -> None:
    first = column(desk.table, "Status").index("In progress")
    click_row(desk.table, first)
    before = column(desk.table, "Status")[first : first + 2]
    QTest.keyClick(desk.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    titles = {row(desk.table, number)[0].partition(",")[0] for number in (first, first + 1)}
    assert desk.reads("2 tickets in hand")
    press(desk.table, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: desk.said[-1:] == ["2 tickets are solved."])

    def statuses() -> dict[str, str]:
        rows = (row(desk.table, number) for number in range(len(column(desk.table, "Ticket"))))
        return {one[0].partition(",")[0]: one[1] for one in rows if one[0].partition(",")[0] in titles}

    await eventually(lambda: set(statuses().values()) == {"Solved"} and len(statuses()) == 2)
    assert desk.undo is not None
    desk.undo()
    await eventually(lambda: set(statuses().values()) == set(before) and desk.pending == ())


async def test_what_is_written_of_a_ticket_is_kept_until_it_is_saved(desk: TicketDesk) -> None:
    press(desk.table, Qt.Key.Key_C)
    comment = await has_keys(desk, "Comment")
    assert isinstance(comment, QPlainTextEdit)
    write(comment, "Half a sentence")
    press(comment, Qt.Key.Key_Escape)
    await eventually(lambda: desk.drafts.stored_now("comment"))
    for key, kept in ((Qt.Key.Key_J, ""), (Qt.Key.Key_K, "Half a sentence")):
        await back_in_list(desk)
        before = desk.table.currentIndex().row()
        press(desk.table, key)
        await eventually(lambda before=before: desk.table.currentIndex().row() != before)
        press(desk.table, Qt.Key.Key_C)
        await has_keys(desk, "Comment")
        assert comment.toPlainText() == kept
        if not kept:
            press(comment, Qt.Key.Key_Escape)
    click(desk.page, "Internal note")
    click(desk.page, "Save comment")
    await eventually(lambda: "Internal note" in desk.pane())


async def test_the_log_and_related_tickets_are_told(desk: TicketDesk) -> None:
    other = column(desk.table, "Ticket")[1]
    choose(menu_of(desk), "Related tickets")
    await eventually(lambda: named(desk.page, "Other tickets"))
    write(find(desk.page, "Find a ticket"), other)
    await eventually(lambda: find(desk.page, "Other tickets").count() == 1)
    press(find(desk.page, "Find a ticket"), Qt.Key.Key_Return)
    await eventually(lambda: "Related tickets" in desk.pane() and other in desk.pane() and desk.pending == ())
    await eventually(lambda: named(desk.page, "Ticket log"))
    click(desk.page, "Ticket log")
    await eventually(lambda: "Related ticket: " in desk.pane())


async def test_a_related_ticket_that_is_archived_is_shown(desk: TicketDesk) -> None:
    first, other = (row(desk.table, number)[0].partition(",")[0] for number in (0, 1))
    number = next(word.strip(",") for word in row(desk.table, 1)[0].split() if word.startswith("T-"))
    choose(menu_of(desk), "Related tickets")
    await eventually(lambda: named(desk.page, "Other tickets"))
    write(find(desk.page, "Find a ticket"), number)
    await eventually(lambda: find(desk.page, "Other tickets").count() == 1)
    press(find(desk.page, "Find a ticket"), Qt.Key.Key_Return)
    await eventually(lambda: named(desk.page, f"Show ticket {number}") and desk.said and desk.pending == ())

    def go_to(title: str) -> None:
        titles = [words.partition(",")[0] for words in column(desk.table, "Ticket")]
        click_row(desk.table, titles.index(title))

    go_to(other)
    await eventually(lambda: row_in_hand(desk.table)[0].startswith(other))
    choose(menu_of(desk), "Archive")
    await eventually(lambda: desk.said[-1] == f"“{other}” is archived." and desk.pending == ())
    desk.page.refresh()
    await eventually(lambda: desk.page.ready() and number not in " ".join(column(desk.table, "Ticket")))
    go_to(first)
    await eventually(lambda: named(desk.page, f"Show ticket {number}"))
    click(desk.page, f"Show ticket {number}")
    await eventually(lambda: desk.page.ready() and row_in_hand(desk.table)[0].startswith(other))
    assert desk.reads("Archived")


async def test_what_can_not_be_kept_stays_in_its_form(desk: TicketDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(self: Outbox, *writes: object, **options: object) -> None:
        raise DiskFull("the disk is full")

    put, comments = Outbox.put, lambda: desk.pane().count("The spare roll is used up")
    press(desk.table, Qt.Key.Key_C)
    comment = await has_keys(desk, "Comment")
    assert isinstance(comment, QPlainTextEdit)
    write(comment, "The spare roll is used up")
    monkeypatch.setattr(Outbox, "put", full)
    press(comment, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: [type(one) for one in desk.reports] == [DiskFull])
    assert (comment.toPlainText(), comment.isVisible()) == ("The spare roll is used up", True)
    monkeypatch.setattr(Outbox, "put", put)
    press(comment, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: comments() == 1 and not comment.isVisible())

    await back_in_list(desk)
    press(desk.table, Qt.Key.Key_E, CTRL)
    title = await has_keys(desk, "Ticket title")
    write(title, " again")
    monkeypatch.setattr(Outbox, "put", full)
    press(title, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: len(desk.reports) == 2)
    assert title.isVisible()
    desk.reports.clear()


async def test_the_names_of_the_panel_are_spoken_exactly(desk: TicketDesk) -> None:
    names = ("Solve ticket", "Assign to me", "Add comment", "Attach file", "Edit ticket", "More actions")
    missing = [name for name in (*names, "Overdue only", "Saved views") if name not in heard(desk.page)]
    assert missing == []
    press(desk.table, Qt.Key.Key_C)
    await has_keys(desk, "Comment")
    for name in ("Comment", "Internal note", "From the requester", "Save comment"):
        assert name in heard(desk.page)


async def test_on_a_server_that_is_not_ours_one_sentence_says_why(site: Site, theme: Theme, tmp_path: Path) -> None:
    server = FakeServer()
    server.answers("GET", "/sd/tickets", json=listed(ticket(1)))
    desk = TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme, own_server=False)
    await desk.open()
    desk.table.setFocus()
    assert named(desk.page, "Solve ticket") == []
    assert desk.reads(desk.services.ticket_changes.why_not)
    press(desk.table, Qt.Key.Key_Return, CTRL)
    press(desk.table, Qt.Key.Key_A)
    words = [action.text() for action in menu_of(desk).actions() if action.text()]
    assert words == ["Next ticket", "Previous ticket", "Copy ticket number", "Copy cell", "New ticket"]
    assert [one.method for one in server.requests if one.method != "GET"] == []
    await desk.close()
