"""*Repeats* of a ticket: chosen in its form, kept with the draft, said in words, changed, and stopped."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSpinBox

from app.services.site import Site
from app.settings import Settings
from tests.fake_server import FakeServer
from tests.tickets import listed, ticket
from tests.ui.conftest import eventually
from tests.ui.hands import CTRL, click, find, named, press, row_in_hand, write
from tests.ui.test_ticket_keys import menu_of
from tests.ui.ticket_desk import TicketDesk, opener_for
from ui.compose.connect import open_sample
from ui.reception.repeats.panel import RepeatsPanel
from ui.theme import Theme

Start = Callable[[], TicketDesk]


@pytest.fixture
async def start(site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts the desk on the same folder, with the sample's real server."""
    desks: list[TicketDesk] = []

    def one() -> TicketDesk:
        opener = lambda: open_sample(Settings(), site)  # noqa: E731
        desks.append(TicketDesk(opener, folder=tmp_path, site=site, theme=theme, names_as_ids=True))
        return desks[-1]

    yield one
    assert desks[-1].reports == []
    await desks[-1].close()


async def at_form(start: Start) -> TicketDesk:
    desk = start()
    await desk.open()
    click(desk.page, "New ticket")
    return desk


def choose_quarter(desk: TicketDesk) -> None:
    repeats = find(desk.page, "Repeats", QLineEdit)
    repeats.setFocus(Qt.FocusReason.TabFocusReason)
    press(repeats, Qt.Key.Key_Return)
    panel = next(one for one in desk.page.findChildren(RepeatsPanel) if one.isVisible())
    find(panel, "Monthly", QAbstractButton).click()
    every = find(panel, "Every", QSpinBox)
    every.setFocus()
    for _ in range(2):
        press(every, Qt.Key.Key_Up)
    assert named(panel, "Leave out") == []
    press(panel, Qt.Key.Key_Return)


async def repeats_in_form(desk: TicketDesk) -> QLineEdit:
    """That of *Edit ticket*, once it is open."""

    def found() -> list[QLineEdit]:
        return [one for one in named(desk.page, "Repeats", QLineEdit) if one.window() is not desk.page.window()]

    await eventually(found)
    return found()[0]


def retype(repeats: QLineEdit, words: str) -> None:
    """With the keys, and Ctrl+Return after it."""
    repeats.selectAll()
    write(repeats, words)
    press(repeats, Qt.Key.Key_Return, CTRL)


def entries(desk: TicketDesk) -> dict[str, QAction]:
    """Those of the menu, which is closed again."""
    menu = menu_of(desk)
    menu.close()
    return {one.text(): one for one in menu.actions()}


async def test_a_ticket_comes_again_each_quarter_until_that_is_stopped(start: Start) -> None:
    desk = await at_form(start)
    write(find(desk.page, "Ticket title"), "Change the filters")
    write(find(desk.page, "Notifier"), "Nadia Haddad")
    choose_quarter(desk)
    words = find(desk.page, "Repeats", QLineEdit).text()
    assert words.startswith("Every 3 months on the ")
    await desk.close()

    desk = await at_form(start)
    assert find(desk.page, "Repeats", QLineEdit).text() == words
    click(desk.page, "Create ticket")
    await eventually(lambda: row_in_hand(desk.table)[0].startswith("Change the filters"))
    assert f"{words}, next on " in desk.pane(), "while it waits"
    await eventually(lambda: desk.pending == ())
    assert f"{words}, next on " in desk.pane(), "and once it was sent"

    desk.page.start_editing()
    repeats = await repeats_in_form(desk)
    assert repeats.text() == words
    retype(repeats, "each moon")
    await eventually(lambda: desk.reads("This is no rule for repeating. One is FREQ=WEEKLY;COUNT=4."))
    retype(repeats, "every month")
    monthly = words.replace("3 months", "month")
    await eventually(lambda: f"{monthly}, next on " in desk.pane() and desk.pending == ())
    await eventually(lambda: named(desk.page, "Ticket log"))
    click(desk.page, "Ticket log")
    await eventually(lambda: f"Repeats: {words} → {monthly}" in desk.pane())

    entries(desk)["Stop repeating"].trigger()
    await eventually(lambda: desk.said[-1] == "“Change the filters” is not repeated any more.")
    await eventually(lambda: f"{monthly}, next on " not in desk.pane())
    assert "Stop repeating" not in entries(desk)
    await eventually(lambda: desk.pending == () and "Does not repeat any more" in desk.pane())


async def test_what_a_series_made_leads_to_where_it_is_changed(site: Site, theme: Theme, tmp_path: Path) -> None:
    server = FakeServer()
    server.answers("GET", "/sd/tickets", json=listed(ticket(2), ticket(1)))
    made = ticket(2) | {"series": "T-1", "seriesRecurrence": {"rrule": "FREQ=MONTHLY;INTERVAL=3"}}
    server.answers("GET", "/sd/tickets/T-2", json=made)
    server.answers("GET", "/sd/tickets/T-1", json=ticket(1))
    desk = TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme)
    await desk.open()
    await eventually(lambda: "From a series: every 3 months. It is changed or stopped" in desk.pane())
    click(desk.page, "Show first ticket")
    await eventually(lambda: "T-1" in row_in_hand(desk.table)[0] and "Series" not in desk.pane())
    await desk.close()


async def test_on_a_server_that_is_not_ours_nothing_repeats(site: Site, theme: Theme, tmp_path: Path) -> None:
    server = FakeServer()
    server.answers("GET", "/sd/tickets", json=listed(ticket(1)))
    desk = TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme, own_server=False)
    await desk.open()
    click(desk.page, "New ticket")
    assert named(desk.page, "Repeats") == []
    await desk.close()
