"""The touch keyboard types what a visitor's name needs, in each language, under fast fingers and slow ones."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from tests.ui.hands import click, find
from tests.ui.kiosk.conftest import OpenLobby
from tests.ui.kiosk.keyboard_hands import (
    WRITTEN,
    Fingers,
    all_keys,
    key,
    keys,
    tap,
    type_on,
    wait_long_enough,
)
from ui.kiosk.keyboard.keyboard import Keyboard
from ui.kiosk.keyboard.layouts import ALPHABETS
from ui.wording.languages import LANGUAGES

EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)

NAMES = (
    *("Zoë", "Müller", "Peña", "D'Angelo", "Nagy-Kovács", "Strauß", "Çelik", "Œuvre", "Anna van der Berg"),
    *("L'Haÿ", "Muñoz Íñiguez", "Niccolò", "McDonald", "3M", "H&M", "Dr. Jones"),
)


def row_of(keyboard: Keyboard, shows: str) -> str:
    """All letters of the row in which this one stands, from the left."""
    top = key(keyboard, shows).y()
    row = sorted((one for one in all_keys(keyboard) if one.y() == top), key=lambda one: one.x())
    return "".join(one.text() for one in row)


@EACH_LANGUAGE
def test_each_language_types_all_its_letters(open_lobby: OpenLobby, language: str) -> None:
    lobby = open_lobby(language=language)
    letters = WRITTEN["en"] + WRITTEN[language]
    type_on(lobby.keyboard, letters)
    assert lobby.field.text() == letters


def test_names_are_typed(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    for name in NAMES:
        type_on(lobby.keyboard, name)
        assert lobby.field.text() == name
        tap(find(lobby, "Clear"))


@pytest.mark.parametrize(
    ("language", "first"),
    [("en", "QWERTYUIOP"), ("fr", "AZERTYUIOP"), ("de", "QWERTZUIOPÜ"), ("nl", "QWERTYUIOP"), ("es", "QWERTYUIOP")],
)
def test_letters_stand_where_a_language_has_them(open_lobby: OpenLobby, language: str, first: str) -> None:
    keyboard = open_lobby(language=language).keyboard
    assert row_of(keyboard, first[0]) == first


def test_the_language_changes_at_once_and_leaves_no_key_behind(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    number = len(lobby.findChildren(QWidget))
    for language in (*LANGUAGES, "en"):
        lobby.keyboard.use_language(language)
        assert row_of(lobby.keyboard, "P").lower() == ALPHABETS[language][0]
    for layout in ("number", "email", "text"):
        lobby.keyboard.use_layout(layout)
    tap(find(lobby, "More letters"))
    tap(find(lobby, "Fewer letters"))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(lobby.findChildren(QWidget)) == number


def test_case_changes_on_the_keys_that_are_there(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    before = all_keys(lobby)
    type_on(lobby.keyboard, "Ada L")
    assert all_keys(lobby) == before


def test_a_language_that_it_does_not_know_types_in_english(open_lobby: OpenLobby) -> None:
    assert row_of(open_lobby(language="pt").keyboard, "Q") == "QWERTYUIOP"


def test_a_word_begins_with_a_capital(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    for shown in ("J", "e", "a", "n", "-", "L", "u", "c", "Space", "D", "'", "O", "r"):
        tap(key(lobby.keyboard, shown))
    assert lobby.field.text() == "Jean-Luc D'Or"


def test_shift_overrides_what_came_by_itself(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    assert find(lobby, "Shift", QPushButton).isChecked()
    tap(find(lobby, "Shift"))
    tap(key(lobby.keyboard, "d"))
    tap(find(lobby, "Shift"))
    tap(key(lobby.keyboard, "E"))
    assert lobby.field.text() == "dE"
    assert not find(lobby, "Shift", QPushButton).isChecked()


def test_case_follows_the_cursor_and_a_real_keyboard(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    QTest.keyClicks(lobby.field, "ada")
    assert keys(lobby.keyboard, "q")
    lobby.field.home(False)
    assert keys(lobby.keyboard, "Q")
    lobby.field.end(False)
    QTest.keyClicks(lobby.field, " ")
    assert keys(lobby.keyboard, "Q")
    for _ in range(2):
        tap(find(lobby, "Erase"))
    assert lobby.field.text() == "ad"
    assert keys(lobby.keyboard, "q")


def test_mouse_and_screen_reader_type_too(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    click(lobby.keyboard, "A")
    find(lobby, "d", QPushButton).click()
    find(lobby, "Shift", QPushButton).toggle()
    find(lobby, "A", QPushButton).click()
    assert lobby.field.text() == "AdA"


def test_the_field_keeps_the_focus(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    assert {one.focusPolicy() for one in (lobby.keyboard, *all_keys(lobby))} == {Qt.FocusPolicy.NoFocus}
    click(lobby.keyboard, "A")
    assert lobby.focusWidget() is lobby.field


def test_two_quick_fingers_lose_no_letter(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    fingers = Fingers(lobby)
    first, second, third = (key(lobby.keyboard, shown) for shown in "QWE")
    fingers.press(0, first)
    fingers.press(1, second)
    fingers.lift(0, first)
    fingers.press(2, third)
    fingers.lift(1, second)
    fingers.lift(2, third)
    assert lobby.field.text() == "Qwe"


def test_two_thumbs_on_one_key_type_it_twice(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    fingers = Fingers(lobby)
    letter = key(lobby.keyboard, "L")
    fingers.press(0, letter)
    fingers.press(1, letter, QPoint(12, 12))
    fingers.lift(0, letter)
    fingers.lift(1, letter)
    assert lobby.field.text() == "Ll"


def test_a_finger_that_slides_away_types_nothing_and_one_that_rolls_does(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    letter = key(lobby.keyboard, "G")
    fingers = Fingers(lobby)
    fingers.press(0, letter)
    fingers.move(0, key(lobby.keyboard, "L"))
    assert not letter.isDown()
    fingers.lift(0, key(lobby.keyboard, "L"))
    assert lobby.field.text() == ""
    fingers.press(0, letter)
    assert letter.isDown()
    rolled = QPoint(letter.width() // 2, letter.height() + 8)
    fingers.move(0, letter, rolled)
    fingers.lift(0, letter, rolled)
    assert lobby.field.text() == "G"


def test_it_types_where_the_cursor_stands_and_over_what_is_selected(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    lobby.field.setText("Adbayo")
    lobby.field.setCursorPosition(2)
    tap(key(lobby.keyboard, "e"))
    assert lobby.field.text() == "Adebayo"
    lobby.field.selectAll()
    tap(key(lobby.keyboard, "Z"))
    assert lobby.field.text() == "Z"


def test_it_keeps_to_what_the_field_takes(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    lobby.field.setMaxLength(3)
    type_on(lobby.keyboard, "Adeb")
    assert lobby.field.text() == "Ade"
    tap(find(lobby, "Clear"))
    lobby.field.setValidator(QRegularExpressionValidator(QRegularExpression("[A-Za-c]*")))
    type_on(lobby.keyboard, "Axb")
    assert lobby.field.text() == "Ab"
    lobby.field.setReadOnly(True)
    type_on(lobby.keyboard, "c")
    tap(find(lobby, "Clear"))
    assert lobby.field.text() == "Ab"


def test_what_was_cleared_does_not_come_back(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    type_on(lobby.keyboard, "Adebayo")
    tap(find(lobby, "Clear"))
    assert lobby.field.text() == ""
    assert not lobby.field.isUndoAvailable()
    QTest.keyClick(lobby.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert lobby.field.text() == ""


def test_erase_repeats_while_it_is_held(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    lobby.field.setText("Adebayo")
    erase = find(lobby, "Erase")
    fingers = Fingers(lobby)
    fingers.press(0, erase)
    for left in ("Adebay", "Adeba", "Adeb"):
        wait_long_enough(lobby.keyboard)
        assert lobby.field.text() == left
    fingers.lift(0, erase)
    assert lobby.field.text() == "Adeb"
    tap(erase)
    assert lobby.field.text() == "Ade"


def test_it_types_into_the_field_that_it_is_given(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    type_on(lobby.keyboard, "Ada")
    other = QLineEdit(lobby)
    lobby.keyboard.type_into(other)
    type_on(lobby.keyboard, "Bo")
    lobby.field.setText("nobody listens to this any more")
    assert (lobby.keyboard.target, other.text()) == (other, "Bo")
    assert keys(lobby.keyboard, "q")
    other.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert lobby.keyboard.target is None
    tap(key(lobby.keyboard, "Q"))
    lobby.keyboard.type_into(None)
    tap(find(lobby, "Erase"))


def test_a_number_is_typed_as_on_a_telephone(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    lobby.keyboard.use_layout("number")
    type_on(lobby.keyboard, "+32 470 159 862")
    assert lobby.field.text() == "+32 470 159 862"
    assert row_of(lobby.keyboard, "5").startswith("456")
    tap(find(lobby, "Erase"))
    assert lobby.field.text() == "+32 470 159 86"
    tap(find(lobby, "Clear"))
    assert lobby.field.text() == ""


@EACH_LANGUAGE
def test_an_address_is_typed_in_lower_case(open_lobby: OpenLobby, language: str) -> None:
    lobby = open_lobby(language=language)
    lobby.keyboard.use_layout("email")
    typed = "anna_b.nagy-kovacs2@quizwhxfljpt"
    for letter in typed:
        tap(key(lobby.keyboard, letter))
    tap(key(lobby.keyboard, ".com"))
    assert lobby.field.text() == typed + ".com"
