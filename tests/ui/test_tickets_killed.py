"""A desk that goes down at each step of a ticket's life, in the middle of what it writes and sends: whoever goes on
from what they see then has all of it at the server, once.

FOYER_TEST_CUTS=4000 takes it down more often than the suite does.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit

from app.errors import StoreFailed
from app.models.operations import State
from app.models.tickets.steps import SOLVED
from app.services.site import Site
from tests.faults import FaultyServer
from tests.server.postgresql import EACH_DATABASE
from tests.ui.calendar_hands import dropped
from tests.ui.conftest import eventually
from tests.ui.hands import click, click_row, column, find, named, press, row_in_hand, write
from tests.ui.test_ticket_keys import menu_of
from tests.ui.ticket_desk import TicketDesk
from ui.theme import Theme

ROUNDS = max(1, int(os.environ.get("FOYER_TEST_CUTS", "40")) // 40)
MOMENTS = 13
"""After so many accesses to the desk's file what was done is kept, and most of it sent."""

LAMP = "Lamp"
SMELL = "It smells of oil"
PHOTO = "leak.jpg"

Start = Callable[[], Awaitable[TicketDesk]]
Do = Callable[[TicketDesk], Awaitable[None]]


@pytest.fixture
async def server(url: str) -> AsyncIterator[FaultyServer]:
    server = FaultyServer(database=url)
    await server.make("/sd/tickets", {"title": LAMP, "notifierId": "Sofia Marchetti"})
    yield server
    server.close()


@pytest.fixture
async def start(server: FaultyServer, site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts the desk on the same folder; the last one is put away at the end."""
    desks: list[TicketDesk] = []

    async def one() -> TicketDesk:
        desk = TicketDesk(server.api, folder=tmp_path, site=site, theme=theme, names_as_ids=True, sleep=rest_shortly)
        desks.append(desk)
        await desks[-1].open()
        return desks[-1]

    yield one
    await desks[-1].close()


async def rest_shortly(seconds: float) -> None:
    """A ticket whose answer was lost is searched for twice, seconds apart, before it is sent again."""
    await asyncio.sleep(seconds / 100)


async def create(desk: TicketDesk, title: str) -> None:
    """What a draft of it left in the form is written over."""
    click(desk.page, "New ticket")
    for name, words in (("Ticket title", title), ("Notifier", "US-TW1")):
        find(desk.page, name, QLineEdit).clear()
        write(find(desk.page, name), words)
    click(desk.page, "Create ticket")
    await eventually(lambda: row_of(desk, title) >= 0)


async def comment(desk: TicketDesk) -> None:
    click(desk.page, "Add comment")
    await eventually(lambda: named(desk.page, "Comment"))
    find(desk.page, "Comment", QPlainTextEdit).clear()
    write(find(desk.page, "Comment"), SMELL)
    click(desk.page, "Save comment")
    await eventually(lambda: SMELL in desk.pane())


async def relate(desk: TicketDesk) -> None:
    """Once the server has it."""
    await eventually(lambda: decided(desk) and named(desk.page, "Copy ticket number"))
    next(one for one in menu_of(desk).actions() if one.text() == "Related tickets").trigger()
    await eventually(lambda: named(desk.page, "Other tickets"))
    write(find(desk.page, "Find a ticket"), LAMP)
    await eventually(lambda: find(desk.page, "Other tickets", QListWidget).count() == 1)
    press(find(desk.page, "Find a ticket"), Qt.Key.Key_Return)
    await eventually(lambda: LAMP in desk.pane())


def decided(desk: TicketDesk) -> bool:
    """Says to send once more what the desk went down with too often while it sent it: that asks for a person."""
    for row in desk.pending:
        if row.state is State.UNCLEAR:
            desk.tasks.start(desk.sync.resend(row.id))
    return True


async def solve(desk: TicketDesk) -> None:
    click(desk.page, "Solve ticket")
    await eventually(lambda: status(desk) == "Solved")


async def reopen_and_undo(desk: TicketDesk) -> None:
    """A restart in between leaves nothing to undo: it is solved once more then."""
    if status(desk) == "Requested":
        await solve(desk)
        return
    click(desk.page, "Reopen ticket")
    await eventually(lambda: status(desk) == "Requested" and desk.undo is not None)
    assert desk.undo is not None
    desk.undo()
    await eventually(lambda: status(desk) == "Solved")


def status(desk: TicketDesk) -> str:
    return row_in_hand(desk.table)[1]


def row_of(desk: TicketDesk, title: str) -> int:
    """In which row of the list it stands, -1 for none."""
    told = enumerate(column(desk.table, "Ticket"))
    return next((number for number, words in told if words.startswith(title)), -1)


async def at_ticket(desk: TicketDesk, title: str) -> None:
    click_row(desk.table, row_of(desk, title))
    await eventually(lambda: title in desk.pane())


async def taken_down(desk: TicketDesk, do: Awaitable[None], moment: int) -> None:
    """It is done and sent until that access to the desk's file: from then on nothing gets there."""
    submit, count, down = desk.database._submit, 0, asyncio.Event()

    def counted(work: Any) -> Any:
        nonlocal count
        count += 1
        if count < moment:
            return submit(work)
        down.set()
        raise StoreFailed("the desk is down")

    async def done() -> None:
        await do
        await eventually(lambda: down.is_set() or desk.pending == ())

    desk.database._submit = counted  # type: ignore[method-assign]
    ends = [asyncio.ensure_future(done()), asyncio.ensure_future(down.wait())]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for one in ends:
        one.cancel()
    desk.database._submit = submit  # type: ignore[method-assign]
    await desk.crash()


@EACH_DATABASE
async def test_a_tickets_life_at_a_desk_that_goes_down_at_each_step(
    start: Start, server: FaultyServer, tmp_path: Path
) -> None:
    (tmp_path / PHOTO).write_bytes(b"a photo of the leak")

    async def attach(desk: TicketDesk) -> None:
        dropped(find(desk.page, "Ticket"), path=tmp_path / PHOTO)
        await eventually(lambda: PHOTO in desk.pane())

    life: tuple[tuple[Do, Callable[[TicketDesk], bool]], ...] = (
        (comment, lambda desk: SMELL in desk.pane()),
        (attach, lambda desk: PHOTO in desk.pane()),
        (relate, lambda desk: LAMP in desk.pane()),
        (solve, lambda desk: status(desk) == "Solved"),
        (reopen_and_undo, lambda desk: status(desk) == "Solved"),
    )
    desk = await start()
    for turn in range(ROUNDS):
        title = f"Lift {turn}"
        await taken_down(desk, create(desk, title), 1 + turn * 7 % MOMENTS)
        desk = await start()
        if row_of(desk, title) < 0:
            await create(desk, title)
        for number, (do, is_done) in enumerate(life, 1):
            await at_ticket(desk, title)
            await taken_down(desk, do(desk), 1 + (turn * 7 + number * 3) % MOMENTS)
            desk = await start()
            await at_ticket(desk, title)
            if not is_done(desk):
                await do(desk)
        await eventually(lambda desk=desk: decided(desk) and desk.pending == ())
        (identity,) = (one["id"] for one in await server.tickets() if one["title"] == title)
        there = await server.asked(f"/sd/tickets/{identity}", {})
        assert [one["text"] for one in there["comments"]] == [SMELL]
        assert [one["name"] for one in there["attachments"] if one["received"] == one["size"]] == [PHOTO]
        assert [one["title"] for one in there["related"]] == [LAMP]
        assert there["status"]["id"] == SOLVED
        told = [one["what"] for one in there["log"]]
        assert [told.count(what) for what in ("created", "comment", "attachment", "related")] == [1, 1, 1, 1]
