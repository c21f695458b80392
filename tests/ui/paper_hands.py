"""What a person does to have a list in a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from tests.ui.dialog_hands import save_as


def pick(page: QWidget, kind: str) -> None:
    """That kind of file, in the menu that *Export* has opened."""
    menu = page.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == kind).trigger()
    menu.close()


async def choose(page: QWidget, kind: str, file: Path, proposed: str) -> None:
    """The same, and where to; the name was `proposed`."""
    pick(page, kind)
    await save_as(page, file, proposed)
