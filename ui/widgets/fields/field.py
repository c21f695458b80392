"""A form field: its word above, what is wrong with it below, in the words of what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import Label, picture, plain_tooltip
from ui.widgets.restyle import restyle
from ui.widgets.table.marks import mark_pixmap

_STILL_HERE = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Why a control loses the focus although the person hasn't gone on to another."""


class Field(QWidget):
    """`control` speaks `name` exactly; the label may add "(required)". `complain("")` takes a complaint back,
    `advise("")` what is only worth knowing, and `mark_changed(None)` that the control holds something else than before.

    `bare` is for a control that shows its name itself, such as a checkbox: the line above it stays empty. `left` is
    emitted when the person goes on to something else in the window.
    """

    left = Signal()

    def __init__(
        self,
        name: str,
        control: QWidget,
        *,
        theme: Theme,
        required: bool = False,
        note: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.control = control
        self._theme = theme
        # a control made of several parts speaks through the one that takes the focus
        self._speaker = control.focusProxy() or control
        self._speaker.setAccessibleName(name)
        self._speaker.installEventFilter(self)
        aside = " (required)" if required else f" ({note})" if note else ""
        self._words = "" if bare else name + aside
        self._changed = ""
        self._label = Label(self._words, variant="caption", wrap=bool(note))
        # a buddy would speak "(required)" as part of the name: the contract is the word alone
        self._mark = picture(mark_pixmap(theme, "rejected", "rejected"))
        self._complaint = Label(variant="error", wrap=True)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._complaint, 1)
        self._below.hide()
        self._advice = Label(variant="warning", wrap=True)
        self._advice.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._label)
        layout.addWidget(control)
        layout.addWidget(self._below)
        layout.addWidget(self._advice)
        layout.addStretch()
        theme.changed.connect(self._on_theme_changed)

    @property
    def has_focus(self) -> bool:
        return self._speaker.hasFocus()

    @property
    def complaint(self) -> str:
        return self._complaint.text()

    def complain(self, words: str) -> None:
        """Shows `words` below the control and says them to a screen reader; "" means that all is well."""
        if words == self._complaint.text():
            return
        self._complaint.setText(words)
        self._below.setVisible(bool(words))
        self._describe()
        set_wrong(self.control, bool(words))

    def advise(self, words: str) -> None:
        """Shows what is worth knowing though nothing is wrong; a complaint comes first."""
        shown = "" if self.complaint else words
        if shown != self._advice.text():
            self._advice.setText(shown)
            self._advice.setVisible(bool(shown))
            self._describe()

    def mark_changed(self, was: str | None) -> None:
        """Says beside the name that the control holds something else than before; `was` is that in words, "" for
        nothing."""
        changed = "" if was is None else f"changed, was {was or 'empty'}"
        if changed == self._changed:
            return
        self._changed = changed
        self._label.setText(" · ".join(filter(None, (self._words, "changed" if changed else ""))))
        self._label.setToolTip(plain_tooltip(changed))
        restyle(self._label, changed=bool(changed))
        self._describe()

    def _describe(self) -> None:
        """What is wrong is said first."""
        said = filter(None, (self.complaint or self._advice.text(), self._changed))
        self._speaker.setAccessibleDescription(" ".join(said))

    def _on_theme_changed(self) -> None:
        self._mark.setPixmap(mark_pixmap(self._theme, "rejected", "rejected"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STILL_HERE:
            self.left.emit()
        return super().eventFilter(watched, event)


def set_wrong(control: QWidget, wrong: bool) -> None:
    """Gives the control a red border, or takes it away."""
    restyle(control, wrong=wrong)
