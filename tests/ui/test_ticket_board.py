"""*Board*: the tickets of the list by status; a card that is moved changes its ticket's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from app.models.objects.desk_vocabulary import STATUSES
from app.models.objects.ticket_query import TicketQuery
from app.services.site import Site
from app.settings import Settings
from tests.fake_server import FakeServer, Held
from tests.tickets import MEI_LING, listed, ticket
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import CTRL, click, column, find, move_mouse, named, press, row_in_hand, spoken_name, write
from tests.ui.ticket_desk import TicketDesk, opener_for
from ui.compose.connect import open_sample
from ui.pages.tickets.board.columns import board_columns
from ui.theme import Theme

ALL = 22
"""Tickets of the sample, on three pages of its list."""


@pytest.fixture
async def desk(site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[TicketDesk]:
    """On the sample's real server, with the board shown."""
    desk = TicketDesk(lambda: open_sample(Settings(), site), folder=tmp_path, site=site, theme=theme)
    await desk.open()
    await eventually(desk.page.isActiveWindow)
    click(desk.page, "Board")
    await eventually(lambda: sum(len(titles(one)) for one in lanes(desk)) == ALL)
    yield desk
    assert desk.reports == []
    await desk.close()


def lanes(desk: TicketDesk) -> list[QListView]:
    """From the left to the right, wherever the board is scrolled to."""
    board = find(desk.page, "Tickets by status")
    return sorted(board.findChildren(QListView), key=lambda one: one.mapTo(board, QPoint()).x())


def lane(desk: TicketDesk, word: str) -> QListView:
    return next(one for one in lanes(desk) if spoken_name(one).startswith(f"{word}, "))


def cards(view: QListView) -> list[str]:
    """What a screen reader tells of each card."""
    interface = QAccessible.queryAccessibleInterface(view)
    return [interface.child(number).text(QAccessible.Text.Name) for number in range(interface.childCount())]


def titles(view: QListView) -> list[str]:
    return [view.model().index(number, 0).data() for number in range(view.model().rowCount())]


def begin_drag(view: QListView, to: QListView) -> tuple[QWidget, QPoint]:
    """Its first card is taken over the other column. Gives what has the mouse, and where that is."""
    viewport = view.viewport()
    start = view.visualRect(view.model().index(0, 0)).center()
    end = viewport.mapFromGlobal(to.viewport().mapToGlobal(QPoint(30, to.viewport().height() - 20)))
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for place in (start + QPoint(20, 4), end):
        move_mouse(viewport, place, Qt.MouseButton.LeftButton)
    return viewport, end


def lit(desk: TicketDesk) -> list[str]:
    return [spoken_name(one).partition(",")[0] for one in lanes(desk) if one.parentWidget().property("takes")]


async def test_a_card_that_is_dragged_changes_its_tickets_status_and_is_taken_back(desk: TicketDesk) -> None:
    requested, progress = lane(desk, "Requested"), lane(desk, "In progress")
    title, before = titles(requested)[0], spoken_name(progress)
    viewport, place = begin_drag(requested, progress)
    assert lit(desk) == ["Qualified", "In progress", "On hold", "Solved", "Closed"]
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
    await eventually(lambda: title in titles(progress))
    assert lit(desk) == []
    assert desk.said[-1] == f"“{title}” is in progress now."
    assert row_in_hand(desk.table)[0].startswith(title)
    assert title in desk.pane()
    await eventually(lambda: desk.pending == ())
    assert desk.undo is not None
    desk.undo()
    await eventually(lambda: title in titles(requested) and desk.pending == ())
    assert spoken_name(progress) == before


async def test_a_card_goes_nowhere_where_its_ticket_cant(desk: TicketDesk) -> None:
    requested, assigned = lane(desk, "Requested"), lane(desk, "Assigned")
    title = titles(requested)[0]
    viewport, place = begin_drag(requested, assigned)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert desk.said[-1] == f"“{title}” has no agent yet: give it one, and it is assigned."
    viewport, place = begin_drag(requested, lane(desk, "Qualified"))
    press(viewport.window(), Qt.Key.Key_Escape)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert (lit(desk), desk.pending) == ([], ())
    assert titles(requested)[0] == title


async def test_the_board_by_keyboard_alone(desk: TicketDesk) -> None:
    first = lane(desk, "Requested")
    first.setFocus()
    title = titles(first)[0]
    press(first, Qt.Key.Key_Down)
    assert row_in_hand(desk.table)[0].startswith(titles(first)[1])
    press(first, Qt.Key.Key_Right)
    assert lane(desk, "Assigned").hasFocus()  # none is qualified
    press(QApplication.focusWidget(), Qt.Key.Key_Left)
    press(QApplication.focusWidget(), Qt.Key.Key_Up)
    for word in ("Qualified", "In progress"):  # nobody has it: it can't be assigned
        press(QApplication.focusWidget(), Qt.Key.Key_Right, CTRL)
        await eventually(lambda word=word: title in titles(lane(desk, word)))
        assert lane(desk, word).hasFocus()
        assert row_in_hand(desk.table)[0].startswith(title)
    press(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    await eventually(lambda: title in titles(lane(desk, "Solved")))
    press(QApplication.focusWidget(), Qt.Key.Key_Left, CTRL)
    await eventually(lambda: title in titles(lane(desk, "Requested")))
    assert desk.said[-1] == f"“{title}” is reopened."
    press(QApplication.focusWidget(), Qt.Key.Key_J)
    await eventually(lambda: not row_in_hand(desk.table)[0].startswith(title))
    in_hand = row_in_hand(desk.table)[0].partition(",")[0]
    held = [one.currentIndex().data() for one in lanes(desk) if one.currentIndex().isValid()]
    assert held == [in_hand]


async def test_each_column_has_all_its_tickets_whatever_page_they_stand_on(desk: TicketDesk) -> None:
    assert desk.reads("22 tickets")
    assert named(desk.page, "Next page") == []
    write(find(desk.page, "Search tickets"), "lift")
    await eventually(lambda: 0 < sum(len(titles(one)) for one in lanes(desk)) < ALL)
    click(desk.page, "Board")
    await eventually(lambda: named(desk.page, "Next page"))


async def test_a_column_that_holds_no_more_says_so_and_leads_to_all(
    desk: TicketDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = len(titles(lane(desk, "Assigned")))
    assert count > 2
    monkeypatch.setattr("ui.pages.tickets.list.listing.LARGEST_PAGE", 2)
    for _ in range(2):
        click(desk.page, "Mine only")  # asks anew
    await eventually(lambda: spoken_name(lane(desk, "Assigned")) == f"Assigned, 2 of {count} tickets")
    click(desk.page, f"See all {count} assigned")
    await eventually(lambda: set(column(desk.table, "Status")) == {"Assigned"})
    assert desk.table.isVisible()
    assert len(column(desk.table, "Ticket")) == count


async def test_a_server_that_is_not_ours_has_a_board_on_which_nothing_moves(
    site: Site, theme: Theme, tmp_path: Path
) -> None:
    server = FakeServer()
    late = ticket(1, "Dead lamp", status=2, priority=3, agent=MEI_LING, dueAt="2026-03-01T09:00:00Z")
    server.answers("GET", "/sd/tickets", json=listed(late, ticket(2, status=3)))
    desk = TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme, own_server=False)
    await desk.open()
    click(desk.page, "Board")
    assert [spoken_name(one) for one in lanes(desk)] == ["Assigned, 1 ticket", "In progress, 1 ticket"]
    (card,) = cards(lane(desk, "Assigned"))
    assert card.startswith("Dead lamp, Assigned, High, due Sun 1 March, ")
    assert card.endswith(" late, Mei-Ling Chen, T-1")
    why = desk.services.ticket_changes.why_not
    viewport, place = begin_drag(lane(desk, "Assigned"), lane(desk, "In progress"))
    assert lit(desk) == []
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
    press(lane(desk, "Assigned"), Qt.Key.Key_Right, CTRL)
    assert desk.said[-2:] == [why, why]
    assert [one.method for one in server.requests if one.method != "GET"] == []
    click(desk.page, "Board")
    assert named(desk.page, "Ticket list") == [desk.table]
    await desk.close()


async def test_the_board_stays_after_a_restart_until_the_list_is_chosen(
    open_desk: OpenDesk, server: FakeServer
) -> None:
    server.answers("GET", "/sd/tickets", json=listed(ticket(1)))
    for shown, other in ("Ticket list", "Tickets by status"), ("Tickets by status", "Ticket list"):
        desk = open_desk()
        desk.window.go_to("Tickets")
        await eventually(lambda desk=desk, shown=shown: named(desk.window, shown))
        before = desk.services.view_choices.all_now()
        click(desk.window, "Board")
        assert named(desk.window, other)
        await eventually(lambda desk=desk, before=before: desk.services.view_choices.all_now() != before)
        await desk.close()
    desk = open_desk()
    desk.window.go_to("Tickets")
    await eventually(lambda: named(desk.window, "Ticket list"))


def test_of_what_the_filters_leave_out_no_number_is_told() -> None:
    words = {str(number): word for number, word in STATUSES.items()}
    told = [column.spoken for column in board_columns(None, {}, words, TicketQuery(is_open=True))]
    assert told[:1] == ["Requested, 0 tickets"]
    assert told[-2:] == ["Solved, left out by the filters", "Closed, left out by the filters"]
    some = [one.status for one in board_columns(None, {}, words, TicketQuery(status="1,5")) if not one.left_out]
    assert some == ["1", "5"]


async def test_a_column_that_comes_late_does_not_take_a_failure_back(site: Site, theme: Theme, tmp_path: Path) -> None:
    """It was asked for before the server failed."""
    server, path = FakeServer(), "/sd/tickets"
    server.answers("GET", path, json=listed(ticket(1)))
    desk = TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme)
    await desk.open()
    listing = desk.page._list._listing
    answers: list[bool] = []
    desk.page.answered.connect(lambda: answers.append(True))  # by which the window takes back that the server failed
    click(desk.page, "Board")
    await eventually(lambda: not listing.underway and answers)
    server.requests.clear()
    desk.page.refresh()
    await eventually(lambda: not listing.underway)
    lists = len(server.asked(path))
    newer = listed(ticket(1), ticket(2))
    late = Held(newer)
    for number in range(lists):
        server.answers("GET", path, **({"content": late} if number == 1 else {"json": newer}))
    desk.page.refresh()
    await eventually(lambda: len(server.asked(path)) == 2 * lists and any(len(titles(one)) > 1 for one in lanes(desk)))
    answers.clear()
    server.answers("GET", path, status=503)
    desk.page.keep_fresh()
    await eventually(lambda: desk.reports)
    late.let_go()
    await eventually(lambda: not listing.underway)
    assert not answers
    assert listing.failure == "The server is busy. Try again."
    await desk.close()
