"""What became of the last thing that was asked for in *Settings*, where a person looks for it."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout
from ui.widgets.restyle import restyle


class Answer(Label):
    """Each speaks the name *Result*, so only one may be in sight at a time."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(variant="muted", wrap=True, parent=parent)
        self._theme = theme
        self.setAccessibleName("Result")
        self.hide()

    def beside(self, button: QWidget) -> QWidget:
        """Both in a row, or one below the other where there is no room."""
        row = QWidget()
        flow = FlowLayout(theme=self._theme, gap=12)
        flow.add(button)
        flow.add(self, basis=240, grows=True)
        row.setLayout(flow)
        return row

    def say(self, words: str, *, variant: str = "muted") -> None:
        self.setText(words)
        self.setAccessibleDescription(words)
        restyle(self, variant=variant)
        if words:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
