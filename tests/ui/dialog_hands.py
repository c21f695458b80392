"""What a person does with what opens above a window: a dialog, a menu, the question where a file goes to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QWidget

from tests.ui.conftest import eventually


async def dialog(window: QWidget) -> QDialog:
    """The one that is open, or opens."""
    await eventually(lambda: _dialogs(window))
    (one,) = _dialogs(window)
    return one


async def no_dialog(window: QWidget) -> None:
    """Until none is open any more."""
    await eventually(lambda: not _dialogs(window))


def _dialogs(window: QWidget) -> list[QDialog]:
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


def open_menu() -> QMenu:
    """The one that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


async def save_as(page: QWidget, file: Path, proposed: str = "") -> None:
    """Agrees with that file when it is asked where to; `proposed` is the name that stands there, "" for whichever."""
    await eventually(lambda: page.findChildren(QFileDialog))
    asked = page.findChildren(QFileDialog)[-1]
    line = asked.findChild(QLineEdit)
    assert not proposed or line.text() == proposed
    line.setText(str(file))
    asked.accept()
