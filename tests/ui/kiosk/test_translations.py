"""All that the kiosk says is translated, is read from what set-up has built, and is spoken on the spot."""

from __future__ import annotations

import importlib.util
import logging
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QApplication

from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.conftest import eventually
from tests.ui.hands import named, shown
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import field, has, key_in, screen, tap
from tests.ui.kiosk.screens import Lobby
from ui.kiosk.flow.flow import NOT_FOUND
from ui.kiosk.flow.visitor_session import Step
from ui.kiosk.kit.languages import TRANSLATIONS, Languages
from ui.kiosk.pages.question import QUESTIONS, QuestionPage
from ui.kiosk.pages.welcome import LARGER, WelcomePage
from ui.theme import Theme
from ui.wording.languages import ENGLISH, LANGUAGES

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
EACH = pytest.mark.parametrize("code", OTHERS)

WELCOME = {
    "en": ("Welcome", "I have a meeting"),
    "de": ("Willkommen", "Ich habe einen Termin"),
    "es": ("Bienvenidos", "Tengo una cita"),
    "fr": ("Bienvenue", "J'ai un rendez-vous"),
    "it": ("Benvenuti", "Ho un appuntamento"),
    "nl": ("Welkom", "Ik heb een afspraak"),
}
"""What stands on the first screen, and what its first button is called."""


def translations(file: Path) -> dict[str, str]:
    """What is said in English, with what is said for it; "" where nobody has translated it yet."""
    translated = {}
    for message in ElementTree.parse(file).iter("message"):
        translation = message.find("translation")
        assert translation is not None
        done = translation.get("type") is None
        translated[message.findtext("source", "")] = translation.text or "" if done else ""
    return translated


def places(text: str) -> list[str]:
    """The names in braces."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translations after what the code says now was taken in, as `make translations` does it."""
    path = Path(__file__).parents[3] / "packaging" / "bootstrap.py"
    spec = importlib.util.spec_from_file_location("bootstrap", path)
    assert spec is not None
    assert spec.loader is not None
    bootstrap = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bootstrap)
    folder = tmp_path_factory.mktemp("translations")
    files = [Path(shutil.copy(file, folder)) for file in bootstrap.translations()]
    bootstrap.gather_words(files)
    return folder


@EACH
def test_all_that_the_code_says_is_translated_and_nothing_else(gathered: Path, code: str) -> None:
    name = f"kiosk_{code}.ts"
    gathered_words, stored_words = translations(gathered / name), translations(TRANSLATIONS / name)
    assert len(gathered_words) > 80
    assert gathered_words.keys() == stored_words.keys(), "`make translations` has something to do"
    assert [source for source, translation in gathered_words.items() if not translation.strip()] == []


@EACH
def test_translations_keep_their_places_and_are_written_as_the_language_is(code: str) -> None:
    for source, translation in translations(TRANSLATIONS / f"kiosk_{code}.ts").items():
        assert places(translation) == places(source), translation
        assert translation == translation.strip()
        assert "  " not in translation
        assert "'" not in translation, f"{translation}: ’ is the sign"
        assert (translation[-1] in ".?!") == (source[-1] in ".?!"), translation
        if code == "fr":
            assert not re.search(r"(?<![\u00a0\u202f])[:;?!»]|«(?![\u00a0\u202f])", translation), translation
        if code == "es":
            assert translation.count("?") == translation.count("¿"), translation
            assert translation.count("!") == translation.count("¡"), translation


@EACH
def test_each_language_has_its_own_words_for_going_on_in_it(qapp: QApplication, code: str) -> None:
    languages = Languages(qapp)
    offers = {one: languages.translation(one, "Continue in English") for one in LANGUAGES}
    assert len(set(offers.values())) == len(LANGUAGES)
    assert offers[ENGLISH] == "Continue in English"


@pytest.fixture
def lobby(theme: Theme, qapp: QApplication) -> Iterator[Lobby]:
    lobby = Lobby(size=(1080, 1920), text_scale=1.0, theme=theme, application=qapp)
    yield lobby
    lobby.close()


def show_welcome(lobby: Lobby) -> None:
    lobby.show(
        WelcomePage(
            site="Northgate House", logo=None, language=ENGLISH, offered=LANGUAGES, ease=LARGER, sizes=lobby.sizes
        )
    )


def assert_greets_in(lobby: Lobby, code: str) -> None:
    title, button = WELCOME[code]
    assert title in shown(lobby.window)
    assert named(lobby.window, button)


@EACH
def test_what_is_shown_is_said_in_the_other_language_on_the_spot_and_back(lobby: Lobby, code: str) -> None:
    show_welcome(lobby)
    assert_greets_in(lobby, ENGLISH)
    lobby.speak(code)
    assert_greets_in(lobby, code)
    lobby.speak(ENGLISH)
    assert_greets_in(lobby, ENGLISH)


def test_of_two_quick_switches_the_last_one_counts(lobby: Lobby) -> None:
    show_welcome(lobby)
    for code in ("fr", "nl", "de"):
        lobby.languages.use(code)
    lobby.settle()
    assert_greets_in(lobby, "de")
    lobby.languages.use("fr")
    lobby.languages.use(ENGLISH)
    lobby.settle()
    assert_greets_in(lobby, ENGLISH)


def test_what_a_screen_reader_says_follows_too(lobby: Lobby) -> None:
    page = QuestionPage(QUESTIONS[Step.LAST_NAME], typed="Weber", sizes=lobby.sizes)
    lobby.show(page)
    page.complain(NOT_FOUND)
    lobby.speak("de")
    assert page.field.accessibleName() == "Nachname"
    assert page.field.accessibleDescription().startswith("Dazu finden wir nichts.")
    assert named(page, "Leeren")
    assert "Leeren" not in shown(page), "a picture says it"


def test_a_language_whose_words_cannot_be_read_is_not_offered(
    qapp: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for code in ("fr", "nl", "it"):
        shutil.copy(TRANSLATIONS / f"kiosk_{code}.qm", tmp_path)
    (tmp_path / "kiosk_it.qm").write_bytes(b"not what Qt reads")
    with caplog.at_level(logging.ERROR):
        languages = Languages(qapp, code="de", folder=tmp_path)
    assert languages.offered == ("en", "fr", "nl")
    assert languages.code == ENGLISH
    assert "Deutsch" in caplog.text
    assert "Italiano" in caplog.text
    languages.use("it")
    assert languages.code == ENGLISH


async def test_the_language_of_an_invitation_is_offered_and_goes_with_its_visitor(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    dutch = visitor("Anna Kowalska", language={"object": "language", "code": "nl"})
    server.answers("GET", "/vm/meetings", json=[meeting(1, dutch)])
    running = await open_kiosk(kiosk_language="de")
    await eventually(lambda: has(running, "Ich habe einen Termin"))
    tap(running, "Ich habe einen Termin")
    key_in(running, "Kowalska")
    tap(running, "Weiter")
    await eventually(lambda: has(running, "Verder in het Nederlands"))

    tap(running, "Verder in het Nederlands")
    await eventually(lambda: has(running, "Ja, dat ben ik"))
    assert not has(running, "Verder in het Nederlands"), "it is spoken already"
    assert "Afspraak vandaag om 10:00\u00a0uur" in screen(running)
    assert field(running).accessibleName() == "Achternaam"
    tap(running, "Ja, dat ben ik")
    await eventually(lambda: "U bent aangemeld, Anna" in screen(running))
    tap(running, "Klaar")
    await eventually(lambda: has(running, "Ich habe einen Termin"))
    assert "Willkommen" in screen(running)


async def test_a_language_chosen_in_passing_is_gone_after_the_visit(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk()
    tap(running, "Français")
    await eventually(lambda: has(running, "Je pars"))
    tap(running, "Je pars")
    await eventually(lambda: "Quel est votre nom de famille" in screen(running))
    tap(running, "Retour")
    await eventually(lambda: has(running, "I am leaving"))
    assert "Welcome" in screen(running)
