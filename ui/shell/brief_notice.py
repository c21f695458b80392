"""What was just done, in a strip at the foot of the window: it goes by itself, and until then it can be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Sentence, picture

SECONDS = 10


class BriefNotice(QFrame):
    """Not the banner: what can be undone stays for its ten seconds, whatever else there is to say."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName("Done just now")
        self._theme = theme
        self._take_back: Callable[[], None] | None = None
        self._at: QWidget | None = None
        """What had the focus before it came here: there it goes again."""
        self._icon = picture(theme.pixmap("check-circle", "accent", 18))
        self._words = Sentence(wrap=True)
        self._undo = Button("Undo", theme=theme, variant="bar", icon="undo", hint="Ctrl+Z")
        close = Button("Close notice", theme=theme, variant="icon", icon="close")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(close)
        self._undo.clicked.connect(self._on_undo)
        close.clicked.connect(self._end)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)
        theme.changed.connect(self._on_theme_changed)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        self._end()

    @property
    def words(self) -> str:
        """What is said now, or "" when nothing is."""
        return "" if self.isHidden() else self._words.words

    @property
    def undo_offered(self) -> Callable[[], None] | None:
        """Takes back what is said, as its button does; None when nothing is said that can be."""
        return self._on_undo if self._take_back is not None else None

    def tell(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Says it for ten seconds, in the place of what was said before; `undo` takes back what was done."""
        self._words.setText(words)
        self._take_back = undo
        self._undo.setVisible(undo is not None)
        self.setAccessibleDescription(words)
        self.show()
        self._timer.start(SECONDS * 1000)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _on_undo(self) -> None:
        take_back = self._take_back
        self._end()
        if take_back is not None:
            take_back()

    def _end(self) -> None:
        self._timer.stop()
        self._take_back = None
        had_focus = self._has_focus()
        self.hide()
        if had_focus and self._at is not None and isValid(self._at):
            self._at.setFocus()

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """Not when it was said: what had the focus then may be drawn anew because of what was done."""
        if before is not None and now is not None and self.isAncestorOf(now) and not self.isAncestorOf(before):
            self._at = before

    def _on_theme_changed(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("check-circle", "accent", 18))
