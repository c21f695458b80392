"""Nobody is there any more: the kiosk asks, and then it forgets everything of whoever was."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from types import CoroutineType, FrameType
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from app.errors import DiskFull
from app.services.kiosk.claim import OwnVisit
from app.services.kiosk.own_visits import OwnVisits
from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.conftest import eventually
from tests.ui.hands import find, tick
from tests.ui.kiosk import keyboard_hands
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import has, key_in, press, screen, tap
from ui.compose.kiosk import KioskApp
from ui.kiosk.flow.idle import Idle
from ui.kiosk.flow.visitor_session import Step, VisitorSession
from ui.reception.scanner import Scanner

LIST = "/vm/meetings"
ANA = visitor("Anastázia Límová", companyName="Quixotic", mobile="+32 470 20 44 10")
SECRETS = ("Anast", "Límov", "Limov", "Quixotic", "470 20", "Marchetti")
"""What nobody who comes after her may find: her words, and whom she came to see."""


def pass_seconds(running: KioskApp, seconds: int) -> None:
    (idle,) = running.window.findChildren(Idle)
    timer = idle.findChild(QTimer)
    assert timer is not None
    for _ in range(seconds):
        if timer.isActive():
            timer.timeout.emit()


def words_everywhere() -> list[str]:
    """Every text of every object of the program that a screen, a screen reader or a tooltip could show."""
    texts: list[str] = []
    for widget in QApplication.allWidgets():
        properties = widget.metaObject()
        names = [properties.property(number).name() for number in range(properties.propertyCount())]
        names += [bytes(name.data()).decode() for name in widget.dynamicPropertyNames()]
        texts += [value for name in names if isinstance(value := widget.property(name), str)]
    return texts


def nothing_is_left() -> bool:
    return not any(secret.casefold() in word.casefold() for word in words_everywhere() for secret in SECRETS)


async def begin(running: KioskApp) -> None:
    tap(running, "I have a meeting")
    key_in(running, "Limova")


async def recognised(running: KioskApp) -> None:
    await begin(running)
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))


async def denied(running: KioskApp) -> None:
    await recognised(running)
    tap(running, "Not me")


async def done(running: KioskApp) -> None:
    await recognised(running)
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))


async def walking_in(running: KioskApp) -> None:
    tap(running, "I was not invited")
    for answer in ("Limova", "Anastazia"):
        key_in(running, answer)
        tap(running, "Continue")
    key_in(running, "Marchetti")


async def leaving(running: KioskApp) -> None:
    await done(running)
    tap(running, "Done")
    tap(running, "I am leaving")
    key_in(running, "Limova")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))


async def choosing_a_language(running: KioskApp) -> None:
    await recognised(running)
    tap(running, "Language")


@pytest.mark.parametrize(
    "until",
    [begin, recognised, denied, done, walking_in, leaving, choosing_a_language],
    ids=lambda until: until.__name__,
)
async def test_nothing_of_one_visitor_is_there_for_the_next(
    open_kiosk: OpenKiosk, server: FakeServer, until: Any
) -> None:
    """In every widget there is, shown or not, and in the memory of what was entered."""
    server.answers("GET", LIST, json=[meeting(1, ANA)])
    running = await open_kiosk()
    await until(running)
    assert not nothing_is_left()
    pass_seconds(running, 60)
    await eventually(nothing_is_left)
    assert has(running, "I have a meeting")
    assert running.flow.session is None
    await eventually(lambda: not remembered_sessions())  # what was being sent for the visitor may still be under way


def remembered_sessions() -> list[VisitorSession]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, VisitorSession)]


@pytest.fixture
def whole_memory() -> Iterator[None]:
    """What was there before the first test, and can remember as well, is gone through too."""
    gc.unfreeze()
    yield
    gc.collect()
    gc.freeze()


@pytest.mark.usefixtures("whole_memory")
async def test_no_memory_of_what_was_typed_is_left_in_the_program(open_kiosk: OpenKiosk) -> None:
    """On a real keyboard, which a scanner of badges listens to as well; and all that is typed is checked."""
    running = await open_kiosk(locked=True, kiosk_asks="email")
    word = "".join(reversed("uvwxyz"))
    tap(running, "I was not invited")
    for answer in (word, word, f"{word}@example.com"):
        for sign in answer:
            press(running, Qt.Key(ord(sign)))
        tap(running, "Continue")
    assert "Who are you here to see?" in screen(running)
    assert remembering(word)
    pass_seconds(running, 60)
    await eventually(lambda: has(running, "I have a meeting"))
    for scanner in running.window.findChildren(Scanner):
        tick(scanner)  # half a second after the last key no scan can go on
    for _ in range(3):
        await eventually(lambda: True)  # a turn for what is deleted later
    assert remembering(word) == []


def remembering(word: str) -> list[str]:
    """What holds it in memory, but for whoever asks: no closure here, that would be one more."""
    gc.collect()
    holders = []
    for one in gc.get_objects():
        if not isinstance(one, (FrameType, CoroutineType)):
            for referent in gc.get_referents(one):
                if isinstance(referent, str) and word in referent:
                    holders.append(type(one).__name__)  # noqa: PERF401  a generator would be that closure
    return holders


async def test_it_asks_first_and_a_touch_is_an_answer(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, ANA)])
    running = await open_kiosk()
    await begin(running)
    pass_seconds(running, 44)
    assert not has(running, "I'm still here")
    pass_seconds(running, 1)
    assert "Are you still there?" in screen(running)
    assert "What you entered is cleared in 15 seconds." in screen(running)
    pass_seconds(running, 10)
    assert "What you entered is cleared in 5 seconds." in screen(running)
    tap(running, "I'm still here")
    assert not has(running, "I'm still here")
    pass_seconds(running, 44)
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))


async def test_the_touch_that_answers_presses_nothing_beneath(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Limova")])
    running = await open_kiosk(kiosk_asks="company")
    await recognised(running)
    yes = find(running.window, "Yes, that's me", QPushButton)
    place = yes.mapTo(running.window, yes.rect().center())
    pass_seconds(running, 45)
    keyboard_hands.tap(running.window, place)
    await eventually(lambda: not has(running, "I'm still here"))
    assert running.flow.step is Step.LAST_NAME


async def test_what_is_answered_too_late_means_nothing_to_whoever_comes_next(
    open_kiosk: OpenKiosk, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is slow, and the visitor has gone by the time it answers, or fails."""
    server.answers("GET", LIST, json=[meeting(1, ANA)])
    running = await open_kiosk()
    answered: list[asyncio.Future[tuple[OwnVisit, ...]]] = []

    async def slowly(*_: object) -> tuple[OwnVisit, ...]:
        answered.append(asyncio.get_running_loop().create_future())
        return await answered[-1]

    monkeypatch.setattr(OwnVisits, "inside", slowly)
    monkeypatch.setattr("ui.kiosk.flow.tries.MOST_TRIES", 1)
    for number, late in enumerate(
        (lambda: answered[-1].set_result(()), lambda: answered[-1].set_exception(DiskFull()))
    ):
        tap(running, "I have a meeting")
        key_in(running, "Nobody")
        tap(running, "Continue")
        await eventually(lambda number=number: len(answered) > number)
        tap(running, "Back")
        assert running.flow.step is None
        tap(running, "I am leaving")
        late()
        for _ in range(5):
            await eventually(lambda: True)
        assert running.flow.step is Step.LAST_NAME
        tap(running, "Back")
        assert running.flow.step is None


async def test_nobody_who_goes_on_is_asked(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk()
    tap(running, "I have a meeting")
    for _ in range(4):
        pass_seconds(running, 40)
        key_in(running, "A" if not has(running, "a") else "a")
    assert not has(running, "I'm still here")


async def test_the_last_page_clears_itself(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, ANA)])
    running = await open_kiosk()
    await done(running)
    assert "This page clears itself in 12 seconds" in screen(running)
    pass_seconds(running, 7)
    assert "This page clears itself in 5 seconds" in screen(running)
    pass_seconds(running, 5)
    assert has(running, "I have a meeting")


async def test_the_next_one_is_greeted_in_the_sites_own_language(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk(kiosk_language="nl")
    tap(running, "Deutsch")
    pass_seconds(running, 45)
    languages = [one for one in running.window.findChildren(QPushButton) if one.property("variant") == "language"]
    assert [one.text() for one in languages if one.isVisible() and one.isChecked()] == ["Nederlands"]


async def test_pages_and_timers_do_not_pile_up(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, ANA)])
    running = await open_kiosk()

    def objects() -> int:
        return len(running.window.findChildren(QObject))

    async def once() -> None:
        await recognised(running)
        tap(running, "Back")
        await eventually(lambda: has(running, "I have a meeting"))

    await once()
    await eventually(lambda: True)
    before = objects()
    for _ in range(5):
        await once()
    await eventually(lambda: objects() <= before)
