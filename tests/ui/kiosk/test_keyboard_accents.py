"""A letter that is held offers its accents, over the page, in the same window."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Eventually
from tests.ui.hands import find, named
from tests.ui.kiosk.conftest import OpenLobby
from tests.ui.kiosk.keyboard_hands import (
    LYING,
    SMALL,
    UPRIGHT,
    WRITTEN,
    Fingers,
    all_keys,
    bubble,
    hold,
    key,
    keys,
    tap,
    type_on,
)
from ui.kiosk.keyboard.keyboard import HOLD_MS
from ui.kiosk.keyboard.layouts import accents
from ui.kiosk.kit.sizes import SMALLEST_TOUCH
from ui.wording.languages import LANGUAGES

SIZES = pytest.mark.parametrize("size", [UPRIGHT, LYING, SMALL], ids=["upright", "lying", "small"])
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def test_a_name_from_beyond_the_six_languages_is_typed(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    fingers = hold(lobby, "L")
    fingers.lift(0, key(bubble(lobby), "Ł"))
    type_on(lobby.keyboard, "ukasz")
    assert lobby.field.text() == "Łukasz"


def test_a_long_press_offers_accents_to_slide_onto(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    fingers = hold(lobby, "E")
    variant = key(bubble(lobby), "É")
    fingers.move(0, variant)
    assert variant.isDown()
    fingers.lift(0, variant)
    assert lobby.field.text() == "É"
    assert bubble(lobby) is None
    assert keys(lobby.keyboard, "q"), "a capital has come"


async def test_a_press_becomes_a_long_one_by_itself(open_lobby: OpenLobby, eventually: Eventually) -> None:
    lobby = open_lobby()
    fingers = Fingers(lobby)
    fingers.press(0, key(lobby.keyboard, "E"))
    await eventually(lambda: bubble(lobby))
    assert 400 <= HOLD_MS <= 500
    fingers.lift(0, key(lobby.keyboard, "E"))


def test_an_accent_that_is_tapped_takes_the_letters_place(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    lobby.field.setText("Zo")
    fingers = hold(lobby, "e")
    fingers.lift(0, key(lobby.keyboard, "e"))
    tap(key(bubble(lobby), "ë"))
    assert lobby.field.text() == "Zoë"
    assert bubble(lobby) is None


def test_who_presses_slowly_types_all_the_same(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    for letter in ("A", "n", "n", "e"):
        fingers = hold(lobby, letter)
        fingers.lift(0, key(lobby.keyboard, letter))
    assert lobby.field.text() == "Anne"


def test_a_press_elsewhere_closes_the_accents_and_does_what_it_does(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    for elsewhere in (lobby.field, key(lobby.keyboard, "K"), find(lobby, "More letters")):
        tap(find(lobby, "Clear"))
        fingers = hold(lobby, "E")
        fingers.lift(0, key(lobby.keyboard, "E"))
        assert bubble(lobby)
        tap(elsewhere)
        assert bubble(lobby) is None
    assert named(lobby, "Fewer letters")


def test_a_finger_that_slides_past_the_accents_chooses_none(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    fingers = hold(lobby, "E")
    fingers.move(0, lobby.field)
    fingers.lift(0, lobby.field)
    assert bubble(lobby) is None
    assert lobby.field.text() == ""


@pytest.mark.parametrize("change", ["layout", "language", "target", "hidden", "resized"])
def test_the_accents_go_with_what_they_belong_to(open_lobby: OpenLobby, change: str) -> None:
    lobby = open_lobby()
    fingers = hold(lobby, "E")
    match change:
        case "layout":
            lobby.keyboard.use_layout("email")
        case "language":
            lobby.keyboard.use_language("fr")
        case "target":
            lobby.keyboard.type_into(None)
        case "hidden":
            lobby.keyboard.hide()
        case "resized":
            lobby.resize(SMALL)
    assert bubble(lobby) is None
    fingers.lift(0, lobby.field)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert lobby.findChildren(QWidget, "accents") == []


def test_an_address_has_no_accents(open_lobby: OpenLobby) -> None:
    lobby = open_lobby()
    lobby.keyboard.use_layout("email")
    fingers = hold(lobby, "e")
    assert bubble(lobby) is None
    fingers.lift(0, key(lobby.keyboard, "e"))
    assert lobby.field.text() == "e"


@EACH_LANGUAGE
def test_every_accent_of_a_language_is_under_its_letter(open_lobby: OpenLobby, language: str) -> None:
    lobby = open_lobby(language=language)
    lobby.field.setText("x")
    under = {"æ": "a", "œ": "o", "ß": "s"}
    for accented in sorted(set("".join(WRITTEN.values())) - set(WRITTEN["en"])):
        letter = under.get(accented) or unicodedata.normalize("NFD", accented)[0]
        fingers = hold(lobby, letter)
        fingers.lift(0, key(bubble(lobby), accented))
        assert lobby.field.text().endswith(accented)


def test_a_languages_own_accents_come_first() -> None:
    assert accents("e", "fr").startswith("éèêë")
    assert accents("N", "es").startswith("Ñ")
    assert accents("o", "de").startswith("ö")
    assert accents("q", "fr") == ""


@SIZES
def test_the_accents_stay_within_the_window(open_lobby: OpenLobby, size: QSize) -> None:
    lobby = open_lobby(size=size, text_scale=2.0)
    for language, letter in itertools.product(LANGUAGES, "AEOIUSLCZ"):
        lobby.keyboard.use_language(language)
        fingers = hold(lobby, letter)
        shown = bubble(lobby)
        assert shown
        assert shown.parent() is lobby, "no window of its own"
        assert lobby.rect().contains(shown.geometry())
        above = key(lobby.keyboard, letter).mapTo(lobby, QPoint(0, 0)).y()
        assert shown.geometry().bottom() <= above
        assert all(min(one.width(), one.height()) >= SMALLEST_TOUCH for one in all_keys(shown))
        fingers.lift(0, lobby.field)
