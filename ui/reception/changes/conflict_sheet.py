"""Two people changed the same thing: theirs and yours beside each other, and one of them is chosen, thing by thing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.models.merging.conflict import Conflict, FieldConflict
from app.services.site import Site
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, line
from ui.wording.change_words import conflict_words, value_words

THEIRS, YOURS = "theirs", "yours"
_WIDTH, _HEIGHT = 720, 520
_WAYS = {THEIRS: "Keep theirs", YOURS: "Keep yours"}
_INTRO = (
    "Somebody changed the same on the server while this waited here. Nothing is overwritten: choose what counts, for"
    " each. What only one of you changed is kept."
)


class ConflictSheet(QDialog):
    """Open it with `open()`. `resolved` carries, by the key of each conflict, "theirs" or "yours"; closed without it,
    everything stays as it is, and waits."""

    resolved = Signal(object)

    def __init__(self, conflict: Conflict, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Somebody changed it too")
        self._site = site
        self._theme = theme
        self._people = conflict.people
        self._chosen: dict[str, str] = {}
        self._keys = [one.key for one in conflict.fields]
        self._ways: dict[tuple[str, str], QPushButton] = {}
        self._to_choose = Label(variant="muted", wrap=True)
        self._save = Button("Save changes", theme=theme, variant="primary")
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for one in conflict.fields:
            column.addWidget(line())
            column.addWidget(self._row(one))
        column.addStretch()
        self._lay_out(conflict.title, rows)
        self._say()
        first = next(iter(self._ways.values()), None)
        if first is not None:
            first.setFocus()

    def _lay_out(self, title: str, rows: QWidget) -> None:
        theme = self._theme
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setObjectName("scrolled")
        scroll.setWidget(rows)
        all_theirs, all_yours = Button("Keep all of theirs", theme=theme), Button("Keep all of yours", theme=theme)
        later = Button("Decide later", theme=theme)
        for button in (all_theirs, all_yours, later):
            button.setAutoDefault(False)
        all_theirs.clicked.connect(lambda: self._keep_all(THEIRS))
        all_yours.clicked.connect(lambda: self._keep_all(YOURS))
        later.clicked.connect(self.reject)
        self._save.clicked.connect(self._on_save)
        buttons = QHBoxLayout()
        buttons.addWidget(self._to_choose, 1)
        buttons.addWidget(later)
        buttons.addWidget(self._save)
        for_all = QHBoxLayout()
        for_all.addStretch()
        for_all.addWidget(all_theirs)
        for_all.addWidget(all_yours)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(Label(title, variant="person", wrap=True))
        column.addWidget(Label(_INTRO, wrap=True))
        column.addLayout(for_all)
        column.addWidget(scroll, 1)
        column.addWidget(line())
        column.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))

    def _row(self, one: FieldConflict) -> QWidget:
        """What it is, what it was, and both answers as two buttons that hold each other up."""
        part = QFrame()
        part.setAccessibleName(conflict_words(one))
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(16))
        grid.setVerticalSpacing(self._theme.px(6))
        grid.addWidget(Label(conflict_words(one), variant="strong", wrap=True), 0, 0, 1, 2)
        was = self._words(one, one.base)
        grid.addWidget(Label(f"Before: {was}", variant="small", wrap=True), 1, 0, 1, 2)
        group = QButtonGroup(part)
        values = {THEIRS: one.theirs, YOURS: one.yours}
        for place, (way, word) in enumerate(_WAYS.items()):
            words = self._words(one, values[way])
            choice = self._ways[one.key, way] = QPushButton(word)
            choice.setAccessibleName(word)
            choice.setAccessibleDescription(f"{conflict_words(one)}: {words}")
            choice.setProperty("variant", "chip")
            choice.setCheckable(True)
            choice.setAutoDefault(False)
            group.addButton(choice)
            choice.toggled.connect(lambda on, key=one.key, way=way: self._on_toggled(key, way, on))
            grid.addWidget(Label("Theirs" if way == THEIRS else "Yours", variant="caption"), 2, place)
            grid.addWidget(Label(words, wrap=True), 3, place, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(choice, 4, place, Qt.AlignmentFlag.AlignLeft)
            grid.setColumnStretch(place, 1)
        return part

    def _words(self, one: FieldConflict, value: object) -> str:
        return value_words(one.label, value, self._people, self._site)

    def _on_toggled(self, key: str, way: str, on: bool) -> None:
        if on:
            self._chosen[key] = way
            self._say()

    def _keep_all(self, way: str) -> None:
        for key in self._keys:
            self._ways[key, way].setChecked(True)
        self._save.setFocus()

    def _say(self) -> None:
        left = len(self._keys) - len(self._chosen)
        self._save.setEnabled(not left)
        self._to_choose.setText("" if not left else f"{left} still to choose")

    def _on_save(self) -> None:
        choices: Mapping[str, str] = dict(self._chosen)
        self.accept()
        self.resolved.emit(choices)
