"""Below a meeting's form: what is still to do or went wrong, and the two ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, picture
from ui.widgets.restyle import restyle
from ui.widgets.table.marks import mark_pixmap


class MeetingFooter(QFrame):
    """Says one thing at a time. `finish` and `clear` are the words of the two ways on. `request_requested` comes from a
    button that is shown while the request isn't."""

    finish_requested = Signal()
    clear_requested = Signal()
    undo_requested = Signal()
    request_requested = Signal()

    def __init__(self, *, finish: str, clear: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self._theme = theme
        self._mark = picture(mark_pixmap(theme, "rejected", "rejected"))
        self._words = Label(variant="alarm", wrap=True)
        self._undo = Button("Undo", theme=theme, variant="link", icon="undo")
        self._request = Button("Show request body", theme=theme)
        self._clear = Button(clear, theme=theme)
        self._finish = Button(finish, theme=theme, variant="primary", hint="Ctrl+Enter")
        said, ways = QHBoxLayout(), QHBoxLayout()
        said.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        said.addWidget(self._words, 1)
        said.addWidget(self._undo)
        ways.addStretch()
        for button in (self._request, self._clear, self._finish):
            ways.addWidget(button)
        for button in (self._request, self._clear):  # where it is narrow, the other one does without its key
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(24, 10, 24, 10)
        for part in (self._parts, said, ways):
            part.setSpacing(12)
        self._parts.addLayout(said, 1)
        self._parts.addLayout(ways)
        self._undo.clicked.connect(self.undo_requested)
        self._request.clicked.connect(self.request_requested)
        self._clear.clicked.connect(self.clear_requested)
        self._finish.clicked.connect(self.finish_requested)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.say("")

    @property
    def words(self) -> str:
        return self._words.text()

    def say(self, words: str, *, wrong: bool = False, undo: bool = False) -> None:
        """`wrong` for what has to be mended, `undo` to offer taking back what the words tell."""
        self._mark.setVisible(wrong)
        self._undo.setVisible(undo)
        self._words.setVisible(bool(words))
        variant = "alarm" if wrong else "muted"
        if self._words.property("variant") != variant:
            restyle(self._words, variant=variant)
        if words != self._words.text():
            self._words.setText(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self._words, QAccessible.Event.Alert))

    def offer_request(self, offered: bool, *, narrow: bool) -> None:
        """In a narrow window what is said stands above the ways on, and the button shows the start of its name alone:
        at the largest text there is no room for more."""
        self._request.setVisible(offered)
        self._request.setText("Show request" if narrow else self._request.accessibleName())
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._parts.setDirection(way)

    def focus_request(self) -> None:
        """The request was folded away by a key: the key that brings it back stands here."""
        self._request.setFocus()

    def _on_theme_changed(self) -> None:
        self._mark.setPixmap(mark_pixmap(self._theme, "rejected", "rejected"))
        self.setMinimumHeight(self._theme.px(60))
