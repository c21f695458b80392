"""Two people changed the same thing: theirs and yours beside each other, and one of them is chosen, thing by thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.models.merging.conflict import Conflict, FieldConflict
from ui.reception.changes.conflict_choice import THEIRS, YOURS, ConflictChoice
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, line
from ui.widgets.layout.flow_layout import FlowLayout

_WIDTH, _HEIGHT = 720, 520
_INTRO = (
    "Somebody changed the same on the server while this waited here. Nothing is overwritten: choose what counts, for"
    " each. What only one of you changed is kept."
)


class ConflictSheet(QDialog):
    """Open it with `open()`. `resolved` carries, by the key of each conflict, "theirs" or "yours"; closed without it,
    everything stays as it is, and waits."""

    resolved = Signal(object)

    def __init__(
        self,
        conflict: Conflict,
        *,
        label_words: Callable[[FieldConflict], str],
        value_words: Callable[[FieldConflict, Any], str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`label_words` says which thing it is, `value_words` one value of it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Somebody changed it too")
        self._theme = theme
        self._chosen: dict[str, str] = {}
        self._choices = [
            ConflictChoice(one, name=label_words(one), value_words=partial(value_words, one), theme=theme)
            for one in conflict.fields
        ]
        self._to_choose = Label(variant="muted", wrap=True)
        self._save = Button("Save changes", theme=theme, variant="primary")
        self._lay_out(conflict.title)
        for choice in self._choices:
            choice.chosen.connect(self._on_chosen)
        self._say()
        if self._choices:
            self._choices[0].setFocus()

    def _lay_out(self, title: str) -> None:
        """In large text what is said takes much room, so it scrolls along; what is done with it stays in sight."""
        theme = self._theme
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._scrolled(title))
        later = Button("Decide later", theme=theme)
        later.setAutoDefault(False)
        later.clicked.connect(self.reject)
        self._save.clicked.connect(self._on_save)
        buttons = QHBoxLayout()
        buttons.addWidget(self._to_choose, 1)
        buttons.addWidget(later)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(scroll, 1)
        column.addWidget(line())
        column.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))

    def _scrolled(self, title: str) -> QWidget:
        theme = self._theme
        all_theirs, all_yours = Button("Keep all of theirs", theme=theme), Button("Keep all of yours", theme=theme)
        for_all = FlowLayout(theme=theme)
        for button, way in ((all_theirs, THEIRS), (all_yours, YOURS)):
            for_all.add(button)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, way=way: self._keep_all(way))
        scrolled = QWidget()
        scrolled.setObjectName("scrolled")
        column = QVBoxLayout(scrolled)
        column.setContentsMargins(*[theme.px(4)] * 4)  # room for the focus ring, which a scroll area cuts off
        column.setSpacing(theme.px(12))
        column.addWidget(Label(title, variant="person", wrap=True))
        column.addWidget(Label(_INTRO, wrap=True))
        column.addLayout(for_all)
        for choice in self._choices:
            column.addWidget(line())
            column.addWidget(choice)
        column.addStretch()
        return scrolled

    def _on_chosen(self, key: str, way: str) -> None:
        self._chosen[key] = way
        self._say()

    def _keep_all(self, way: str) -> None:
        for choice in self._choices:
            choice.choose(way)
        self._save.setFocus()

    def _say(self) -> None:
        left = len(self._choices) - len(self._chosen)
        self._save.setEnabled(not left)
        self._to_choose.setText("" if not left else f"{left} still to choose")

    def _on_save(self) -> None:
        choices: Mapping[str, str] = dict(self._chosen)
        self.accept()
        self.resolved.emit(choices)
