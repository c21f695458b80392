"""A key in a field for people, with 10,000 known, until the list below it is painted. Budget: 8 ms."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from app.services.people.contacts import Contacts
from app.store.account import account_of
from app.store.database import Database
from app.store.lists.lists import Lists
from tests.benchmarks.big_day import NOW
from tests.contacts import meet
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.person_lookup import Find, PersonSuggestions
from ui.widgets.fields.person_picker import PersonPicker

PEOPLE = 10_000
FIRST = ("Sofia", "Jonas", "Amélie", "Anna", "Otto", "Zoë", "Béla", "Łukasz", "Nguyễn", "Jean-Pierre")
LAST = ("Marchetti", "Weber", "Dubois", "Kowalska", "von Brandt", "Sørensen", "Nagy", "Wójcik", "Đức", "van Es")
TYPED = ("sofia marchetti", "sm", "jpd", "ovb", "e", "a e i o", "kowalska9", "lukasz w", "x", "zzz", "person77@", "9 9")


def main() -> None:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme = Theme(application=application, scheme="light", text_scale=1.0)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "foyer.sqlite3")
        account = account_of(database, "desk", "CO-1")
        started = time.perf_counter()
        meet(database, account, *meetings())
        print(f"{PEOPLE} hosts and {PEOPLE} visitors met in {time.perf_counter() - started:.1f} s, off the GUI thread")
        loop = qasync.QEventLoop(application)
        with loop:
            loop.run_until_complete(measure(Contacts(Lists(database, account)), theme))
        database.close()


async def measure(contacts: Contacts, theme: Theme) -> None:
    tasks = Tasks(_raise)
    alone = []
    for typed in prefixes():
        started = time.perf_counter()
        await contacts.visitors(typed)
        alone.append(time.perf_counter() - started)
    tell("search alone", alone)
    for what, make, find in (
        ("host", lambda find: PersonPicker(find=find, tasks=tasks, theme=theme), contacts.users),
        ("returning visitor", lambda find: named(find, tasks, theme), contacts.visitors),
    ):
        first, *times = await painted(make, find)
        tell(what, times)
        print(f"{what}: the first key ever, which makes the list, {first * 1000:.1f} ms")


def meetings() -> list[dict[str, Any]]:
    """Each with one host and one visitor of their own."""
    at = {"startAt": NOW.isoformat(), "endAt": NOW.isoformat()}
    return [
        {"id": f"M-{number}", **at, "host": person(number), "visitors": [person(number)]} for number in range(PEOPLE)
    ]


def person(number: int) -> dict[str, Any]:
    return {
        "id": f"P-{number}",
        "firstname": FIRST[number % 10],
        "lastname": f"{LAST[number // 10 % 10]}{number}",
        "companyName": f"Company {number % 300}",
        "email": f"person{number}@company{number % 300}.example",
    }


def named(find: Find, tasks: Tasks, theme: Theme) -> QLineEdit:
    """A name's field as the visitor editor has it."""
    edit = QLineEdit()
    suggestions = PersonSuggestions(edit=edit, find=find, tasks=tasks, theme=theme, narrowest=440)
    edit.textEdited.connect(suggestions.open)
    return edit


def prefixes() -> list[str]:
    return [typed[:length] for typed in TYPED for length in range(1, len(typed) + 1)]


async def painted(make: Callable[[Find], QLineEdit], find: Find) -> list[float]:
    answers = asyncio.Queue[None]()

    async def answered(typed: str) -> Any:
        found = await find(typed)
        answers.put_nowait(None)
        return found

    edit = make(answered)
    edit.resize(300, 32)
    edit.show()
    edit.activateWindow()
    edit.setFocus()
    await asyncio.sleep(0.1)
    times = []
    for typed in TYPED:
        for sign in typed:
            started = time.perf_counter()
            await key(edit, sign, answers)
            times.append(time.perf_counter() - started)
            await asyncio.sleep(0.02)  # what else follows from the key
            while not answers.empty():
                answers.get_nowait()
        edit.clear()
        if popup := QApplication.activePopupWidget():
            popup.close()
        await asyncio.sleep(0.02)
    return times


async def key(edit: QLineEdit, sign: str, answers: asyncio.Queue[None]) -> None:
    """Until the first answer to it is painted: that is the list's."""
    QTest.keyClicks(QApplication.activePopupWidget() or edit, sign)
    if edit.text().strip():
        await answers.get()
        await asyncio.sleep(0)
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QAbstractItemView):
        popup.viewport().repaint()


def _raise(error: Exception) -> None:
    raise error


def tell(what: str, times: list[float]) -> None:
    print(
        f"{what}: {len(times)} keys, median {statistics.median(times) * 1000:.1f} ms,"
        f" worst {max(times) * 1000:.1f} ms (budget 8 ms)"
    )


if __name__ == "__main__":
    main()
