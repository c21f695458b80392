"""A key and what it does, small, for the foot of a page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.labels import Label


def key_hint(key: str, does: str) -> QWidget:
    hint = QWidget()
    row = QHBoxLayout(hint)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(7)
    row.addWidget(Label(key, look="key"), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(Label(does, look="caption"))
    return hint
