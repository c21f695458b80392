"""Asking for a file, by a dialog on top without a loop of its own."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


async def file_to_open(parent: QWidget, *, title: str, kinds: tuple[str, ...]) -> Path | None:
    """The file that was chosen, or None. A kind is a word and its patterns: "Spreadsheets (*.xlsx *.ods)"."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return await _answer(dialog, kinds)


async def file_to_save(parent: QWidget, *, title: str, proposed: str, kinds: tuple[str, ...]) -> Path | None:
    """Where to write to, or None. The name gets the ending of `proposed`; an older file was agreed to be replaced."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(proposed).suffix)
    dialog.selectFile(proposed)
    return await _answer(dialog, kinds)


async def _answer(dialog: QFileDialog, kinds: tuple[str, ...]) -> Path | None:
    chosen: asyncio.Future[Path | None] = asyncio.get_running_loop().create_future()

    def on_finished(result: int) -> None:
        if not chosen.done():
            chosen.set_result(Path(dialog.selectedFiles()[0]) if result else None)

    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters(kinds)
    dialog.finished.connect(on_finished)
    dialog.open()
    return await chosen
