"""A key in a field for people, with 10,000 known, until the list below it is painted. Budget: 8 ms."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from app.models.meeting import Meeting
from app.services.directory import Directory
from tests.benchmarks.big_day import NOW
from ui.theme import Theme
from ui.widgets.person_picker import PersonPicker
from ui.widgets.suggestions import Find, PersonOption, Suggestions

PEOPLE = 10_000
FIRST = ("Sofia", "Jonas", "Amélie", "Anna", "Otto", "Zoë", "Béla", "Łukasz", "Nguyễn", "Jean-Pierre")
LAST = ("Marchetti", "Weber", "Dubois", "Kowalska", "von Brandt", "Sørensen", "Nagy", "Wójcik", "Đức", "van Es")
TYPED = ("sofia marchetti", "sm", "jpd", "ovb", "e", "a e i o", "kowalska9", "lukasz w", "x", "zzz", "person77@", "9 9")


def main() -> None:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme = Theme(application=application, look="light", text_scale=1.0)
    directory = Directory()
    started = time.perf_counter()
    directory.meet_meetings([Meeting.model_validate(told) for told in meetings()])
    print(f"{PEOPLE} hosts and {PEOPLE} visitors met in {time.perf_counter() - started:.1f} s, off the GUI thread")
    tell("search alone", [timed(partial(directory.visitors, typed)) for typed in prefixes()])
    for what, make, find in (
        ("host", lambda find: PersonPicker(find=find, theme=theme), directory.users),
        ("returning visitor", lambda find: named(find, theme), directory.visitors),
    ):
        first, *times = painted(make, find)
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


def named(find: Find, theme: Theme) -> QLineEdit:
    """A name's field as the visitor editor has it."""
    edit = QLineEdit()
    edit.textEdited.connect(Suggestions(edit=edit, find=find, theme=theme, narrowest=440).open)
    return edit


def prefixes() -> list[str]:
    return [typed[:length] for typed in TYPED for length in range(1, len(typed) + 1)]


def painted(make: Callable[[Find], QLineEdit], find: Callable[[str], Sequence[PersonOption]]) -> list[float]:
    edit = make(find)
    edit.resize(300, 32)
    edit.show()
    edit.activateWindow()
    edit.setFocus()
    QApplication.processEvents()
    times = []
    for typed in TYPED:
        for sign in typed:
            times.append(timed(partial(key, edit, sign)))
            QApplication.processEvents()
        edit.clear()
        if popup := QApplication.activePopupWidget():
            popup.close()
    return times


def key(edit: QLineEdit, sign: str) -> None:
    QTest.keyClicks(QApplication.activePopupWidget() or edit, sign)
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QAbstractItemView):
        popup.viewport().repaint()


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def tell(what: str, times: list[float]) -> None:
    print(
        f"{what}: {len(times)} keys, median {statistics.median(times) * 1000:.1f} ms,"
        f" worst {max(times) * 1000:.1f} ms (budget 8 ms)"
    )


if __name__ == "__main__":
    main()
