"""A window with *Waiting changes* over a real outbox, on the fake server, and what its tests do again and again."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
from PySide6.QtWidgets import QLabel, QPushButton, QTableView

from app.api.api import Api
from app.errors import Unreachable
from app.mail.mail_server import MailServer
from app.models.operations import Kind, Operation
from app.services.desk_services import desk_services
from app.services.site import Site
from app.services.tickets.words import TicketWords
from app.store.account import account_of
from app.store.database import Database
from tests.contacts import meet
from tests.fake_server import FakeServer
from tests.post_office import PostOffice, mail_settings
from tests.ui.conftest import eventually
from tests.ui.hands import click, find, shown
from tests.ui.ticket_desk import opener_for
from ui.pages.waiting.page import WaitingPage
from ui.shell import screens
from ui.shell.main_window import MainWindow
from ui.shell.page import Page
from ui.tasks import Tasks
from ui.theme import Theme

MEETINGS = "/vm/meetings"
TICKETS = "/sd/tickets"
NO_NETWORK = httpx.ConnectError("no route to host")
NO_ANSWER = httpx.ReadTimeout("silence")
MET = {
    "id": "M-1",
    "startAt": "2026-03-12T09:00:00Z",
    "endAt": "2026-03-12T10:00:00Z",
    "users": [{"id": "US-G606", "firstname": "Sofia", "lastname": "Marchetti"}],
}


def meeting_body(title: str, **more: Any) -> dict[str, Any]:
    """A lunch on the day after the tests' own, as the form sends it."""
    return {
        "title": title,
        "startAt": "2026-03-13T12:00:00+01:00",
        "endAt": "2026-03-13T13:30:00+01:00",
        "hostId": "US-G606",
        "checkinNotificationUsers": [],
        "checkoutNotificationUsers": [],
        "visitors": [
            {"firstName": "Anaïs", "lastName": "Lefèvre-Dubois"},
            {"firstName": "Kwabena", "lastName": "Owusu-Ansah"},
            {"firstName": "Siobhán", "lastName": "O’Malley"},
        ],
    } | more


def on_server(number: str, title: str) -> dict[str, Any]:
    """The same meeting as the server lists it."""
    body = meeting_body(title)
    return {
        "object": "meeting",
        "id": number,
        "title": title,
        "startAt": body["startAt"],
        "endAt": body["endAt"],
        "host": {"object": "user", "id": "US-G606", "firstname": "Sofia", "lastname": "Marchetti"},
        "visitors": [
            {"object": "visitor", "id": f"V-{account}", "firstname": one["firstName"], "lastname": one["lastName"]}
            for account, one in enumerate(body["visitors"])
        ],
    }


class Elsewhere(Page):
    """Another screen, to come from and to go back to."""

    entry = screens.TODAY

    def can_refresh(self) -> bool:
        return True


class WaitingDesk:
    """The queue's rests end only when something ends them. `edited` is what was to be edited."""

    def __init__(
        self, folder: Path, server: FakeServer, site: Site, theme: Theme, *, office: PostOffice | None = None
    ) -> None:
        self.server = server
        self.reports: list[Exception] = []
        self.edited: list[Operation] = []
        self._resting = False
        self._over = asyncio.Event()
        self._database = Database(folder / "foyer.sqlite3")
        account = account_of(self._database, "https://api.example.com", "CO-C202")
        meet(self._database, account, MET)
        self.services = desk_services(
            self._database,
            account,
            site=site,
            opener=opener_for(server),
            mails=office is not None,
            mail_server=MailServer(mail_settings(office), _no_password) if office else None,
            sleep=self._sleep,
        )
        self.outbox, self.connection = self.services.outbox, self.services.connection
        self.sync, self.arrivals, self.mailing = self.services.sync, self.services.arrivals, self.services.mailing
        self.tasks = Tasks(self._on_error)
        self.window = MainWindow(
            page_of=lambda screen: self._page(site, theme) if screen is screens.WAITING else Elsewhere(),
            site=site,
            desk_name="Desk 1",
            connection=self.connection,
            changes=self.services.pending_changes,
            tasks=self.tasks,
            theme=theme,
        )
        self.window.show()

    def _page(self, site: Site, theme: Theme) -> WaitingPage:
        words = TicketWords()
        words.know_ours()
        page = WaitingPage(
            changes=self.services.pending_changes,
            mailing=self.mailing,
            connection=self.connection,
            calls=self.services.calls,
            site=site,
            words=words,
            notices=self.services.notices,
            tasks=self.tasks,
            theme=theme,
        )
        page.edit_requested.connect(self.edited.append)
        return page

    def _on_error(self, error: Exception) -> None:
        self.reports.append(error)

    @property
    def pending(self) -> tuple[Operation, ...]:
        """All that isn't known to be on the server, as the file says at this moment."""
        return self.services.lists.waiting_now().operations

    def start(self) -> None:
        self.tasks.start(self.sync.run())

    def mail(self) -> None:
        self.tasks.start(self.mailing.run())

    async def _sleep(self, seconds: float) -> None:
        self._resting = True
        try:
            await self._over.wait()
        finally:
            self._resting = False

    async def rests(self) -> None:
        """Until the queue does nothing more by itself: a test that ends before leaves it without a loop to run on."""
        await eventually(lambda: self._resting)

    def skip_rests(self) -> None:
        """From now on no time passes between two tries."""
        self._over.set()

    async def enter(self, title: str, **more: Any) -> None:
        await self.sync.put(title, Kind.MEETING, meeting_body(title, **more))

    async def report(self, title: str, **more: Any) -> None:
        body = {"title": title, "notifierId": "US-G606", "sendRequesterSolved": 1, "sendRequesterCopy": 0}
        await self.sync.put(title, Kind.TICKET, body | more)

    async def until(self, *states: str) -> None:
        """Lets the queue work until its rows stand so, and the list shows them so where it is open."""
        await eventually(lambda: tuple(row.state.value for row in self.pending) == states)
        if self.window.page().name == "Waiting changes":
            tables = self.window.page().findChildren(QTableView)
            (rows,) = (table.model() for table in tables if table.accessibleName() == "Waiting changes")
            await eventually(lambda: tuple(row.state.value for row in rows.rows) == states)

    async def show(self) -> None:
        """Goes to the list as a person does."""
        click(self.window, "Connection")
        assert self.window.page().name == "Waiting changes"
        await eventually(self.window.page().ready)

    @property
    def table(self) -> QTableView:
        return find(self.window, "Waiting changes", QTableView)

    def pane(self) -> str:
        """All that the pane says, each fact as one line."""
        pane = find(self.window, "Change")
        return "\n".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible() and label.text())

    def can(self, name: str) -> bool:
        return find(self.window, name, QPushButton).isEnabled()

    def reads(self, words: str) -> bool:
        return any(words in one for one in shown(self.window))

    def posted(self) -> int:
        return sum(request.method == "POST" for request in self.server.requests)

    async def close(self) -> None:
        self._database.changed.clear()
        await self.tasks.cancel()
        await self.services.close()
        self._database.close()
        self.window.deleteLater()
        assert self.reports == []


async def _no_password() -> str:
    return ""


async def unanswered(api: Api) -> None:
    """As any call does that nobody answers."""
    raise Unreachable
