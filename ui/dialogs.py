"""The few windows that open on top, all without a loop of their own: `exec()` would starve every other task."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


def show_details(parent: QWidget, traceback: str) -> None:
    """What went wrong, whole, to be copied into a report. The desk goes on behind it."""
    box = QMessageBox(parent)
    box.setWindowTitle("Details")
    box.setText("Foyer went on, but something in it went wrong. The log holds the same words.")
    box.setDetailedText(traceback)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.open()
