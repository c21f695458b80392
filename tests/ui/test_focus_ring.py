"""The ring around what has the focus, which whoever works by keys needs all day."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.theme import Theme
from ui.widgets.focus.focus_ring import FocusRing


def test_it_is_there_after_a_window_on_top_was_closed_at_a_button(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    ring = FocusRing(application=qapp, theme=theme)
    window, field, button = QWidget(), QLineEdit(), QPushButton("Walk-in")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(button)
    window.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)

    dialog = QDialog(window)
    printing = QPushButton("Print", dialog)
    dialog.open()
    printing.setFocus()
    qtbot.waitUntil(lambda: ring.widget() is printing)
    dialog.close()
    window.activateWindow()  # which a window manager does
    qtbot.waitUntil(field.hasFocus)
    dialog.deleteLater()
    QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    assert not isValid(dialog)

    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert ring.widget() is button
    assert ring.isVisible()
