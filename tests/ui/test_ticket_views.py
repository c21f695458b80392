"""Saved views of the tickets, *Overdue only*, and the way out of both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QMenu

from tests.ui.conftest import eventually
from tests.ui.dialog_hands import open_menu
from tests.ui.hands import click, column, find, named, press, row, write
from tests.ui.invite_desk import write_over
from tests.ui.test_ticket_keys import menu_of
from tests.ui.test_ticket_life import desk, has_keys
from tests.ui.ticket_desk import TicketDesk

__all__ = ["desk"]


def read(action: QAction) -> str:
    """As a person reads it: one & only underlines the sign behind it."""
    return "&".join(part.replace("&", "") for part in action.text().split("&&"))


def views(desk: TicketDesk) -> dict[str, QMenu]:
    """The words of the menu, each with the menu that holds it."""
    click(desk.page, "Saved views")
    menu = open_menu()
    return {read(action): menu for action in menu.actions() if action.text()}


def choose(desk: TicketDesk, beginning: str) -> None:
    word, menu = next((word, menu) for word, menu in views(desk).items() if word.startswith(beginning))
    next(action for action in menu.actions() if read(action) == word).trigger()
    menu.close()


async def test_overdue_only_shows_what_is_late_and_goes_again(desk: TicketDesk) -> None:
    find(desk.page, "Overdue only", QCheckBox).click()
    await eventually(lambda: desk.page.ready() and not desk.reads("1–10 of 22"))
    late = [row(desk.table, number)[5] for number in range(len(column(desk.table, "Due")))]
    assert late
    assert all("late" in words for words in late)
    click(desk.page, "Clear filters")
    await eventually(lambda: desk.reads("1–10 of 22"))
    assert not find(desk.page, "Overdue only", QCheckBox).isChecked()


async def test_mine_is_what_i_am_the_agent_of(desk: TicketDesk) -> None:
    """Who that is, is asked once, for *Assign to me* too."""
    choose(desk, "Mine")
    who = await has_keys(desk, "Your name")
    write(who, "Mei-Ling Chen")
    click(desk.page, "Save and show")
    await eventually(lambda: desk.page.ready() and {*column(desk.table, "Agent")} == {"Mei-Ling Chen"})
    assert not {"Solved", "Closed"} & {*column(desk.table, "Status")}
    count = len(column(desk.table, "Agent"))
    await eventually(lambda: _offers(desk, f"Mine  ({count})"))
    assert desk.agents == [desk.own_agent.value]


async def test_views_have_counts_and_ones_own_are_kept_and_removed(desk: TicketDesk) -> None:
    await eventually(lambda: _offers(desk, "Unassigned  ("))
    choose(desk, "Unassigned")
    await eventually(lambda: desk.page.ready() and {*column(desk.table, "Agent")} == {"Nobody yet"})
    desk.enter("Priority", "High")
    await eventually(lambda: desk.page.ready() and {*column(desk.table, "Priority")} == {"High"})
    choose(desk, "Save this view")
    name = await has_keys(desk, "Name of the view")
    write(name, "Overdue")
    press(name, Qt.Key.Key_Return)
    assert desk.reads("Every desk has a view of that name: choose another.")
    write_over(desk.page, "Name of the view", "R&D, free")
    press(name, Qt.Key.Key_Return)
    await eventually(lambda: named(desk.page, "Clear filters"))
    click(desk.page, "Clear filters")
    await eventually(lambda: desk.page.ready() and desk.reads("1–10 of 22"))
    await eventually(lambda: _offers(desk, "R&D, free"))
    choose(desk, "R&D, free")
    await eventually(lambda: desk.page.ready() and {*column(desk.table, "Priority")} == {"High"})
    choose(desk, "Remove")
    await eventually(lambda: not _offers(desk, "R&D, free"))


async def test_what_is_archived_is_found_again_and_taken_out(desk: TicketDesk) -> None:
    def titles() -> list[str]:
        return [words.partition(",")[0] for words in column(desk.table, "Ticket")]

    async def do(word: str) -> None:
        next(action for action in menu_of(desk).actions() if action.text() == word).trigger()
        await eventually(lambda: len(desk.said) > len(said) and desk.pending == ())
        desk.page.refresh()

    title, said = titles()[0], list(desk.said)
    await do("Archive")
    await eventually(lambda: desk.page.ready() and title not in titles())
    choose(desk, "Archived")
    await eventually(lambda: desk.page.ready() and titles() == [title])
    said = list(desk.said)
    await do("Take out of the archive")
    await eventually(lambda: desk.reads("No ticket matches"))


async def test_favourites_are_a_view_with_its_count(desk: TicketDesk) -> None:
    choose(desk, "Favourites")
    await eventually(lambda: desk.page.ready() and 0 < len(column(desk.table, "Ticket")) < 10)
    count = len(column(desk.table, "Ticket"))
    await eventually(lambda: _offers(desk, f"Favourites  ({count})"))
    next(action for action in menu_of(desk).actions() if action.text() == "No favourite any more").trigger()
    await eventually(lambda: desk.said and desk.pending == ())
    desk.page.refresh()
    await eventually(lambda: len(column(desk.table, "Ticket")) == count - 1)


def _offers(desk: TicketDesk, beginning: str) -> bool:
    words = views(desk)
    for menu in words.values():
        menu.close()
    return any(word.startswith(beginning) for word in words)
