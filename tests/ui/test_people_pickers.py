"""People are chosen by name or given by id, one or several."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget

from tests.ui.hands import click, find, named, press, write
from tests.ui.invite_desk import directory
from ui.theme import Theme
from ui.widgets.field import Field
from ui.widgets.people_picker import PeoplePicker
from ui.widgets.person_picker import PersonPicker

LISTED = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def form(qapp: QApplication, theme: Theme) -> Iterator[QWidget]:
    """A host, attendees, and something else to go on to."""
    form = QWidget()
    column = QVBoxLayout(form)
    column.addWidget(Field("Host", PersonPicker(find=directory().users, theme=theme), theme=theme))
    column.addWidget(Field("Attendees", PeoplePicker(find=directory().users, theme=theme), theme=theme))
    column.addWidget(Field("Title", QLineEdit(), theme=theme))
    form.resize(260, 240)
    form.show()
    form.activateWindow()
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


def press_in_list(key: Qt.Key) -> None:
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, key)


def test_typing_narrows_the_list_and_enter_takes(form: QWidget) -> None:
    told: list[str] = []
    host(form).changed.connect(lambda: told.append(host(form).value()))
    write(host(form), "amel")
    assert listed() == ["Amélie Dubois, Legal, US-A052"]
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Return)
    assert listed() == []
    assert host(form).text() == "Amélie Dubois"
    assert host(form).value() == "US-A052"
    assert told[-1] == "US-A052"


def test_down_lists_everybody_and_escape_closes(form: QWidget) -> None:
    host(form).setFocus()
    press(host(form), Qt.Key.Key_Down)
    assert len(listed()) == 5
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
        ("Sofia", "Sofia"),
        ("Visiting Professor", "Visiting Professor"),
    ],
)
def test_what_is_typed_is_an_id_or_a_name_without_pressing_anything(form: QWidget, typed: str, value: str) -> None:
    host(form).setText(typed)
    assert host(form).value() == value
    find(form, "Attendees").setFocus()
    assert host(form).value() == value


def test_of_two_namesakes_the_one_that_was_chosen_stays(form: QWidget) -> None:
    write(host(form), "kowalska finance"[:8])
    assert listed() == ["Anna Kowalska, IT, US-K001", "Anna Kowalska, Finance, US-K002"]
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Return)
    find(form, "Title").setFocus()
    assert host(form).value() == "US-K002"


def test_a_value_that_is_set_is_shown_by_name(form: QWidget) -> None:
    host(form).set_value("US-J118")
    assert host(form).text() == "Jonas Weber"
    host(form).set_value("US-NEW1")
    assert (host(form).text(), host(form).value()) == ("US-NEW1", "US-NEW1")
    host(form).set_value("")
    assert host(form).value() == ""


def test_enter_a_comma_and_going_on_make_tokens(form: QWidget) -> None:
    edit = find(form, "Attendees", QLineEdit)
    write(edit, "US-J118,")
    assert (attendees(form).values(), edit.text()) == (("US-J118",), "")
    write(edit, "Amelie Dubois")
    assert attendees(form).values() == ("US-J118", "US-A052")
    press(edit, Qt.Key.Key_Return)
    assert edit.text() == ""
    write(edit, "US-NEW1")
    find(form, "Title").setFocus()
    assert edit.text() == ""
    assert attendees(form).values() == ("US-J118", "US-A052", "US-NEW1")


def test_choosing_makes_a_token_and_backspace_takes_the_last_one_off(form: QWidget) -> None:
    edit = find(form, "Attendees", QLineEdit)
    write(edit, "web")
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Return)
    assert (attendees(form).values(), edit.text()) == (("US-J118",), "")
    press(edit, Qt.Key.Key_Backspace)
    assert attendees(form).values() == ()


def test_each_person_can_be_taken_off_also_those_without_room(form: QWidget) -> None:
    attendees(form).set_values(("US-J118", "US-A052", "US-G606"))
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


def test_nobody_is_named_twice(form: QWidget) -> None:
    write(find(form, "Attendees"), "US-J118, Jonas Weber; us-j118,")
    assert attendees(form).values() == ("US-J118",)
