"""What staff find once their PIN was right: how the kiosk is, and the ways out of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

from ui.kiosk.kit.controls import TouchButton, WordsLabel
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.staff.overlay import StaffOverlay
from ui.widgets.labels import Label, picture

ALONE_SECONDS = 60

_LINES = 3
"""How many a trouble takes, with the room between two."""

_MOST = 560


class StaffPanel(StaffOverlay):
    """`name` is the kiosk's; `troubles` are sentences, shown as they are. Each signal is one of its buttons, and the
    panel is gone by then; after 60 seconds without a touch it goes back to the kiosk by itself.
    """

    back_requested = Signal()
    retry_requested = Signal()
    pin_change_requested = Signal()
    problem_requested = Signal()
    desk_requested = Signal()
    close_requested = Signal()

    def __init__(
        self, *, name: str, troubles: Sequence[str], sizes: Sizes, parent: QWidget, retries: bool = False
    ) -> None:
        """With `retries` there is something to try again."""
        super().__init__(seconds=ALONE_SECONDS, sizes=sizes, parent=parent)
        self.setAccessibleName(name)
        self.words.setSpacing(sizes.px(28))
        self.words.addWidget(Label(name, variant="title", wrap=True))
        self.words.addWidget(_troubles(troubles, sizes), 1)
        buttons = (
            (TouchButton(Words("Back to the kiosk"), sizes=sizes, kind="primary"), self.back_requested),
            *([(TouchButton(Words("Try again"), sizes=sizes), self.retry_requested)] if retries else []),
            (TouchButton(Words("Change PIN"), sizes=sizes), self.pin_change_requested),
            (TouchButton(Words("Report a problem"), sizes=sizes), self.problem_requested),
            (TouchButton(Words("Open the desk"), sizes=sizes), self.desk_requested),
            (TouchButton(Words("Close Foyer"), sizes=sizes), self.close_requested),
        )
        for button, signal in buttons:
            button.clicked.connect(lambda checked, signal=signal: self._go(signal))
            self.keys.addWidget(button)
        self.keys.addStretch()
        self.left_alone.connect(self._on_left_alone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            self._on_left_alone()

    def _go(self, signal: SignalInstance) -> None:
        self.leave()
        signal.emit()

    def _on_left_alone(self) -> None:
        self._go(self.back_requested)


def _troubles(troubles: Sequence[str], sizes: Sizes) -> QWidget:
    """A finger moves them when they are many."""
    inner = QWidget()
    inner.setObjectName("troubles")
    lines = QVBoxLayout(inner)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(sizes.px(16))
    if not troubles:
        lines.addLayout(_line(WordsLabel(Words("All is well"), variant="good"), "check-circle", "on-site", sizes))
    for trouble in troubles:
        lines.addLayout(_line(Label(trouble, variant="text", wrap=True), "alert", "late", sizes))
    lines.addStretch()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    area.setMinimumHeight(min(sizes.px(_MOST), sizes.font_px(30) * _LINES * max(1, len(troubles))))
    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)
    return area


def _line(label: Label, icon: str, role: str, sizes: Sizes) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(sizes.px(16))
    line.addWidget(picture(sizes.pixmap(icon, role, 36)), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label, 1)
    return line
