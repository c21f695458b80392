"""The sign that staff know covers nothing that a visitor reads or touches, whatever the screen and the size of text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from app.models.objects.kiosk_trouble import Trouble
from tests.ui.kiosk.conftest import UPRIGHT
from tests.ui.kiosk.screens import Lobby, screens
from ui.kiosk.health.sign import TroubleSign
from ui.kiosk.pages.page import StepPage
from ui.theme import Theme


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [UPRIGHT, (1024, 600)], ids=["upright", "low"])
def test_the_sign_stands_beside_what_is_touched(
    theme: Theme, qapp: QApplication, tmp_path: Path, size: tuple[int, int], text_scale: float
) -> None:
    lobby = Lobby(size=size, text_scale=text_scale, theme=theme, application=qapp)
    sign = TroubleSign(sizes=lobby.sizes, parent=lobby.window)
    lobby.window.keep_on_top(sign)
    covered = []
    for one in screens(tmp_path):
        one.show(lobby)
        if not isinstance(lobby.window.page, StepPage) or lobby.window.overlay is not None:
            continue
        sign.show_troubles((Trouble.PRINTER,))
        assert lobby.window.rect().contains(sign.geometry())
        for widget in lobby.window.findChildren(QWidget):
            if isinstance(widget, QAbstractButton | QLineEdit) and widget.isVisible():
                place = QRect(widget.mapTo(lobby.window, QPoint(0, 0)), widget.size())
                if place.intersects(sign.geometry()):
                    covered.append((one.name, widget.accessibleName()))
    lobby.close()
    assert covered == []
