"""Choosing one of a few words with the keys, the mouse and the list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tests.ui.hands import click, press, write
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField

LEVELS = {"1": "Low", "2": "Medium", "3": "High"}


@pytest.fixture
def form(theme: Theme) -> Iterator[QWidget]:
    """A field to go to, a closed choice without a nothing, and a free one with it."""
    form = QWidget()
    column = QVBoxLayout(form)
    column.addWidget(QLineEdit())
    for choice in (ChoiceField(LEVELS, theme=theme), ChoiceField(LEVELS, theme=theme, nothing="Any level", free=True)):
        column.addWidget(choice)
    form.show()
    form.activateWindow()
    yield form
    form.close()
    form.deleteLater()


@pytest.fixture
def closed(form: QWidget) -> ChoiceField:
    return form.findChildren(ChoiceField)[0]


@pytest.fixture
def free(form: QWidget) -> ChoiceField:
    return form.findChildren(ChoiceField)[1]


def leave(choice: ChoiceField) -> None:
    press(QApplication.activePopupWidget() or choice, Qt.Key.Key_Tab)
    assert not choice.hasFocus()


def state(choice: ChoiceField) -> tuple[str, str]:
    return choice.value(), choice.text()


def test_a_closed_choice_begins_with_its_first_word_and_a_free_one_with_nothing(
    closed: ChoiceField, free: ChoiceField
) -> None:
    assert state(closed) == ("1", "Low")
    assert (*state(free), free.placeholderText()) == ("", "", "Any level")


@pytest.mark.parametrize(
    ("typed", "at_once", "left"),
    [
        ("High", ("3", "High"), ("3", "High")),
        ("h", ("3", "h"), ("3", "High")),
        ("MÉD", ("2", "MÉD"), ("2", "Medium")),
        ("x", ("1", "x"), ("1", "Low")),
        (" ", ("1", " "), ("1", "Low")),
    ],
)
def test_a_closed_choice_takes_what_a_word_begins_with_and_nothing_else(
    closed: ChoiceField, typed: str, at_once: tuple[str, str], left: tuple[str, str]
) -> None:
    write(closed, typed)
    assert state(closed) == at_once
    leave(closed)
    assert state(closed) == left


@pytest.mark.parametrize(
    ("typed", "left"),
    [("high", ("3", "High")), ("3", ("3", "High")), ("h", ("h", "h")), (" 77 ", ("77", "77")), ("any level", ("", ""))],
)
def test_a_free_choice_takes_anything(free: ChoiceField, typed: str, left: tuple[str, str]) -> None:
    write(free, typed)
    leave(free)
    assert state(free) == left


def test_the_arrow_keys_step_through_the_words_and_stop_at_the_ends(closed: ChoiceField, free: ChoiceField) -> None:
    told: list[str] = []
    closed.chosen.connect(lambda: told.append(closed.value()))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        press(closed, key)
    assert told == ["2", "3", "2"]
    press(free, Qt.Key.Key_Down)
    press(free, Qt.Key.Key_Down)
    press(free, Qt.Key.Key_Up)
    assert state(free) == ("1", "Low")


def entries() -> list[str]:
    popup = QApplication.activePopupWidget()
    return [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] if popup else []


def test_a_click_shows_every_word_of_a_closed_choice(closed: ChoiceField) -> None:
    QTest.mouseClick(closed, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    assert entries() == ["Low", "Medium", "High"]
    assert popup.currentIndex().data() == "Low"
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    assert state(closed) == ("2", "Medium")
    assert entries() == []


def test_a_click_anywhere_in_a_free_choice_shows_every_word_and_typing_goes_on(free: ChoiceField) -> None:
    QTest.mouseClick(free, Qt.MouseButton.LeftButton, pos=free.rect().center())
    assert entries() == ["Any level", "Low", "Medium", "High"]
    QTest.keyClicks(QApplication.activePopupWidget(), "hig")
    assert entries() == ["High"]
    press(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert state(free)[1] == "hig"


def test_typing_narrows_the_list(free: ChoiceField) -> None:
    write(free, "i")
    assert entries() == ["Medium", "High"]
    QTest.mouseClick(
        QApplication.activePopupWidget().viewport(),
        Qt.MouseButton.LeftButton,
        pos=QApplication.activePopupWidget().visualRect(QApplication.activePopupWidget().model().index(1, 0)).center(),
    )
    assert state(free) == ("3", "High")


def test_the_arrow_of_a_free_choice_shows_nothing_as_well(free: ChoiceField) -> None:
    click(free, "Show the choices")
    assert entries() == ["Any level", "Low", "Medium", "High"]
    press(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert (entries(), state(free)) == ([], ("", ""))


def test_several_values_are_one_field_and_any_choice_is_a_change(free: ChoiceField) -> None:
    told: list[str] = []
    free.set_value("2")
    free.show_mixed("Different")
    assert (*state(free), free.placeholderText()) == ("", "", "Different")
    free.changed.connect(lambda: told.append(free.value()))
    press(free, Qt.Key.Key_Down)
    assert told == [""]
    assert free.placeholderText() == "Any level"


def test_the_room_beside_the_word_grows_with_the_text(theme: Theme) -> None:
    """As the first room that a larger desk has: what Settings change counts at once."""
    before = ChoiceField(LEVELS, theme=theme, lead="Level")
    theme.change(scheme="light", text_scale=2.0)
    after = ChoiceField(LEVELS, theme=theme, lead="Level")
    for choice in (before, after):
        choice.ensurePolished()
        assert choice.textMargins().right() == theme.px(24)
    assert before.textMargins() == after.textMargins()
