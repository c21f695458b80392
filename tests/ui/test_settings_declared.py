"""*Settings* has a field for each setting that is declared to stand on it."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton

from app.settings import FIELDS
from tests.fake_server import FakeServer
from tests.ui.conftest import OpenDesk
from tests.ui.hands import find, press
from tests.ui.settings_desk import open_settings
from ui.widgets.fields.choices import ChoiceField


async def test_each_setting_of_the_page_is_found_by_its_label_and_each_choice_can_be_made(
    open_desk: OpenDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await open_settings(open_desk, server, monkeypatch)
    find(desk.window, "Sign in with a user", QRadioButton).click()
    for declared in FIELDS.values():
        if declared.place.part is None:
            continue
        control = find(desk.window, declared.place.label, QCheckBox if declared.kind is bool else QLineEdit)
        if get_origin(declared.kind) is not Literal:
            continue
        assert isinstance(control, ChoiceField)
        choices = get_args(declared.kind)
        for _ in choices:
            press(control, Qt.Key.Key_Up)
        reached = {control.value()}
        for _ in choices:
            press(control, Qt.Key.Key_Down)
            reached.add(control.value())
        assert reached == set(choices)
