"""The terms are read before they are signed: whole, by finger, button or key, and as the words that they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTextEdit, QWidget

from app.models.terms import Text
from tests.ui.conftest import eventually
from tests.ui.hands import click, find, named, press, spoken_name
from ui.kiosk.kit.sizes import SMALLEST_TOUCH, Sizes
from ui.kiosk.signing.terms_text import TermsText
from ui.theme import Theme

SHORT = "House rules\n\nKeep your badge visible.\n"
LONG = "House rules\n" + "\n".join(f"\nParagraph {n}. Take no pictures, and stay with your host.\n" for n in range(40))
UPRIGHT = QSize(1080, 1920)
OpenTerms = Callable[..., TermsText]


@pytest.fixture
def open_terms(theme: Theme) -> Iterator[OpenTerms]:
    windows: list[QWidget] = []

    def open_one(content: str, *, screen: QSize = UPRIGHT, text_scale: float = 1.0) -> TermsText:
        window = QWidget()
        windows.append(window)
        window.setObjectName("kiosk")
        sizes = Sizes(theme=theme, screen=screen, text_scale=text_scale)
        window.setStyleSheet(sizes.sheet())
        terms = TermsText(text=Text.read("en", content), sizes=sizes, parent=window)
        terms.setGeometry(0, 0, 700, 600)
        window.resize(700, 600)
        window.show()
        return terms

    yield open_one
    for window in windows:
        window.deleteLater()


def text(terms: TermsText) -> QTextEdit:
    return find(terms, "House rules", QTextEdit)


def scrolled(terms: TermsText) -> int:
    return text(terms).verticalScrollBar().value()


def test_what_fits_is_read_at_once_and_has_no_buttons(open_terms: OpenTerms) -> None:
    terms = open_terms(SHORT)
    assert terms.was_read
    assert named(terms, "Scroll down") == []
    assert text(terms).toPlainText() == "House rules\nKeep your badge visible."


def test_what_does_not_fit_begins_at_its_beginning_and_is_gone_on_by_a_button(open_terms: OpenTerms) -> None:
    terms = open_terms(LONG)
    ends: list[bool] = []
    terms.read_to_end.connect(lambda: ends.append(terms.was_read))
    assert (scrolled(terms), terms.was_read) == (0, False)
    assert not find(terms, "Scroll up").isEnabled()
    for _ in range(100):
        if not find(terms, "Scroll down").isEnabled():
            break
        before = scrolled(terms)
        click(terms, "Scroll down")
        assert 0 < scrolled(terms) - before < text(terms).viewport().height()
    assert ends == [True]
    click(terms, "Scroll up")
    while find(terms, "Scroll down").isEnabled():
        click(terms, "Scroll down")
    assert ends == [True]


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space])
async def test_it_is_read_by_the_keys(open_terms: OpenTerms, key: Qt.Key) -> None:
    terms = open_terms(LONG)
    terms.window().activateWindow()
    terms.setFocus()
    await eventually(text(terms).hasFocus)
    press(text(terms), key)
    gone = scrolled(terms)
    assert gone > 0
    for _ in range(600):
        press(text(terms), key)
    assert terms.was_read
    press(text(terms), Qt.Key.Key_Home)
    assert scrolled(terms) == 0


async def test_a_finger_drags_it(open_terms: OpenTerms) -> None:
    terms = open_terms(LONG)
    pane, screen = text(terms).viewport(), QTest.createTouchDevice()
    touch = QTest.touchEvent(pane, screen)
    touch.press(0, QPoint(200, 400), pane).commit()
    for y in range(390, 100, -10):
        touch.move(0, QPoint(200, y), pane).commit()
    touch.release(0, QPoint(200, 100), pane).commit()
    await eventually(lambda: scrolled(terms) > 100)


def test_it_is_plain_text_whatever_it_looks_like(open_terms: OpenTerms) -> None:
    written = '<a href="file:///etc/passwd">Here</a> <img src="x.png"> http://example.com &amp;'
    shown = text(open_terms(f"House rules\n\n{written}"))
    assert shown.toPlainText() == f"House rules\n{written}"
    QTest.mouseDClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 130))
    press(shown, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(shown, Qt.Key.Key_X)
    assert not shown.textCursor().hasSelection()
    assert shown.toPlainText() == f"House rules\n{written}"


def test_blank_lines_part_paragraphs_and_others_stay_lines(open_terms: OpenTerms) -> None:
    terms = open_terms("House rules\n\nBring:\n- a badge\n- shoes\n\n\n \nThat is all.\n")
    document = text(terms).document()
    assert document.blockCount() == 3
    assert text(terms).toPlainText() == "House rules\nBring:\n- a badge\n- shoes\nThat is all."


def test_a_right_click_opens_nothing(open_terms: OpenTerms) -> None:
    terms = open_terms(LONG)
    QTest.mouseClick(text(terms).viewport(), Qt.MouseButton.RightButton, pos=QPoint(100, 100))
    assert QApplication.activePopupWidget() is None


def test_a_screen_reader_reads_it_and_finds_the_buttons(open_terms: OpenTerms) -> None:
    terms = open_terms(LONG)
    assert spoken_name(text(terms)) == "House rules"
    read = QAccessible.queryAccessibleInterface(text(terms)).textInterface()
    assert "Paragraph 39" in read.text(0, read.characterCount())
    assert [spoken_name(button) for button in terms.findChildren(QPushButton)] == ["Scroll up", "Scroll down"]


@pytest.mark.parametrize("screen", [UPRIGHT, QSize(1920, 1080), QSize(800, 1280)])
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_a_thumb_finds_the_buttons_on_every_screen(open_terms: OpenTerms, screen: QSize, text_scale: float) -> None:
    terms = open_terms(LONG, screen=screen, text_scale=text_scale)
    for button in terms.findChildren(QPushButton):
        assert min(button.width(), button.height()) >= SMALLEST_TOUCH
