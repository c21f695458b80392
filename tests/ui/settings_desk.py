"""What tests of *Settings* do again and again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import find, named, write
from ui.compose import DeskApp
from ui.widgets.fields.field import Field

PRINTER = "Zebra ZD421"


async def open_settings(open_desk: OpenDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> DeskApp:
    """A desk whose PC has one printer: asking the system for its own takes a process."""

    async def printers() -> list[str]:
        return [PRINTER]

    monkeypatch.setattr("ui.printing.printers.printers", printers)
    server.answers("GET", "/vm/meetings", json=[meeting(1, "Ana Lima")])
    desk = open_desk()
    await eventually(lambda: named(desk.window, "Visitors"))
    desk.window.go_to("Settings")
    return desk


def fill(desk: DeskApp, name: str, text: str) -> None:
    field = find(desk.window, name, QLineEdit)
    field.clear()
    write(field, text)


def complaint(desk: DeskApp, name: str) -> str:
    """What stands beside the field, which a screen reader hears as well."""
    control = find(desk.window, name)
    field = control.parentWidget()
    assert isinstance(field, Field)
    assert field.complaint == control.accessibleDescription()
    return field.complaint


def result(desk: DeskApp) -> str:
    return find(desk.window, "Result", QLabel).text()
