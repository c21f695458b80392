"""A visitor who was here before is chosen while the name is typed; one who wasn't is typed as ever."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCheckBox, QDialog, QLineEdit, QTableView, QWidget

from app.services.site import Site
from tests.contacts import answered
from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.conftest import eventually
from tests.ui.hands import CTRL, click, find, named, press, says, write
from tests.ui.invite_desk import InviteDesk, body_shown, complaint, invited, opened, tick
from tests.ui.test_people_pickers import listed, lists, press_in_list
from ui.pages.new_meeting.page import NewMeetingPage
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.dialogs.questions import ask_to_forget

ADA = visitor(
    "Adä Lovelace",
    companyName="Analytical Engines",
    email="ada@engines.example",
    phone="+32 2 123 45 67",
    mobile="+32 470 12 34 56",
    function="Countess",
    language={"code": "fr"},
    licensePlate="1-ABC-234",
    about="Brought a dog",
    mailReminder=1,
)
KNOWN = (ADA, visitor("Adam Smith", companyName="Pins"), visitor("Anna Nagy"), visitor("<b>Adalbert</b> Stifter"))


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme) -> AsyncIterator[InviteDesk]:
    async with opened(tmp_path, server, site, tasks, theme) as desk:
        desk.meet(meeting(1, *KNOWN))
        yield desk


@pytest.fixture
def page(desk: InviteDesk) -> NewMeetingPage:
    return desk.page


def popup() -> QAbstractItemView:
    (shown,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QAbstractItemView) and one.isVisible()]
    return shown


def focused() -> QWidget:
    """What the keyboard types into: the list while it is open, which hands on to the field what isn't meant for it."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    return widget


def type_on(text: str) -> None:
    QTest.keyClicks(focused(), text)


async def test_choosing_fills_the_form_and_leaves_what_is_about_this_visit(page: NewMeetingPage) -> None:
    write(find(page, "About"), "Parking")
    tick(page, "Invite by email")
    write(find(page, "First name"), "ad")
    await lists(
        "Adä Lovelace, Analytical Engines, ada@engines.example",
        "Adam Smith, Pins",
        "<b>Adalbert</b> Stifter",
    )
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Return)
    assert listed() == []
    (told,) = body_shown(page)["visitors"]
    assert told == {
        "firstName": "Adä",
        "lastName": "Lovelace",
        "email": "ada@engines.example",
        "phone": "+32 2 123 45 67",
        "mobile": "+32 470 12 34 56",
        "companyName": "Analytical Engines",
        "function": "Countess",
        "language": "fr",
        "licensePlate": "1-ABC-234",
        "about": "Parking",
        "smsReminder": 0,
        "mailReminder": 1,
    }
    assert find(page, "Last name", QLineEdit).text() == "Lovelace"
    assert find(page, "Invite by email", QCheckBox).isChecked()
    assert complaint(page, "Last name") == ""
    assert find(page, "First name").hasFocus()


async def test_with_nobody_in_hand_the_one_chosen_is_added(page: NewMeetingPage) -> None:
    write(find(page, "Last name"), "pins")
    await lists("Adam Smith, Pins")
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Return)
    assert [row[0] for row in invited(page)] == ["Adam Smith"]


@pytest.mark.parametrize(("first", "last"), [("ada", "lov"), ("lov", "a"), ("", "al"), ("engi", "ada")])
async def test_both_parts_of_the_name_count_in_any_order(page: NewMeetingPage, first: str, last: str) -> None:
    write(find(page, "First name"), first)
    press(focused(), Qt.Key.Key_Tab)
    write(find(page, "Last name"), last)
    await eventually(lambda: listed()[:1] == ["Adä Lovelace, Analytical Engines, ada@engines.example"])


async def test_somebody_new_is_typed_as_if_there_were_no_list(desk: InviteDesk, page: NewMeetingPage) -> None:
    click(page, "Add visitor")
    for first, name in (("Ann", "Nagel"), ("Ada", "Byron")):
        type_on(first)
        await eventually(listed)
        press(focused(), Qt.Key.Key_Tab)
        assert listed() == []
        assert find(page, "Last name").hasFocus()
        type_on(name)
        press(focused(), Qt.Key.Key_Return)
        await answered(desk.contacts)
        assert listed() == []
        assert find(page, "First name").hasFocus()
    assert [row[0] for row in invited(page)] == ["Ann Nagel", "Ada Byron", "No name yet"]
    assert [one["email"] for one in body_shown(page)["visitors"]] == ["", ""]


async def test_enter_goes_on_to_the_next_visitor_while_the_list_is_open_and_nobody_in_it_in_hand(
    page: NewMeetingPage,
) -> None:
    click(page, "Add visitor")
    type_on("Anna")
    await lists("Anna Nagy")
    press_in_list(Qt.Key.Key_Return)
    assert listed() == []
    assert [row[0] for row in invited(page)] == ["Anna", "No name yet"]


async def test_escape_closes_the_list_and_nothing_else(page: NewMeetingPage) -> None:
    write(find(page, "First name"), "ada")
    await eventually(listed)
    press_in_list(Qt.Key.Key_Escape)
    assert listed() == []
    assert find(page, "First name", QLineEdit).text() == "ada"
    assert find(page, "First name").hasFocus()


async def test_one_letter_opens_nothing_and_several_in_hand_have_no_name_to_type(
    desk: InviteDesk, page: NewMeetingPage
) -> None:
    write(find(page, "First name"), "a")
    await answered(desk.contacts)
    assert listed() == []
    write(find(page, "First name"), "d")
    await eventually(listed)
    press_in_list(Qt.Key.Key_Backspace)
    assert listed() == []
    click(page, "Add visitor")
    write(find(page, "Function"), "Driver")
    press(find(page, "Invited visitors", QTableView), Qt.Key.Key_A, CTRL)
    assert not find(page, "First name").isEnabled()


async def test_the_list_has_room_for_company_and_email(page: NewMeetingPage, theme: Theme) -> None:
    write(find(page, "First name"), "ada")
    await eventually(listed)
    assert popup().width() >= theme.px(440) > find(page, "First name").width()


@pytest.fixture
def window(qapp: QApplication, theme: Theme) -> Iterator[QWidget]:
    window = QWidget()
    window.show()
    yield window
    window.deleteLater()


def asked(window: QWidget, theme: Theme, name: str = "Ada Lovelace") -> tuple[QDialog, list[Any]]:
    forgotten: list[Any] = []
    ask_to_forget(window, name, theme=theme, forget=lambda: forgotten.append(name))
    return window.findChildren(QDialog)[0], forgotten


def test_forgetting_says_what_goes_and_what_the_server_keeps(window: QWidget, theme: Theme) -> None:
    box, forgotten = asked(window, theme, "<i>Ada</i>")
    assert box.windowTitle() == "Forget this visitor?"
    assert says(box, "Forget <i>Ada</i>?")
    assert says(box, "Removed from this desk, for good")
    assert says(box, "Foyer's own server forgets what it wrote to them and of them.")
    assert says(box, "a server keeps its own data")
    click(box, "Forget visitor")
    assert forgotten == ["<i>Ada</i>"]
    assert not named(window, "Forget visitor")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_forgetting_has_to_be_meant(window: QWidget, theme: Theme, key: Qt.Key) -> None:
    box, forgotten = asked(window, theme)
    press(box, key)
    assert forgotten == []
    assert not box.isVisible()
