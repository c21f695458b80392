"""Calendar files as a person brings them to the desk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


def dropped(widget: QWidget, *, path: Path | None = None, text: str = "") -> bool:
    """Whether it was taken there, where it was dragged first."""
    data = QMimeData()
    if path:
        data.setUrls([QUrl.fromLocalFile(str(path))])
    else:
        data.setText(text)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drag = QDragEnterEvent(widget.rect().center(), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, drag)
    drop = QDropEvent(QPointF(widget.rect().center()), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, drop)
    return drag.isAccepted() and drop.isAccepted()
