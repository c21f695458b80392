"""Badges as the receptionist meets them: from *Today*, and with a walk-in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.errors import PrinterFault
from app.models.visit_row import VisitRow
from tests.ui.arrivals_hands import sample_day, status_of, take_in_hand, visitors
from tests.ui.badge_printer import Printer
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import CTRL, click, press, says
from tests.ui.test_walk_in import fill_in, open_form
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage
from ui.reception.badge_preview import BadgePreview

COMING = "Lars Åkerström"


@pytest.fixture(autouse=True)
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    printer = Printer()
    monkeypatch.setattr("ui.badge.printing.print_badges", printer.take)
    monkeypatch.setattr("ui.reception.badge_preview.print_badges", printer.take)
    monkeypatch.setattr("ui.reception.badge_preview.printers", printer.names)
    return printer


def previews(desk: DeskApp) -> list[BadgePreview]:
    return [one for one in desk.window.findChildren(BadgePreview) if one.isVisible()]


async def preview(desk: DeskApp) -> BadgePreview:
    await eventually(lambda: previews(desk))
    (shown,) = previews(desk)
    return shown


def visit_in_hand(page: TodayPage) -> VisitRow:
    row: VisitRow = visitors(page).model().rows[visitors(page).currentIndex().row()]
    return row


async def receive_ada(desk: DeskApp) -> None:
    walk_in = await open_form(desk)
    fill_in("Ada", "Lovelace", "Sofia Marchetti")
    press(walk_in, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: not walk_in.isVisible())


async def test_a_second_badge_is_warned_of_with_the_time_of_the_first(open_desk: OpenDesk, printer: Printer) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, COMING)
    visit = visit_in_hand(page)
    press(visitors(page), Qt.Key.Key_P, CTRL)
    assert not says(await preview(desk), "Printed at")
    click(await preview(desk), "Print")
    await eventually(lambda: not previews(desk))
    assert [(badge.name, badge.visit_id) for badge in printer.badges] == [(COMING, visit.code)]
    await eventually(lambda: visit_in_hand(page).arrival.badge_at)
    click(page, "Print badge")
    assert says(await preview(desk), "Printed at 09:42. Print again?")
    click(await preview(desk), "Cancel")
    assert len(printer.badges) == 1


async def test_a_walk_in_s_badge_is_printed_in_the_same_step(open_desk: OpenDesk, printer: Printer) -> None:
    desk, page = await sample_day(open_desk)
    await receive_ada(desk)
    await eventually(lambda: [badge.name for badge in printer.badges] == ["Ada Lovelace"])
    await eventually(lambda: status_of(page, "Ada Lovelace") == "On site 09:42")
    take_in_hand(page, "Ada Lovelace")
    click(page, "Print badge")
    assert says(await preview(desk), "Printed at 09:42. Print again?")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (PrinterFault.NONE, "Ada Lovelace is checked in, but the badge was not printed. This PC has no printer."),
        (PrinterFault.SILENT, "Ada Lovelace is checked in, but the badge may not have been printed. The printer does"),
    ],
)
async def test_a_dead_printer_keeps_nobody_out_and_that_is_said(
    open_desk: OpenDesk, printer: Printer, fault: PrinterFault, words: str
) -> None:
    desk, page = await sample_day(open_desk)
    printer.fault = fault
    await receive_ada(desk)
    await eventually(lambda: says(desk.window.banner, words))
    await eventually(lambda: status_of(page, "Ada Lovelace") == "On site 09:42")
    assert says(desk.window.notice, "Ada Lovelace checked in.")
    click(desk.window.banner, "Print badge")
    assert not says(await preview(desk), "Printed at")
    printer.fault = None
    click(await preview(desk), "Print")
    await eventually(lambda: [badge.name for badge in printer.badges] == ["Ada Lovelace"])
