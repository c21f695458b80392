"""Terms that a visitor signed at the kiosk, as the desk whose file has them shows them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from shiboken6 import isValid

from app.models.terms import Signature, Signed, Text
from app.services.visits.event_writes import Given
from app.store.given.signatures import Signatures
from tests.ui.arrivals_hands import sample_day, status_of, take_in_hand, visitors
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.hands import click, find, named, says, shown
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage
from ui.reception.signature_window import SignatureWindow
from ui.widgets.strokes import StrokesView

COMING, OTHER = "Lars Åkerström", "Fatou Diallo-Ndiaye"
TEXT = Text.read("fr", "Règles de la maison\n\nPortez votre badge.\n\n<b>Pas</b> de photos.\n")
DRAWN = (tuple((150 + 7 * n, 300 + (n * 37) % 90, 8 * n) for n in range(90)), ((820, 340, 900), (860, 350, 930)))


async def came_and_signed(desk: DeskApp, page: TodayPage, clock: Clock, signed: Signed) -> None:
    """At the kiosk, of which this is the file; the desk has been asked for a while."""
    visit = next(one for one in visitors(page).model().rows if one.name == COMING)
    clock.now += timedelta(minutes=9)
    await desk.services.arrivals.check_in([visit], given=Given({visit.id: signed}))
    await eventually(lambda: status_of(page, COMING) == "On site 09:51")


def pane(page: TodayPage) -> QWidget:
    return find(page, "Visit")


def window(desk: DeskApp) -> SignatureWindow:
    (window,) = (one for one in desk.window.findChildren(SignatureWindow) if one.isVisible())
    return window


async def test_what_was_signed_is_said_of_the_visit_and_shown_on_request(open_desk: OpenDesk, clock: Clock) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, COMING)
    assert not named(pane(page), "Show signature")
    await came_and_signed(desk, page, clock, Signed(TEXT, DRAWN))
    await eventually(lambda: says(pane(page), f"Terms signed 09:51 (French, version {TEXT.version[:4]}…)"))
    click(pane(page), "Show signature")
    signature = window(desk)
    for line in (COMING, f"Signed 09:51. French, version {TEXT.version}.", "Règles de la maison"):
        assert line in shown(signature)
    words = find(signature, "Text signed", QPlainTextEdit)
    assert words.toPlainText() == "Portez votre badge.\n\n<b>Pas</b> de photos."
    assert ink(find(signature, "Signature", StrokesView))
    click(signature, "Close")
    await eventually(lambda: not isValid(signature))


def ink(view: QWidget) -> int:
    """How many of its pixels are in the colour of ink."""
    image = view.grab().toImage()
    return sum(
        image.pixelColor(x, y).lightness() < 60
        for x in range(8, image.width() - 8, 2)
        for y in range(8, image.height() - 8, 2)
    )


async def test_who_could_not_draw_agreed_by_a_button(open_desk: OpenDesk, clock: Clock) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, COMING)
    await came_and_signed(desk, page, clock, Signed(TEXT))
    await eventually(lambda: says(pane(page), "Terms agreed to by a button 09:51 (French, version"))
    click(pane(page), "Show signature")
    assert says(window(desk), "Agreed to by a button 09:51.")
    assert not named(window(desk), "Signature")


async def test_it_is_of_the_visitor_in_hand_alone(open_desk: OpenDesk, clock: Clock) -> None:
    desk, page = await sample_day(open_desk)
    await came_and_signed(desk, page, clock, Signed(TEXT, DRAWN))
    take_in_hand(page, COMING)
    take_in_hand(page, OTHER)  # before the store has answered
    await desk.services.signatures.of("")
    await eventually(lambda: says(pane(page), OTHER))
    assert not named(pane(page), "Show signature")
    take_in_hand(page, COMING)
    await eventually(lambda: named(pane(page), "Show signature"))
    take_in_hand(page, OTHER)
    assert not named(pane(page), "Show signature")


async def test_the_store_is_asked_for_who_came_and_once(
    open_desk: OpenDesk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line stays while the pane is drawn anew, and nobody who is still expected costs a look into the file."""
    asked: list[str] = []
    look_up = Signatures.of

    async def counted(signatures: Signatures, visit: str) -> tuple[Signature, ...]:
        asked.append(visit)
        return await look_up(signatures, visit)

    monkeypatch.setattr(Signatures, "of", counted)
    desk, page = await sample_day(open_desk)
    take_in_hand(page, COMING)
    assert asked == []
    await came_and_signed(desk, page, clock, Signed(TEXT, DRAWN))
    await eventually(lambda: named(pane(page), "Show signature"))
    click(pane(page), "Check out")
    await eventually(lambda: status_of(page, COMING) == "Left 09:51")
    assert len(named(pane(page), "Show signature")) == 1
    assert len(asked) == 1
