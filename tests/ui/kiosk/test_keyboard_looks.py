"""The touch keyboard's keys are large, their labels fit at any size of text, and each has a name."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, QTranslator
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.hands import find, named, spoken_name
from tests.ui.kiosk.conftest import OpenLobby
from tests.ui.kiosk.keyboard_hands import (
    LYING,
    SMALL,
    UPRIGHT,
    Fingers,
    Lobby,
    all_keys,
    key,
    tap,
)
from ui.kiosk.keyboard.key import Key
from ui.kiosk.kit.languages import Languages
from ui.kiosk.kit.sizes import SMALLEST_TOUCH
from ui.theme import Theme
from ui.wording.languages import LANGUAGES

SIZES = pytest.mark.parametrize("size", [UPRIGHT, LYING, SMALL], ids=["upright", "lying", "small"])

EVERY_LAYOUT = ("text", "more", "mixed", "number", "email")

WORDS = ("Leerzeichen", "Espace", "Spatie", "Cancella", "Effacer", "Löschen", "Verwijderen")
"""As long as these get where their keys are."""


def test_a_pressed_key_looks_pressed(open_lobby: OpenLobby, theme: Theme) -> None:
    lobby = open_lobby()
    letter = key(lobby.keyboard, "G")
    corner = QPoint(letter.width() // 2, 16)
    assert letter.grab().toImage().pixelColor(corner) == theme.colour("surface")
    fingers = Fingers(lobby)
    fingers.press(0, letter)
    assert letter.grab().toImage().pixelColor(corner) == theme.colour("accent")
    fingers.lift(0, letter)
    assert letter.grab().toImage().pixelColor(corner) == theme.colour("surface")


@SIZES
def test_keys_are_large_apart_and_within_the_keyboard(open_lobby: OpenLobby, size: QSize) -> None:
    lobby = open_lobby(size=size)
    keyboard = lobby.keyboard
    for language, layout in itertools.product(LANGUAGES, EVERY_LAYOUT):
        keyboard.use_language(language)
        show_layout(lobby, layout)
        places = [one.geometry() for one in all_keys(keyboard)]
        assert all(keyboard.rect().contains(place) for place in places)
        assert not any(one.intersects(other) for one, other in itertools.combinations(places, 2))
        assert all(place.width() >= SMALLEST_TOUCH for place in places)
        assert all(one.face().height() >= SMALLEST_TOUCH for one in all_keys(keyboard))
        assert keyboard.height() <= (580 if size is UPRIGHT else 420)
        assert keyboard.geometry().bottom() == lobby.rect().bottom()


def show_layout(lobby: Lobby, layout: str) -> None:
    lobby.keyboard.use_layout("text" if layout == "more" else layout)  # type: ignore[arg-type]
    if layout == "more":
        tap(find(lobby, "More letters"))


@SIZES
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_labels_fit_their_keys(open_lobby: OpenLobby, qapp: QApplication, size: QSize, text_scale: float) -> None:
    lobby = open_lobby(size=size, text_scale=text_scale)
    languages = Languages(qapp)
    for language in LANGUAGES:
        languages.use(language)
        lobby.keyboard.use_language(language)
        qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)
        for layout in ("text", "mixed", "number", "email"):
            lobby.keyboard.use_layout(layout)
            for one in all_keys(lobby.keyboard):
                assert_fits(one, one.text())
    languages.stop()
    show_layout(lobby, "more")
    for one in all_keys(lobby.keyboard):
        assert_fits(one, one.text())


class Dutch(QTranslator):
    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return {"Space": "Spatie", "Clear": "Wissen", "Erase": "Terug"}.get(source, source)

    def isEmpty(self) -> bool:
        return False


def test_the_words_on_the_keys_follow_the_language_on_the_spot(open_lobby: OpenLobby, qapp: QApplication) -> None:
    keyboard = open_lobby().keyboard
    dutch = Dutch()
    qapp.installTranslator(dutch)
    qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)
    for name in ("Spatie", "Wissen"):
        assert key(keyboard, name).accessibleName() == name
    assert named(keyboard, "Terug")
    qapp.removeTranslator(dutch)
    qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)
    assert find(keyboard, "Space", QPushButton).text() == "Space"


@SIZES
def test_the_longest_words_fit_their_keys(open_lobby: OpenLobby, size: QSize) -> None:
    lobby = open_lobby(size=size, text_scale=2.0)
    for name in ("Space", "Clear"):
        one = find(lobby, name, Key)
        for word in WORDS:
            one.setText(word)
            assert_fits(one, word)
            assert one.label_font().pixelSize() >= 12, "it can still be read"


def assert_fits(one: Key, label: str) -> None:
    metrics, face = QFontMetrics(one.label_font()), one.face()
    assert metrics.horizontalAdvance(label) <= face.width()
    assert metrics.tightBoundingRect(label).height() <= face.height()


def test_larger_text_makes_larger_letters_on_the_same_keys(open_lobby: OpenLobby) -> None:
    plain, large = open_lobby(), open_lobby(text_scale=2.0)
    assert key(large.keyboard, "Q").geometry() == key(plain.keyboard, "Q").geometry()
    sizes = [key(one.keyboard, "Q").label_font().pixelSize() for one in (plain, large)]  # type: ignore[attr-defined]
    assert sizes[1] > sizes[0] * 1.2


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
def test_every_key_has_a_name_of_its_own(open_lobby: OpenLobby, layout: str) -> None:
    lobby = open_lobby()
    show_layout(lobby, layout)
    names = [spoken_name(one) for one in all_keys(lobby.keyboard)]
    assert len(set(names)) == len(names)
    assert all(name.isalnum() or " " in name or name == ".com" for name in names)
    assert {"Erase", "Clear"} <= set(names)
