"""A desk at which somebody writes an invitation: the page on the fake server, and what hands do with its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QLineEdit, QPlainTextEdit, QTableView, QWidget
from shiboken6 import delete

from app.models.company import Company
from app.models.meeting import Meeting
from app.models.person import User
from app.services.connection import Connection
from app.services.directory import Directory
from app.services.invitations import Invitations
from app.services.site import Site
from app.settings import Settings
from tests.fake_server import FakeServer
from tests.ui.hands import find, row, write
from ui.openers import open_server
from ui.pages.invite import InvitePage
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.field import Field

CREATE = "/vm/meetings"
PEOPLE = (
    User(id="US-G606", firstname="Sofia", lastname="Marchetti", function="Facilities"),
    User(id="US-J118", firstname="Jonas", lastname="Weber", function="Sales"),
    User(id="US-A052", firstname="Amélie", lastname="Dubois", function="Legal"),
    User(id="US-K001", firstname="Anna", lastname="Kowalska", function="IT"),
    User(id="US-K002", firstname="Anna", lastname="Kowalska", function="Finance"),
)


def directory() -> Directory:
    """A desk that has met PEOPLE at a meeting."""
    known = Directory()
    known.meet_meeting(
        Meeting(id="M-1", start_at="2026-03-12T09:00:00Z", end_at="2026-03-12T10:00:00Z", users=PEOPLE)  # type: ignore[arg-type]
    )
    return known


@contextmanager
def desk(
    server: FakeServer, site: Site, tasks: Tasks, theme: Theme, *, names_as_ids: bool = False
) -> Iterator[InvitePage]:
    settings = Settings(server="https://api.example.com", company="CO-C202")
    connection = Connection(partial(open_server, settings, "t", lambda: server.transport))
    site.learn(Company(country_code="BE"))
    known = directory()
    page = InvitePage(
        invitations=Invitations(connection=connection, site=site, directory=known),
        site=site,
        directory=known,
        tasks=tasks,
        theme=theme,
        names_as_ids=names_as_ids,
        path="POST /app/CO-C202/vm/meetings",
    )
    page.resize(1192, 744)
    page.show()
    page.activateWindow()
    page.open()
    page.take_focus()
    yield page
    delete(page)  # at once: the stylesheet of the next test would be applied to this page too


def write_over(page: QWidget, name: str, text: str) -> None:
    """Types `text` in the place of what stands in the field of that name."""
    edit = find(page, name, QLineEdit)
    edit.setFocus()
    edit.selectAll()
    edit.del_()
    write(edit, text)


def set_moment(page: QWidget, name: str, day: str, month: str, year: str, hour: str, minute: str) -> None:
    """Types a day and a time, one part after the other."""
    edit = find(page, name, QDateTimeEdit)
    edit.setFocus()
    for part, typed in ((3, year), (2, month), (1, day), (4, hour), (5, minute)):
        edit.setCurrentSectionIndex(part)
        edit.setSelectedSection(edit.currentSection())
        write(edit, typed)


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
