"""The Tickets page in a window, on any server, and what the tests of it do again and again."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView

from app.api.api import Api
from app.api.client import Client
from app.models.notices.ways import Ways
from app.models.operations import Operation
from app.services.desk_services import desk_services
from app.services.site import Site
from app.store.account import account_of
from app.store.database import Database
from tests.fake_server import FakeServer, Request
from tests.ui.conftest import eventually
from tests.ui.hands import find, press, shown, write
from ui.pages.tickets.page import TicketsPage
from ui.reception.tickets.own_agent import OwnAgent
from ui.reception.tickets.ticket_actions import TicketActions
from ui.tasks import Tasks
from ui.theme import Theme


async def _rest_on(seconds: float) -> None:
    await asyncio.Event().wait()


class TicketDesk:
    """`reports` are the errors that went to the banner, `said` what the page told it, `edited` what is to be edited,
    `undo` what takes back what was done last, `agents` who said that they are *me*.

    The store is a real file in `folder`: another desk on the same folder is the same desk after a restart. The outbox
    rests until something ends its rest, or as `sleep` says.
    """

    def __init__(
        self,
        opener: Callable[[], Awaitable[Api]],
        *,
        folder: Path,
        site: Site,
        theme: Theme,
        names_as_ids: bool = False,
        own_server: bool = True,
        sleep: Callable[[float], Awaitable[object]] = _rest_on,
    ) -> None:
        self.ways = Ways()
        self.reports: list[Exception] = []
        self.said: list[str] = []
        self.edited: list[Operation] = []
        self.tasks = Tasks(self.reports.append)
        self.database = Database(folder / "foyer.sqlite3")
        account = account_of(self.database, "https://api.example.com", "CO-C202")
        self.services = desk_services(
            self.database,
            account,
            site=site,
            opener=opener,
            own_server=own_server,
            sleep=sleep,
        )
        self.connection, self.contacts = self.services.connection, self.services.contacts
        self.sync, self.drafts = self.services.sync, self.services.drafts
        self.own_agent = OwnAgent("", self._keep)
        self.agents: list[str] = []
        self.actions = TicketActions(
            changes=self.services.ticket_changes,
            own_agent=self.own_agent,
            contacts=self.contacts,
            words=self.services.tickets.words,
            site=site,
            tasks=self.tasks,
            theme=theme,
            window=lambda: self.page,
        )
        self.undo: Callable[[], object] | None = None
        self.actions.done.connect(self._on_done)
        self.page = TicketsPage(
            tickets=self.services.tickets,
            views=self.services.ticket_views,
            drafts=self.drafts,
            site=site,
            contacts=self.contacts,
            tasks=self.tasks,
            theme=theme,
            actions=self.actions,
            names_as_ids=lambda: names_as_ids,
            ways=lambda: self.ways,
            notices=self.services.notices,
        )
        self.page.saved.connect(lambda words, operation: self.said.append(words))
        self.page.notice_requested.connect(self.said.append)
        self.page.edit_requested.connect(self.edited.append)
        self.page.resize(1192, 744)
        self.page.show()
        self.tasks.start(self.sync.run())

    async def _keep(self, agent: str) -> None:
        self.agents.append(agent)

    def _on_done(self, words: str, undo: Callable[[], object] | None) -> None:
        self.said.append(words)
        self.undo = undo

    @property
    def pending(self) -> tuple[Operation, ...]:
        """All that isn't known to be on the server, as the file says at this moment."""
        return self.services.lists.waiting_now().operations

    @property
    def table(self) -> QTableView:
        return self.page.findChildren(QTableView)[0]

    async def open(self) -> None:
        self.page.open()
        await eventually(self.page.ready)

    async def close(self) -> None:
        """Puts the desk away as the program does when its window is closed."""
        await self.page.put_down()
        await self.crash()

    async def crash(self) -> None:
        """The desk goes without having been put away."""
        self.database.changed.clear()
        await self.tasks.cancel()
        await self.services.close()
        self.page.hide()
        self.page.deleteLater()
        await asyncio.to_thread(self.database.close)

    def enter(self, name: str, text: str) -> None:
        """Types into the empty field of that name, and Return."""
        field = find(self.page, name)
        write(field, text)
        press(field, Qt.Key.Key_Return)

    def fill_in(self) -> None:
        """The least that a ticket needs."""
        write(find(self.page, "Ticket title"), "Broken lift")
        write(find(self.page, "Notifier"), "US-TW1")

    def fill_disk(self) -> None:
        """SQLite itself answers that there is no room, for all that needs another page of the file."""
        self.database.read_now(lambda connection: _allow(connection, more=0))

    def make_room(self) -> None:
        self.database.read_now(lambda connection: _allow(connection, more=1000))

    def kept(self) -> list[dict[str, Any]]:
        """What the drafts on the disk say, the latest first."""
        return [one.body for one in self.drafts.stored_now("ticket")]

    def reads(self, words: str) -> bool:
        return words in shown(self.page)

    def pane(self) -> str:
        """All that the pane says, each fact as one line."""
        pane = find(self.page, "Ticket")
        return "\n".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible() and label.text())


def _allow(connection: sqlite3.Connection, *, more: int) -> None:
    (pages,) = connection.execute("pragma page_count").fetchone()
    connection.execute(f"pragma max_page_count = {pages + more}")


def opener_for(server: FakeServer) -> Callable[[], Awaitable[Api]]:
    async def opened() -> Api:
        client = Client(
            server="https://api.example.com",
            prefix="/app/{companyId}",
            company_id="CO-C202",
            token="let-me-in",
            transport=server.transport,
        )
        return Api.over(client)

    return opened


def lists(server: FakeServer) -> list[Request]:
    """The list requests so far, without those for one ticket."""
    return [request for request in server.requests if (request.method, request.path) == ("GET", "/sd/tickets")]


def posted(server: FakeServer) -> list[Request]:
    return [request for request in server.requests if request.method == "POST"]


def query(server: FakeServer) -> dict[str, Any]:
    return lists(server)[-1].query
