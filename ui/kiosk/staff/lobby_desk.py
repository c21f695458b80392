"""A desk that staff opened in the lobby: left alone, it makes room for the kiosk again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from ui.kiosk.flow.idle import Idle
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress, QEvent.Type.Wheel)


class LobbyDesk(QObject):
    """Begins at once, and goes with `window`. `over` is emitted when nobody touched anything for `seconds`, nor
    answered for 15 more."""

    over = Signal()

    def __init__(self, *, application: QApplication, window: QWidget, seconds: int, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._prompt: _Prompt | None = None
        self._idle = Idle(seconds=seconds, parent=self)
        self._idle.asking.connect(self._on_asking)
        self._idle.answered.connect(self._on_answered)
        self._idle.over.connect(self.over)
        application.installEventFilter(self)
        self._idle.watch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._idle.touched()
        return False

    def _on_asking(self, seconds: int) -> None:
        if self._prompt is None:
            self._prompt = _Prompt(theme=self._theme, parent=self._window)
            self._prompt.finished.connect(self._idle.touched)  # also from a screen reader, without a key
            self._prompt.open()
        self._prompt.show_left(seconds)

    def _on_answered(self) -> None:
        prompt, self._prompt = self._prompt, None
        if prompt is not None:
            prompt.close()
            prompt.deleteLater()


class _Prompt(QDialog):
    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Are you still there?")
        self._left = Label(wrap=True)
        here = Button("I'm still here", theme=theme)
        here.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(Label("Are you still there?", variant="section"))
        column.addWidget(self._left)
        column.addWidget(here, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(theme.px(420))
        here.setDefault(True)
        here.setFocus()

    def show_left(self, seconds: int) -> None:
        """How long until the desk closes."""
        unit = "second" if seconds == 1 else "seconds"
        self._left.setText(
            f"This desk stands in the lobby. It closes in {seconds} {unit}, and the kiosk comes back. What you wrote is"
            " kept."
        )
