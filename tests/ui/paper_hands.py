"""What a person does to have a list in a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QWidget

from tests.ui.conftest import eventually


def pick(page: QWidget, kind: str) -> None:
    """That kind of file, in the menu that *Export* has opened."""
    menu = page.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == kind).trigger()
    menu.close()


async def choose(page: QWidget, kind: str, file: Path, proposed: str) -> None:
    """The same, and where to; the name was `proposed`."""
    pick(page, kind)
    await eventually(lambda: page.findChildren(QFileDialog))
    dialog = page.findChildren(QFileDialog)[-1]
    line = dialog.findChild(QLineEdit)
    assert line.text() == proposed
    line.setText(str(file))
    dialog.accept()
