"""*Copy name*, *Copy phone number* and *Copy email address* of the visitors in hand, as entries of their menu."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.models.visit_row import Present, VisitRow
from app.services.visits.day import Day
from ui.tasks import Tasks
from ui.widgets.menu import MenuEntry
from ui.wording.people_words import copied_words

Reading = Callable[[], Awaitable[Sequence["Contact"]]]


class Contact(Struct, frozen=True):
    """How a visitor is called and reached; "" is what nobody told."""

    name: str
    number: str = ""
    email: str = ""


_WAYS: tuple[tuple[str, str, Callable[[Contact], str]], ...] = (
    ("Copy name", "name", lambda one: one.name),
    ("Copy phone number", "phone number", lambda one: one.number),
    ("Copy email address", "email address", lambda one: one.email),
)
"""The menu's words, what is copied by it, and where that stands."""


def entries_of(contacts: Sequence[Contact]) -> Iterator[MenuEntry]:
    """Of visitors of whom all is known that there is."""
    for word, _, value in _WAYS:
        known = list(filter(None, map(value, contacts)))
        yield MenuEntry(word, "", partial(_copy, known), enabled=bool(known))


class ContactCopying(QObject):
    """`said` carries words about what was copied, or why nothing was."""

    said = Signal(str)

    def __init__(self, *, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def entries(self, read: Reading) -> Iterator[MenuEntry]:
        """`read` gives the visitors in hand, once one of the entries is chosen: a list has less of them than its
        file."""
        for word, what, value in _WAYS:
            yield MenuEntry(word, "", partial(self._start, read, what, value))

    def _start(self, read: Reading, what: str, value: Callable[[Contact], str]) -> None:
        self._tasks.start(self._copied(read, what, value))

    async def _copied(self, read: Reading, what: str, value: Callable[[Contact], str]) -> None:
        contacts = await read()
        known = list(filter(None, map(value, contacts)))
        _copy(known)
        self.said.emit(copied_words(what, known, [one.name for one in contacts if not value(one)]))


def _copy(known: Sequence[str]) -> None:
    """A line each."""
    if known:
        QGuiApplication.clipboard().setText("\n".join(known))


async def contacts_of(day: Day, visits: Sequence[VisitRow]) -> list[Contact]:
    """How the visitors of these rows are reached. Raises StoreFailed."""
    return [await _contact(day, visit) for visit in visits]


async def contact_of(day: Day, present: Present) -> Contact:
    """How somebody is reached who is in the building, also where nothing lists their visit any more."""
    visit = await day.find(present.visit)
    return await _contact(day, visit) if visit else Contact(present.person.name, present.person.mobile)


async def _contact(day: Day, visit: VisitRow) -> Contact:
    visitor = (await day.whole(visit)).visitor
    if visitor is None:
        return Contact(visit.name, visit.mobile)
    return Contact(visit.name, visitor.mobile or visitor.phone, visitor.email)
