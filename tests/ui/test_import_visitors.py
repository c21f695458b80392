"""*Paste visitors* and *Import visitors*: what was sent is looked at first, and the good rows go into the form."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QTableView

from app.services.site import Site
from tests.app.test_visitor_rows_files import words, xlsx
from tests.fake_server import FakeServer
from tests.ui.conftest import eventually
from tests.ui.hands import CTRL, click, column, find, named, press, row, says, write
from tests.ui.invite_desk import body_shown, invited, opened, write_over
from ui.pages.new_meeting.page import NewMeetingPage
from ui.tasks import Tasks
from ui.theme import Theme

BAD = """\
Nom;Prénom;Courriel;Portable
Nagy;Zsófia;zsofia@duna.example;+36 20 123 4567
;Marie;marie@exemple.example;
Peeters;Jan;jan(at)acme.example;0471 20 44 10
Maes;Luc;;0471 20 44 11
Nagy;Zsofia;ZSOFIA@duna.example;
Smet;An;an@acme.example;
"""


@pytest.fixture
async def page(
    tmp_path: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme
) -> AsyncIterator[NewMeetingPage]:
    async with opened(tmp_path / "desk", server, site, tasks, theme) as desk:
        yield desk.page


@pytest.fixture(autouse=True)
def _desk_folder(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()


def copied(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def names(page: NewMeetingPage) -> list[str]:
    return [visitor[0] for visitor in invited(page)]


async def window(title: str, *, until: str) -> QDialog:
    """The window on top, as soon as it offers or says `until`."""

    def found() -> list[QDialog]:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        return [one for one in windows if one.windowTitle() == title and (named(one, until) or says(one, until))]

    await eventually(found)
    return found()[0]


async def file_dialog(title: str) -> QFileDialog:
    await eventually(lambda: [one for one in QApplication.topLevelWidgets() if one.windowTitle() == title])
    (dialog,) = (one for one in QApplication.topLevelWidgets() if one.windowTitle() == title)
    assert isinstance(dialog, QFileDialog)
    return dialog


async def choose_file(title: str, path: Path) -> None:
    """Types the path into the dialog and agrees."""
    dialog = await file_dialog(title)
    dialog.findChildren(QLineEdit)[0].setText(str(path))
    dialog.accept()


async def imported(page: NewMeetingPage, path: Path, *, until: str) -> QDialog:
    click(page, "Import visitors")
    await choose_file("Choose a list of visitors", path)
    return await window("Import visitors", until=until)


async def test_rows_of_a_spreadsheet_are_pasted_and_all_of_them_are_in_hand(page: NewMeetingPage) -> None:
    copied("First name\tLast name\tCompany\nJan\tPeeters\tAcme\nAn\tSmet\tAcme\n")
    click(page, "Paste visitors")
    review = await window("Paste visitors", until="Add 2 visitors")
    assert names(page) == []
    click(review, "Add 2 visitors")
    await eventually(lambda: not review.isVisible())
    assert names(page) == ["Jan Peeters", "An Smet"]
    write(find(page, "Function"), "Auditor")
    assert [visitor["function"] for visitor in body_shown(page)["visitors"]] == ["Auditor", "Auditor"]


async def test_an_address_list_is_pasted_with_the_keyboard_alone(page: NewMeetingPage) -> None:
    copied("Peeters, Jan <jan@acme.example>; An Smet <an@acme.example>")
    table = find(page, "Invited visitors")
    table.setFocus()
    press(table, Qt.Key.Key_V, CTRL)
    review = await window("Paste visitors", until="Add 2 visitors")
    assert row(find(review, "Rows", QTableView), 0) == (
        "1", "Ready", "Peeters, Jan", "Peeters, Jan", "jan@acme.example",
    )  # fmt: skip
    press(find(review, "Rows"), Qt.Key.Key_Return, CTRL)
    assert [visitor["email"] for visitor in body_shown(page)["visitors"]] == ["jan@acme.example", "an@acme.example"]


async def test_bad_rows_say_why_and_hold_up_no_good_one(page: NewMeetingPage, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(BAD, encoding="cp1252")
    review = await imported(page, tmp_path / "list.csv", until="Add 2 visitors")
    rows = find(review, "Rows", QTableView)
    assert column(rows, "Row") == ["2", "3", "4", "5", "6", "7"]
    assert column(rows, "Check") == [
        "Ready",
        "Last name is missing",
        "Not an email address; mobile has no country code",
        "Mobile has no country code",
        "Same as row 2",
        "Ready",
    ]
    assert says(review, "4 rows stay in this window.")
    click(review, "With a problem")
    assert column(rows, "Row") == ["3", "4", "5", "6"]
    click(review, "Add 2 visitors")
    assert names(page) == ["Zsófia Nagy", "An Smet"]
    assert says(review, "2 visitors added. 4 rows stay in this window.")
    assert column(rows, "Row") == ["3", "4", "5", "6"]
    click(review, "Copy the rest")
    assert QGuiApplication.clipboard().text().split("\n")[1] == "\tMarie\tmarie@exemple.example\t\tLast name is missing"
    click(review, "Close")
    assert names(page) == ["Zsófia Nagy", "An Smet"]


async def test_numbers_get_their_country_code_when_the_person_says_so(page: NewMeetingPage, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(BAD, encoding="utf-16")
    review = await imported(page, tmp_path / "list.csv", until="Add 2 visitors")
    click(review, "Add missing country codes")
    await eventually(lambda: named(review, "Add 3 visitors"))
    assert column(find(review, "Rows", QTableView), "Check")[3] == "Ready, +32 471 20 44 11"


async def test_columns_that_are_not_known_are_matched_by_hand(page: NewMeetingPage) -> None:
    copied("Rodné\tKrstné\tEmail\nPeeters\tJan\tjan@acme.example\n")
    click(page, "Paste visitors")
    review = await window("Paste visitors", until="Add 0 visitors")
    for name, typed in (("Rodné", "Last name"), ("Krstné", "First name")):
        choice = find(review, name, QLineEdit)
        assert choice.text() == ""
        write(choice, typed)
        press(choice, Qt.Key.Key_Return)
    await eventually(lambda: named(review, "Add 1 visitor"))
    write(find(review, "Email"), "First name")
    press(find(review, "Email"), Qt.Key.Key_Return)
    assert find(review, "Krstné", QLineEdit).text() == ""
    assert names(page) == []


async def test_a_heading_is_a_row_like_others_when_the_person_says_so(page: NewMeetingPage) -> None:
    copied("Name\tFirst name\nPeeters\tJan\n")
    click(page, "Paste visitors")
    review = await window("Paste visitors", until="Add 1 visitor")
    click(review, "First row is a heading")
    await eventually(lambda: named(review, "Add 2 visitors"))
    assert column(find(review, "Rows", QTableView), "Row") == ["1", "2"]


async def test_who_is_in_the_form_already_is_not_added_again(page: NewMeetingPage) -> None:
    copied("Jan Peeters <jan@acme.example>")
    click(page, "Paste visitors")
    click(await window("Paste visitors", until="Add 1 visitor"), "Add 1 visitor")
    click(page, "Paste visitors")
    review = await window("Paste visitors", until="Add 0 visitors")
    assert column(find(review, "Rows", QTableView), "Check") == ["Already invited"]
    assert not find(review, "Add 0 visitors").isEnabled()


async def test_a_file_that_can_not_be_read_is_told_and_another_can_be_chosen(
    page: NewMeetingPage, tmp_path: Path
) -> None:
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    review = await imported(page, tmp_path / "photo.csv", until="This can't be imported")
    assert says(review, "photo.csv is no table. A CSV file or a spreadsheet (XLSX, XLS, ODS) can be imported.")
    (tmp_path / "list.csv").write_text("Name,Email\nJan Peeters,jan@acme.example\n")
    click(review, "Choose a file")
    await choose_file("Choose a list of visitors", tmp_path / "list.csv")
    await window("Import visitors", until="Add 1 visitor")


async def test_nothing_copied_is_said_and_can_be_mended(page: NewMeetingPage) -> None:
    copied(" ")
    click(page, "Paste visitors")
    review = await window("Paste visitors", until="Nothing was copied")
    copied("Jan\tPeeters")
    click(review, "Paste again")
    await window("Paste visitors", until="Add 1 visitor")


async def test_a_sample_is_saved_filled_in_and_imported(page: NewMeetingPage, tmp_path: Path) -> None:
    click(page, "Import visitors")
    press(await file_dialog("Choose a list of visitors"), Qt.Key.Key_Escape)
    review = await window("Import visitors", until="Save a sample file")
    click(review, "Save a sample file")
    await choose_file("Save a sample file", tmp_path / "visitors")
    await window("Import visitors", until="The sample was saved")
    click(review, "Choose a file")
    await choose_file("Choose a list of visitors", tmp_path / "visitors.csv")
    await window("Import visitors", until="Add 2 visitors")


async def test_a_file_is_dragged_onto_the_visitors(page: NewMeetingPage, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Name,Email\nJan Peeters,jan@acme.example\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "list.csv"))])
    area = find(page, "Invited visitors").parentWidget().parentWidget()
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, left, none)
    QApplication.sendEvent(area, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(area, QDropEvent(QPointF(9, 9), copy, data, left, none))
    await window("Import visitors", until="Add 1 visitor")


async def test_the_encoding_and_the_delimiter_are_chosen_where_they_are_told_wrong(
    page: NewMeetingPage, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_bytes("First name;Last name\nAyşe;Yıldız\nJan;Peeters\n".encode("cp1254"))
    review = await imported(page, tmp_path / "list.csv", until="Add 1 visitor")
    rows = find(review, "Rows", QTableView)
    assert column(rows, "Check") == ["Letters may be wrong, choose the encoding", "Ready"]
    choose_word(review, "Encoding", "Turkish (Windows)")
    await eventually(lambda: named(review, "Add 2 visitors"))
    assert column(find(review, "Rows", QTableView), "Last name, first name") == ["Yıldız, Ayşe", "Peeters, Jan"]
    choose_word(review, "Delimiter", "Comma")
    await eventually(lambda: named(review, "Add 0 visitors"))
    choose_word(review, "Delimiter", "Semicolon")
    await eventually(lambda: named(review, "Add 2 visitors"))
    click(review, "Add 2 visitors")
    assert names(page) == ["Ayşe Yıldız", "Jan Peeters"]


async def test_another_sheet_is_chosen(page: NewMeetingPage, tmp_path: Path) -> None:
    cover = words(1, "Contact", "Ada Lee")
    (tmp_path / "list.xlsx").write_bytes(xlsx(cover, words(1, "First name", "Last name") + words(2, "Jan", "Peeters")))
    review = await imported(page, tmp_path / "list.xlsx", until="Add 1 visitor")
    assert not named(review, "Encoding")
    choose_word(review, "Sheet", "S1")
    await eventually(lambda: named(review, "Column 2"))
    assert column(find(review, "Rows", QTableView), "Column 2") == ["Ada Lee"]


async def test_a_row_that_may_be_a_heading_waits_for_an_answer(page: NewMeetingPage) -> None:
    copied("Vardas\tPavardė\nJonas\tJonaitis\n")
    click(page, "Paste visitors")
    review = await window("Paste visitors", until="Add 1 visitor")
    assert column(find(review, "Rows", QTableView), "Check") == [
        "A heading or a visitor? Say so above",
        "Ready",
    ]
    click(review, "First row is a heading")
    await eventually(lambda: named(review, "Add 0 visitors"))
    assert column(find(review, "Rows", QTableView), "Check") == ["First name is missing; last name is missing"]
    click(review, "First row is a heading")
    await eventually(lambda: named(review, "Add 2 visitors"))


async def test_a_single_name_is_used_twice_when_the_person_says_so(page: NewMeetingPage) -> None:
    copied("Full name\tCompany\nMadonna\tAcme\nAn Smet\tAcme\n")
    click(page, "Paste visitors")
    review = await window("Paste visitors", until="Add 1 visitor")
    click(review, "Use a single name as first and last name")
    await eventually(lambda: named(review, "Add 2 visitors"))
    assert column(find(review, "Rows", QTableView), "Last name, first name") == ["Madonna, Madonna", "Smet, An"]


def choose_word(review: QDialog, name: str, word: str) -> None:
    write_over(review, name, word)
    press(find(review, name), Qt.Key.Key_Return)
