"""What the site asks in its own words: by touch, in the visitor's language, of everybody who comes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.conftest import eventually
from tests.ui.hands import find
from tests.ui.kiosk.conftest import SIZES, OpenKiosk
from tests.ui.kiosk.hands import field, has, inside, key_in, press_enter, screen, tap
from ui.compose.kiosk import KioskApp
from ui.kiosk.flow.visitor_session import Step
from ui.kiosk.kit.controls import plain
from ui.kiosk.kit.i18n import Words
from ui.wording.languages import LANGUAGES

LIST = "/vm/meetings"

WELL = {"nl": "Bent u gezond?", "en": "Are you well?", "de": "Sind Sie gesund?"}
CAR = {"nl": "Waar staat uw auto?", "fr": "Où est votre voiture ?"}
WAY = {"nl": "Hoe bent u gekomen?", "en": "How did you come?"}
WAYS = {"nl": ("Te voet", "Met de tram"), "en": ("On foot", "By tram")}


@pytest.fixture
def questions(tmp_path: Path) -> str:
    file = tmp_path / "questions.toml"
    asked = [
        "[[question]]",
        'kind = "yes/no"',
        "required = true",
        *(f'ask.{code} = "{text}"' for code, text in WELL.items()),
        "[[question]]",
        "required = true",
        *(f'ask.{code} = "{text}"' for code, text in CAR.items()),
        "[[question]]",
        'kind = "choice"',
        *(f'ask.{code} = "{text}"' for code, text in WAY.items()),
        *(f"choices.{code} = {list(texts)}" for code, texts in WAYS.items()),
    ]
    file.write_text("\n".join(asked), encoding="utf-8")
    return str(file)


def translated(source: str) -> str:
    return plain(str(Words(source)))


async def say_yes(running: KioskApp, *names: str) -> None:
    tap(running, translated("I have a meeting"))
    for name in names:
        key_in(running, name)
        tap(running, translated("Continue"))
    await eventually(lambda: has(running, translated("Yes, that’s me")))
    tap(running, translated("Yes, that’s me"))


async def given(running: KioskApp) -> dict[str, list[tuple[str, str]]]:
    """By name, what each who is in answered, as a desk reads it."""
    of = running.services.visitor_answers.of
    return {one.person.name: [(each.question, each.answer) for each in await of(one.visit)] for one in inside(running)}


@pytest.mark.parametrize("size", SIZES, ids=["upright", "lying", "small"])
@pytest.mark.parametrize("code", LANGUAGES)
async def test_each_is_asked_in_the_visitor_s_language_and_read_in_the_site_s(
    open_kiosk: OpenKiosk, server: FakeServer, questions: str, code: str, size: tuple[int, int]
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(size=size, kiosk_questions=questions)
    tap(running, LANGUAGES[code])
    await eventually(lambda: has(running, translated("I have a meeting")))
    await say_yes(running, "Lima")
    await eventually(lambda: WELL.get(code, WELL["nl"]) in screen(running))
    tap(running, translated("Yes"))
    assert CAR.get(code, CAR["nl"]) in screen(running)
    assert field(running).accessibleName() == CAR.get(code, CAR["nl"])
    key_in(running, "p2")
    tap(running, translated("Continue"))
    assert WAY.get(code, WAY["nl"]) in screen(running)
    assert inside(running) == ()
    tap(running, WAYS.get(code, WAYS["nl"])[1])
    await eventually(lambda: running.flow.step is Step.DONE)
    ((_, answers),) = (await given(running)).items()
    assert answers == [(WELL["nl"], "Yes"), (CAR["nl"], "p2"), (WAY["nl"], "Met de tram")]


async def test_what_must_be_answered_can_t_be_passed_and_the_rest_can(
    open_kiosk: OpenKiosk, server: FakeServer, questions: str
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_questions=questions)
    await say_yes(running, "Lima")
    await eventually(lambda: WELL["en"] in screen(running))
    assert not has(running, "Continue")
    running.flow.reply("")
    tap(running, "No")
    tap(running, "Continue")
    assert "Please type it first." in screen(running)
    key_in(running, " ")
    press_enter(field(running))
    assert "Please type it first." in screen(running)
    key_in(running, "p1")
    press_enter(field(running))
    assert "Touch your answer, or go on without one." in screen(running)
    tap(running, "Continue")
    await eventually(lambda: has(running, "Done"))
    assert (await given(running))["Ana Lima"] == [(WELL["nl"], "No"), (CAR["nl"], "p1")]


async def test_back_shows_what_was_answered_and_another_answer_counts(
    open_kiosk: OpenKiosk, server: FakeServer, questions: str
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_questions=questions)
    await say_yes(running, "Lima")
    await eventually(lambda: has(running, "Yes"))
    tap(running, "Yes")
    key_in(running, "p1")
    running.kiosk.dress()  # as when the screen is turned
    assert field(running).text() == "p1"
    tap(running, "Continue")
    tap(running, "Back")
    assert field(running).text() == "p1"
    tap(running, "Back")
    marked = QAccessible.queryAccessibleInterface(find(running.window, "Yes", QAbstractButton))
    assert marked.state().checked
    tap(running, "No")
    tap(running, "Continue")
    tap(running, "By tram")
    await eventually(lambda: has(running, "Done"))
    assert (await given(running))["Ana Lima"] == [(WELL["nl"], "No"), (CAR["nl"], "p1"), (WAY["nl"], "Met de tram")]


async def test_another_language_says_the_question_anew_and_keeps_what_is_typed(
    open_kiosk: OpenKiosk, server: FakeServer, questions: str
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_questions=questions)
    await say_yes(running, "Lima")
    await eventually(lambda: has(running, "Yes"))
    tap(running, "Yes")
    key_in(running, "p1")
    tap(running, "Language")
    tap(running, "Français")
    await eventually(lambda: CAR["fr"] in screen(running))
    assert field(running).text() == "p1"


async def test_who_was_not_invited_is_asked_after_the_host_and_before_the_terms(
    open_kiosk: OpenKiosk, server: FakeServer, questions: str, tmp_path: Path
) -> None:
    terms = tmp_path / "terms"
    terms.mkdir()
    (terms / "en.txt").write_text("House rules\n\nStay with your host.\n", encoding="utf-8")
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_questions=questions, kiosk_terms=str(terms))
    async with asyncio.timeout(20):
        while not await running.services.contacts.hosts("Sofia Marchetti"):  # noqa: ASYNC110  in its own time
            await asyncio.sleep(0.005)
    tap(running, "I was not invited")
    for answer in ("Hopper", "Grace"):
        key_in(running, answer)
        tap(running, "Continue")
    key_in(running, "Sof")
    await eventually(lambda: has(running, "Sofia Marchetti"))
    tap(running, "Sofia Marchetti")
    await eventually(lambda: has(running, "Yes"))
    tap(running, "Yes")
    key_in(running, "p1")
    tap(running, "Continue")
    tap(running, "On foot")
    await eventually(lambda: has(running, "Agree without drawing"))
    tap(running, "Agree without drawing")
    await eventually(lambda: has(running, "Done"))
    assert (await given(running))["Grace Hopper"] == [
        (WELL["nl"], "Yes"),
        (CAR["nl"], "p1"),
        (WAY["nl"], "Te voet"),
    ]


async def test_each_of_a_group_is_asked_by_name(open_kiosk: OpenKiosk, server: FakeServer, tmp_path: Path) -> None:
    file = tmp_path / "one.toml"
    file.write_text('[[question]]\nkind = "yes/no"\nask.en = "Are you well?"\n')
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", "Bo Ek", "Cy Orr")])
    running = await open_kiosk(kiosk_questions=str(file))
    await say_yes(running, "Ana Lima")
    tap(running, "Bo Ek")
    tap(running, "Continue")
    await eventually(lambda: "Ana: Are you well?" in screen(running))
    tap(running, "Yes")
    assert "Bo: Are you well?" in screen(running)
    tap(running, "Back")
    assert "Ana: Are you well?" in screen(running)
    tap(running, "Continue")  # the answer stays
    tap(running, "No")
    await eventually(lambda: has(running, "Done"))
    asked = "Are you well?"
    assert await given(running) == {"Ana Lima": [(asked, "Yes")], "Bo Ek": [(asked, "No")]}


async def test_two_of_one_first_name_are_called_by_their_whole_names(
    open_kiosk: OpenKiosk, server: FakeServer, tmp_path: Path
) -> None:
    file = tmp_path / "one.toml"
    file.write_text('[[question]]\nask.en = "Why?"\n')
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", "Ana Ek")])
    running = await open_kiosk(kiosk_questions=str(file))
    await say_yes(running, "Ana Lima")
    tap(running, "Ana Ek")
    tap(running, "Continue")
    await eventually(lambda: "Ana Lima: Why?" in screen(running))


@pytest.mark.parametrize("content", ["", "[[question]]\nask.en = 3\n", None], ids=["empty", "wrong", "gone"])
async def test_questions_that_can_t_be_read_are_not_skipped(
    open_kiosk: OpenKiosk, server: FakeServer, tmp_path: Path, content: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "questions.toml"
    if content is not None:
        file.write_text(content)
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_questions=str(file))
    await say_yes(running, "Lima")
    await eventually(lambda: "Please ask at the front desk" in screen(running))
    assert str(file) in caplog.text
    assert inside(running) == ()


async def test_whoever_walks_away_leaves_nothing_of_what_they_answered(
    open_kiosk: OpenKiosk, server: FakeServer, questions: str
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_questions=questions)
    await say_yes(running, "Lima")
    await eventually(lambda: has(running, "Yes"))
    tap(running, "Yes")
    key_in(running, "secret")
    running.kiosk._idle.over.emit()  # nobody answered that they are still here
    await eventually(lambda: has(running, "I have a meeting"))
    assert running.flow.session is None
    await eventually(lambda: not any("secret" in edit.text() for edit in running.window.findChildren(QLineEdit)))
    await say_yes(running, "Lima")
    await eventually(lambda: has(running, "Yes"))
    assert not find(running.window, "Yes", QAbstractButton).isChecked()
    assert await given(running) == {}


async def test_keys_and_a_screen_reader_answer_too(open_kiosk: OpenKiosk, server: FakeServer, questions: str) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_questions=questions)
    await say_yes(running, "Lima")
    await eventually(lambda: has(running, "Yes"))
    assert running.window.page is not None
    assert running.window.page.accessibleName() == WELL["en"]
    QTest.keyClick(find(running.window, "No", QAbstractButton), Qt.Key.Key_Return)
    assert CAR["nl"] in screen(running)
    tap(running, "Back")
    spoken = QAccessible.queryAccessibleInterface(find(running.window, "No", QAbstractButton))
    spoken.actionInterface().doAction("Toggle")
    assert CAR["nl"] in screen(running)


# The licence plate


async def test_who_was_invited_without_a_plate_is_asked_for_it(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", visitor("Bo Ek", licensePlate="1-XYZ-9"))])
    running = await open_kiosk(kiosk_asks="plate")
    await say_yes(running, "Ek")
    tap(running, "Continue")  # nobody came along
    await eventually(lambda: has(running, "Done"))
    tap(running, "Done")
    await eventually(lambda: has(running, "I have a meeting"))
    await say_yes(running, "Lima")
    assert "What is your licence plate?" in screen(running)
    key_in(running, "1-abc-234")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Done"))
    assert await given(running) == {"Ana Lima": [("Licence plate", "1-ABC-234")], "Bo Ek": []}
