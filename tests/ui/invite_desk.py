"""A desk at which somebody writes an invitation: the page over a real store and queue, on the fake server."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QTableView, QWidget
from shiboken6 import delete

from app.api.sign_in.identity import Access
from app.models.notices.ways import Ways
from app.models.objects.company import Company
from app.models.operations import Operation
from app.services.calendars.imports import CalendarImports
from app.services.desk_services import desk_services
from app.services.site import Site
from app.settings import Settings
from app.store.account import account_of
from app.store.database import Database
from tests.contacts import meet
from tests.fake_server import FakeServer
from tests.ui.conftest import eventually
from tests.ui.hands import click, find, press, row, write
from ui.compose.connect import open_server
from ui.pages.new_meeting.form_page import FormSources
from ui.pages.new_meeting.page import NewMeetingPage
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.field import Field

CREATE = "/vm/meetings"
PEOPLE = (
    {"id": "US-G606", "firstname": "Sofia", "lastname": "Marchetti", "function": "Facilities"},
    {"id": "US-J118", "firstname": "Jonas", "lastname": "Weber", "function": "Sales"},
    {"id": "US-A052", "firstname": "Amélie", "lastname": "Dubois", "function": "Legal"},
    {"id": "US-K001", "firstname": "Anna", "lastname": "Kowalska", "function": "IT"},
    {"id": "US-K002", "firstname": "Anna", "lastname": "Kowalska", "function": "Finance"},
)
MET = {"id": "M-1", "startAt": "2026-03-12T09:00:00Z", "endAt": "2026-03-12T10:00:00Z", "users": PEOPLE}


class InviteDesk:
    """It has met PEOPLE at a meeting. `said` and `created` are what the page told. What waits is sent after `start()`;
    the queue's rests end only with `sync.wake()`.
    """

    def __init__(
        self, folder: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme, *, names_as_ids: bool = False
    ) -> None:
        self.ways = Ways()
        self.said: list[str] = []
        self.created: list[tuple[date, str]] = []
        self.server = server
        self._site = site
        self._all_tasks = tasks
        self._tasks = tasks.part()
        self._theme = theme
        self._names_as_ids = names_as_ids
        site.learn(Company(country_code="BE"))
        self.database = Database(folder / "foyer.sqlite3")
        account = account_of(self.database, "https://api.example.com", "CO-C202")
        settings = Settings(server="https://api.example.com", company="CO-C202")
        self.services = desk_services(
            self.database,
            account,
            site=site,
            opener=partial(open_server, settings, Access("t"), lambda: server.transport),
            sleep=lambda seconds: asyncio.Event().wait(),
        )
        self.drafts, self.sync, self.contacts = self.services.drafts, self.services.sync, self.services.contacts
        self.calendar_imports = CalendarImports(
            origins=self.services.calendar_origins,
            contacts=self.contacts,
            day=self.services.day,
            site=site,
            names_as_ids=lambda: self._names_as_ids,
        )
        self._account = account
        self.meet(MET)
        self.page = self._opened()

    def meet(self, *told: dict[str, Any]) -> None:
        meet(self.database, self._account, *told)

    def _opened(self) -> NewMeetingPage:
        sources = FormSources(
            calendar_imports=self.calendar_imports,
            drafts=self.drafts,
            site=self._site,
            contacts=self.contacts,
            tasks=self._tasks,
            theme=self._theme,
            names_as_ids=lambda: self._names_as_ids,
            ways=lambda: self.ways,
        )
        path = "POST /app/CO-C202/vm/meetings"
        page = NewMeetingPage(sources, invitations=self.services.invitations, path=path)
        page.notice_requested.connect(self.said.append)
        page.saved.connect(lambda words, operation: self.said.append(words))
        page.calendar_chosen.connect(lambda events: [page.take_imported(event) for event in reversed(events)])
        page.created.connect(lambda day, operation: self.created.append((day, operation)))
        page.resize(1192, 744)
        page.show()
        page.activateWindow()
        page.open()
        page.take_focus()
        return page

    def start(self) -> None:
        self._tasks.start(self.sync.run())

    async def power_cut(self) -> NewMeetingPage:
        """The program is gone at once, without a word to anybody, and started again: over the same file."""
        await self._tasks.cancel()
        delete(self.page)
        self._tasks = self._all_tasks.part()
        self.page = self._opened()
        await eventually(self.page.isActiveWindow)
        return self.page

    async def close(self) -> None:
        self.database.changed.clear()
        await self._tasks.cancel()
        delete(self.page)  # at once: the stylesheet of the next test would be applied to this page too
        await self.services.close()
        self.database.close()

    @property
    def pending(self) -> tuple[Operation, ...]:
        """All that isn't known to be on the server, as the file says at this moment."""
        return self.services.lists.waiting_now().operations

    def posted(self) -> list[Any]:
        """The bodies that arrived, in their order."""
        return [request.body for request in self.server.requests if request.method == "POST"]

    async def sent(self, count: int = 1) -> None:
        """Until so many meetings arrived, and nothing waits any more."""
        await eventually(lambda: len(self.posted()) == count and not self.pending)

    def fill_disk(self) -> None:
        """SQLite itself answers that there is no room, for all that needs some."""
        self.database.read_now(lambda connection: _limit(connection, more=0))

    def make_room(self) -> None:
        self.database.read_now(lambda connection: _limit(connection, more=1000))


def _limit(connection: sqlite3.Connection, *, more: int) -> None:
    (pages,) = connection.execute("pragma page_count").fetchone()
    connection.execute(f"pragma max_page_count = {pages + more}")


@asynccontextmanager
async def opened(
    folder: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme, *, names_as_ids: bool = False
) -> AsyncIterator[InviteDesk]:
    desk = InviteDesk(folder, server, site, tasks, theme, names_as_ids=names_as_ids)
    await eventually(desk.page.isActiveWindow)
    yield desk
    await desk.close()


def fill_as_the_api_page_does(page: NewMeetingPage) -> None:
    write(find(page, "Host"), "US-G606")
    set_moment(page, "Starts", "12", "Jan", "2015", "15", "00")
    set_moment(page, "Ends", "12", "Jan", "2015", "17", "00")
    click(page, "Add visitor")
    write(find(page, "First name"), "John")
    write(find(page, "Last name"), "Doe")
    write(find(page, "Visitor company"), "Mega corporate ")
    write(find(page, "Email"), "johndoe@yopmail.com")
    set_language(page, "fran")
    tick(page, "Invite by email")


async def in_front(page: NewMeetingPage) -> None:
    """As a window manager puts it when the list of languages has closed."""
    await asyncio.sleep(0)
    page.activateWindow()
    await eventually(page.isActiveWindow)


def write_over(page: QWidget, name: str, text: str) -> None:
    """Types `text` in the place of what stands in the field of that name."""
    edit = find(page, name, QLineEdit)
    edit.setFocus()
    edit.selectAll()
    edit.del_()
    write(edit, text)


def set_moment(page: QWidget, name: str, day: str, month: str, year: str, hour: str, minute: str) -> None:
    """Types a day and a time in the place of what stands there."""
    write_over(page, name, f"{day} {month} {year} {hour}:{minute}")
    press(find(page, name), Qt.Key.Key_Return)


def set_language(page: QWidget, name: str) -> None:
    """Chooses by the first letters, as at a keyboard."""
    write(find(page, "Language"), name)


def tick(page: QWidget, name: str) -> None:
    find(page, name, QCheckBox).click()


def complaint(page: QWidget, name: str) -> str:
    """What stands under the field of that name."""
    fields = [field for field in page.findChildren(Field) if field.name == name]
    assert len(fields) == 1
    return fields[0].complaint


def body_shown(page: QWidget) -> Any:
    return json.loads(find(page, "Request body", QPlainTextEdit).toPlainText())


def invited(page: QWidget) -> list[tuple[str, ...]]:
    """The rows of *Invited visitors*, in spoken words."""
    table = find(page, "Invited visitors", QTableView)
    return [row(table, number) for number in range(table.model().rowCount())]
