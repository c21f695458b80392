"""People are chosen by name or given by id, one or several."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.errors import StoreFailed
from app.models.contacts import KnownPerson
from app.services.people.contacts import Contacts
from app.store.account import account_of
from app.store.database import Database
from app.store.lists.lists import Lists
from tests.contacts import answered, meet
from tests.ui.conftest import eventually
from tests.ui.hands import click, find, named, press, write
from tests.ui.invite_desk import MET
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.field import Field
from ui.widgets.fields.people_picker import PeoplePicker
from ui.widgets.fields.person_picker import PersonPicker

NOW = datetime(2026, 3, 12, 8, 42, tzinfo=UTC)
LISTED = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
async def contacts(tmp_path: Path) -> AsyncIterator[Contacts]:
    """A desk that has met five people at a meeting."""
    database = Database(tmp_path / "foyer.sqlite3")
    account = account_of(database, "https://api.example.com", "CO-C202")
    meet(database, account, MET)
    yield Contacts(Lists(database, account))
    database.close()


@pytest.fixture
async def form(contacts: Contacts, tasks: Tasks, qapp: QApplication, theme: Theme) -> AsyncIterator[QWidget]:
    """A host, attendees, and something else to go on to."""
    form = QWidget()
    column = QVBoxLayout(form)
    column.addWidget(Field("Host", PersonPicker(find=contacts.users, tasks=tasks, theme=theme), theme=theme))
    column.addWidget(Field("Attendees", PeoplePicker(find=contacts.users, tasks=tasks, theme=theme), theme=theme))
    column.addWidget(Field("Title", QLineEdit(), theme=theme))
    form.resize(260, 240)
    form.show()
    form.activateWindow()
    await eventually(form.isActiveWindow)
    yield form
    form.deleteLater()


def host(form: QWidget) -> PersonPicker:
    return find(form, "Host", PersonPicker)


def attendees(form: QWidget) -> PeoplePicker:
    return form.findChildren(PeoplePicker)[0]


def listed() -> list[str]:
    """What the open list offers, as it is spoken; nothing when none is open."""
    lists = [one for one in QApplication.topLevelWidgets() if isinstance(one, QAbstractItemView) and one.isVisible()]
    return [lists[0].model().index(row, 0).data(LISTED) for row in range(lists[0].model().rowCount())] if lists else []


async def lists(*people: str) -> None:
    """Until exactly these are offered."""
    await eventually(lambda: listed() == [*people])


def press_in_list(key: Qt.Key) -> None:
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, key)


async def test_whoever_the_site_lists_is_offered_without_an_id_that_nobody_has(
    form: QWidget, contacts: Contacts
) -> None:
    await contacts._lists.list_people((KnownPerson("Bo Ek", "Bo Ek", "IT"), KnownPerson("US-7", "Bo Orr")), NOW)
    write(host(form), "bo")
    await lists("Bo Ek, IT", "Bo Orr, US-7", "Amélie Dubois, Legal, US-A052")
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Return)
    assert (host(form).text(), host(form).value(), host(form).is_known()) == ("Bo Ek", "Bo Ek", True)


async def test_typing_narrows_the_list_and_enter_takes(form: QWidget) -> None:
    told: list[str] = []
    host(form).changed.connect(lambda: told.append(host(form).value()))
    write(host(form), "amel")
    await lists("Amélie Dubois, Legal, US-A052")
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Return)
    assert listed() == []
    assert host(form).text() == "Amélie Dubois"
    assert host(form).value() == "US-A052"
    assert told[-1] == "US-A052"


async def test_a_click_anywhere_in_the_field_lists_everybody(form: QWidget) -> None:
    QTest.mouseClick(host(form), Qt.MouseButton.LeftButton, pos=host(form).rect().center())
    await eventually(lambda: len(listed()) == 5)
    press_in_list(Qt.Key.Key_Escape)
    assert host(form).value() == ""


async def test_down_lists_everybody_and_escape_closes(form: QWidget) -> None:
    host(form).setFocus()
    press(host(form), Qt.Key.Key_Down)
    await eventually(lambda: len(listed()) == 5)
    press_in_list(Qt.Key.Key_Escape)
    assert listed() == []
    assert host(form).value() == ""


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", ""),
        ("US-G606", "US-G606"),
        ("us-g606", "US-G606"),
        (" US-NEW1 ", "US-NEW1"),
        ("Sofia Marchetti", "US-G606"),
        ("sofia marchetti", "US-G606"),
        ("Amelie Dubois", "US-A052"),
        ("Anna Kowalska (US-K002)", "US-K002"),
        ("Anna Kowalska US-K001", "US-K001"),
        ("Anna Kowalska", "Anna Kowalska"),
        ("Marchetti, Sofia", "US-G606"),
        ("dubois,amelie", "US-A052"),
        ("Sofia", "Sofia"),
        ("Visiting Professor", "Visiting Professor"),
    ],
)
async def test_what_is_typed_is_an_id_or_a_name_without_pressing_anything(
    form: QWidget, typed: str, value: str
) -> None:
    host(form).setFocus()
    host(form).setText(typed)
    await host(form).settle()
    assert host(form).value() == value
    assert host(form).text() == typed
    find(form, "Attendees").setFocus()
    assert host(form).value() == value
    assert host(form).is_known() is (value in {"US-G606", "US-A052", "US-K001", "US-K002"})


async def test_who_leaves_before_it_is_known_whom_they_mean_is_understood_all_the_same(form: QWidget) -> None:
    finished: list[str] = []
    host(form).finished.connect(lambda: finished.append(host(form).value()))
    host(form).setFocus()
    write(host(form), "us-g606")
    find(form, "Title").setFocus()
    assert (host(form).value(), finished) == ("us-g606", [])
    await host(form).settle()
    assert (host(form).text(), host(form).value(), finished) == ("Sofia Marchetti", "US-G606", ["US-G606"])


async def test_of_two_namesakes_the_one_that_was_chosen_stays(form: QWidget) -> None:
    write(host(form), "kowalska finance"[:8])
    await lists("Anna Kowalska, IT, US-K001", "Anna Kowalska, Finance, US-K002")
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Return)
    find(form, "Title").setFocus()
    await host(form).settle()
    assert host(form).value() == "US-K002"


async def test_a_value_that_is_set_is_shown_by_name(form: QWidget) -> None:
    host(form).set_value("US-J118")
    assert host(form).value() == "US-J118"
    await host(form).settle()
    assert (host(form).text(), host(form).value()) == ("Jonas Weber", "US-J118")
    host(form).set_value("US-NEW1")
    await host(form).settle()
    assert (host(form).text(), host(form).value()) == ("US-NEW1", "US-NEW1")
    host(form).set_value("")
    assert host(form).value() == ""


async def test_enter_a_comma_and_going_on_make_tokens(form: QWidget) -> None:
    edit = find(form, "Attendees", QLineEdit)
    write(edit, "US-J118,")
    assert (attendees(form).values(), edit.text()) == (("US-J118",), "")
    write(edit, "Amelie Dubois")
    await attendees(form).settle()
    assert attendees(form).values() == ("US-J118", "US-A052")
    press(edit, Qt.Key.Key_Return)
    assert edit.text() == ""
    write(edit, "US-NEW1")
    find(form, "Title").setFocus()
    assert edit.text() == ""
    await attendees(form).settle()
    assert attendees(form).values() == ("US-J118", "US-A052", "US-NEW1")


async def test_a_name_with_the_last_name_in_front_is_one_person(form: QWidget) -> None:
    edit = find(form, "Attendees", QLineEdit)
    write(edit, "Lindqvist, Åsa")
    press(edit, Qt.Key.Key_Return)
    assert (attendees(form).values(), edit.text()) == (("Åsa Lindqvist",), "")
    write(edit, "dubois, amelie")
    await attendees(form).settle()
    assert attendees(form).values() == ("Åsa Lindqvist", "US-A052")
    write(edit, "; Weber, Jonas; Marchetti,")
    await lists("Sofia Marchetti, Facilities, US-G606")
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Return)
    await attendees(form).settle()
    assert (attendees(form).values(), edit.text()) == (("Åsa Lindqvist", "US-A052", "US-J118", "US-G606"), "")


async def test_a_comma_behind_somebody_known_makes_a_token(form: QWidget) -> None:
    edit = find(form, "Attendees", QLineEdit)
    write(edit, "Jonas Weber,")
    await eventually(lambda: edit.text() == "")
    assert attendees(form).values() == ("US-J118",)


async def test_choosing_makes_a_token_and_backspace_takes_the_last_one_off(form: QWidget) -> None:
    edit = find(form, "Attendees", QLineEdit)
    write(edit, "web")
    await lists("Jonas Weber, Sales, US-J118")
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Return)
    assert (attendees(form).values(), edit.text()) == (("US-J118",), "")
    assert len(named(form, "Remove Jonas Weber")) == 1
    press(edit, Qt.Key.Key_Backspace)
    assert attendees(form).values() == ()


async def test_each_person_can_be_taken_off_also_those_without_room(form: QWidget) -> None:
    attendees(form).set_values(("US-J118", "US-A052", "US-G606"))
    await attendees(form).settle()
    assert len(named(form, "Remove Jonas Weber")) == 1
    assert named(form, "Remove Sofia Marchetti") == []
    more = next(
        button for button in form.findChildren(QWidget) if button.isVisible() and button.property("text") == "+2 more"
    )
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    menu = form.findChildren(QMenu)[0]
    assert [action.text() for action in menu.actions()] == ["Remove Amélie Dubois", "Remove Sofia Marchetti"]
    menu.actions()[1].trigger()
    menu.close()
    click(form, "Remove Jonas Weber")
    assert attendees(form).values() == ("US-A052",)


async def test_nobody_is_named_twice(form: QWidget) -> None:
    write(find(form, "Attendees"), "US-J118, Jonas Weber; us-j118,")
    await attendees(form).settle()
    assert attendees(form).values() == ("US-J118",)


async def test_the_answer_to_a_later_key_wins(
    tasks: Tasks, qapp: QApplication, theme: Theme, contacts: Contacts
) -> None:
    """Also over one that would come after it."""
    held = asyncio.Event()

    async def find_slowly(typed: str) -> object:
        if typed == "a":
            await held.wait()
        return await contacts.users(typed)

    picker = PersonPicker(find=find_slowly, tasks=tasks, theme=theme)  # type: ignore[arg-type]
    picker.show()
    picker.activateWindow()
    await eventually(picker.isActiveWindow)
    write(picker, "a")
    write(picker, "mel")
    await lists("Amélie Dubois, Legal, US-A052")
    held.set()
    await answered(contacts)
    assert listed() == ["Amélie Dubois, Legal, US-A052"]
    press_in_list(Qt.Key.Key_Escape)
    picker.deleteLater()


async def test_nothing_is_offered_to_who_has_left_the_field(form: QWidget, contacts: Contacts) -> None:
    write(host(form), "amel")
    find(form, "Title").setFocus()
    await answered(contacts)
    assert listed() == []


async def test_a_file_that_cant_be_read_is_said_and_what_is_typed_stays(
    form: QWidget, contacts: Contacts, monkeypatch: pytest.MonkeyPatch, told: list[Exception]
) -> None:
    async def fails(*_: object) -> None:
        raise StoreFailed("it is away")

    monkeypatch.setattr(Lists, "contacts", fails)
    write(host(form), "US-G606")
    await host(form).settle()
    assert host(form).value() == "US-G606"
    assert told
