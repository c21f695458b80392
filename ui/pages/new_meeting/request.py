"""The right column of a meeting's form: the request as it will be sent, at each key."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.json_view import JsonView
from ui.widgets.labels import Elided, Label, line, picture


class RequestColumn(QFrame):
    """`path` says where the body goes. `form_requested` comes from the way back that a narrow window offers,
    `fold_requested` from the one that a wide window offers, in which the form stands beside it."""

    form_requested = Signal()
    fold_requested = Signal()

    def __init__(self, *, path: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("request")
        self._theme = theme
        self._json = JsonView("Request body", theme=theme)
        self._back = Button("Show the form", theme=theme, variant="link", icon="chevron-left")
        self._back.clicked.connect(self.form_requested)
        self._fold = Button("Hide request body", theme=theme, variant="icon", icon="chevron-right")
        self._fold.clicked.connect(self.fold_requested)
        copy = Button("Copy request body", theme=theme, variant="icon", icon="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._json.toPlainText()))
        self._info = picture(theme.pixmap("info", "text-muted", 16))
        note = Elided("exactly what is sent", variant="muted")
        self._head = _bar(Label("Request body", variant="section"), note, self._back, copy, self._fold, takes_room=note)
        self._path = Elided(path, variant="muted")
        self._foot = _bar(self._info, self._path, takes_room=self._path)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head, line(), self._json, line(), self._foot):
            column.addWidget(part)
        column.setStretch(2, 1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_text(self, text: str, *, in_hand: Collection[int], wrong: Collection[int]) -> None:
        self._json.show_text(text, in_hand=in_hand, wrong=wrong)

    def show_path(self, path: str) -> None:
        self._path.setText(path)

    def offer_form(self, offered: bool) -> None:
        self._back.setVisible(offered)
        self._fold.setVisible(not offered)

    def focus_fold(self) -> None:
        """It was unfolded by a key: the key that folds it away stands here."""
        self._fold.setFocus()

    def _on_theme_changed(self) -> None:
        self._head.setFixedHeight(self._theme.px(53))
        self._foot.setFixedHeight(self._theme.px(59))
        self._info.setPixmap(self._theme.pixmap("info", "text-muted", 16))


def _bar(*parts: QWidget, takes_room: QWidget) -> QWidget:
    bar = QWidget()
    row = QHBoxLayout(bar)
    row.setContentsMargins(20, 0, 12, 0)
    row.setSpacing(10)
    for part in parts:
        row.addWidget(part, 1 if part is takes_room else 0, Qt.AlignmentFlag.AlignVCenter)
    return bar
