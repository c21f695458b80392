"""Forgotten check-outs: everybody is ticked, nobody is checked out by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from app.models.entries import VisitorSnapshot
from app.models.visit_row import Arrival, Present
from app.services.site import Site
from tests.ui.hands import click, find, press, says
from ui.reception.checkout_reminder import CheckoutReminder
from ui.theme import Theme

CAME = datetime(2026, 3, 11, 16, 47, tzinfo=UTC)
ANA, BO, NOBODY = (
    Present(
        name, VisitorSnapshot(name=name, company="Berg & Søn", host="Sofia Marchetti"), CAME, Arrival(CAME), "Desk 1"
    )
    for name in ("Ana Lima", "<b>Bo</b> & Berg", "")
)

OpenDialog = Callable[..., tuple[CheckoutReminder, list[list[Present]]]]


@pytest.fixture
def open_dialog(site: Site, theme: Theme) -> OpenDialog:
    def open_one(*present: Present) -> tuple[CheckoutReminder, list[list[Present]]]:
        dialog = CheckoutReminder(present=present, site=site, theme=theme)
        asked: list[list[Present]] = []
        dialog.check_out_requested.connect(asked.append)
        dialog.open()
        return dialog, asked

    return open_one


def test_all_are_checked_out_at_one_press(open_dialog: OpenDialog) -> None:
    dialog, asked = open_dialog(ANA, BO, NOBODY)
    assert says(dialog, "3 visitors were not checked out")
    assert says(dialog, "Berg & Søn · host Sofia Marchetti · here since Wed 11 Mar, 17:47")
    assert find(dialog, "Unknown visitor")
    click(dialog, "Check all out")
    assert asked == [[ANA, BO, NOBODY]]


def test_who_is_still_there_keeps_no_tick(open_dialog: OpenDialog) -> None:
    dialog, asked = open_dialog(ANA, BO)
    press(find(dialog, "Ana Lima", QCheckBox), Qt.Key.Key_Space)
    assert says(dialog, "Check 1 out")
    click(dialog, "Check all out")
    assert asked == [[BO]]


def test_with_no_tick_there_is_nothing_to_press(open_dialog: OpenDialog) -> None:
    dialog, _ = open_dialog(BO)
    press(find(dialog, "<b>Bo</b> & Berg", QCheckBox), Qt.Key.Key_Space)
    assert not find(dialog, "Check all out").isEnabled()


@pytest.mark.parametrize("leave", ["Not now", "Escape"])
def test_not_now_checks_nobody_out(open_dialog: OpenDialog, leave: str) -> None:
    dialog, asked = open_dialog(ANA)
    if leave == "Escape":
        press(dialog, Qt.Key.Key_Escape)
    else:
        click(dialog, leave)
    assert (asked, dialog.isVisible()) == ([], False)
