"""Why Foyer doesn't open, said in a box: after a double click nobody sees what a program writes to its terminal."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

GOES_AFTER = 60_000
"""Milliseconds until it closes by itself: whoever supervises the program is to learn that it ended."""


def show_startup_error(words: str) -> None:
    """Returns when somebody has read it, or nobody came."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    box = QMessageBox(QMessageBox.Icon.Warning, "Foyer", "Foyer can’t open.", QMessageBox.StandardButton.Close)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(words)
    box.finished.connect(lambda: application.exit())
    timer = QTimer(box, singleShot=True, interval=GOES_AFTER)  # the box's own: it goes with it
    timer.timeout.connect(box.close)
    timer.start()
    box.open()
    application.exec()
