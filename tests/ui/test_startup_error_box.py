"""Who double-clicked Foyer, and has a setting that can't be, reads why it doesn't open."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from ui.process.startup_error_box import show_startup_error

WORDS = "/etc/xdg/Foyer/foyer.toml, line 3: look can't be used: it is <b>“system”</b>, “light” or “dark”."


def test_the_sentence_is_read_as_it_stands_and_the_box_goes(qapp: QApplication) -> None:
    read: list[str] = []

    def look() -> None:
        (box,) = [one for one in qapp.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]
        read.append(box.informativeText())
        box.button(QMessageBox.StandardButton.Close).click()

    QTimer.singleShot(0, look)
    show_startup_error(WORDS)
    assert read == [WORDS]
    assert not [one for one in qapp.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]
