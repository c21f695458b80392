"""The foot of *Today*: how many come, how fresh that is, and what is done with the list as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.models.visit_row import DayRows
from app.services.site import Site
from ui.pages.today.day.empty import count_words
from ui.pages.today.search.other_days import LOOK, LOOK_KEYS
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.wording.messages import heard_words

EDGE, GAP = 20, 16


class TodayFooter(QFrame):
    """`tools` stand at its end. `look_requested` asks for other days, which is offered while a search finds somebody on
    this one."""

    look_requested = Signal()

    def __init__(self, *, tools: Sequence[QWidget], site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setMinimumHeight(theme.px(44))
        self._site = site
        self._count, self._heard = Label(variant="caption"), Label(variant="caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 0, EDGE, 0)
        row.setSpacing(GAP)
        row.addWidget(self._count)
        row.addWidget(self._heard)
        self._look = Button(LOOK, theme=theme, variant="link", hint=LOOK_KEYS)
        self._look.clicked.connect(self.look_requested)
        self._look.hide()
        row.addWidget(self._look)
        row.addStretch()
        self._hints = [_key_hint("Ctrl+I", "Check in"), _key_hint("Ctrl+O", "Check out"), _key_hint("F5", "Refresh")]
        for hint in self._hints:
            row.addWidget(hint)
        self._tools = QWidget()
        together = QHBoxLayout(self._tools)
        together.setContentsMargins(0, 0, 0, 0)
        together.setSpacing(0)
        for tool in tools:
            together.addWidget(tool)
        row.addWidget(self._tools)

    def tell(self, listed: DayRows | None, *, failed: bool, offers_look: bool) -> None:
        """`failed` says that the server was asked again after `listed`, and gave nothing newer."""
        self._count.setText(count_words(listed) if listed else "")
        heard = self._site.local(listed.heard_at) if listed and listed.heard_at else None
        self._heard.setText(heard_words(heard, self._site.today(), failed=failed) if listed else "")
        self._look.setVisible(offers_look)
        self._heard.setVisible(not offers_look)  # beside it there is no room in a small window
        self._show_hints()

    def minimumSizeHint(self) -> QSize:
        """The keys give way: a list in large text is not to be wider than the window for them."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hints()

    def _show_hints(self) -> None:
        beside = self._heard if self._look.isHidden() else self._look
        parts = (self._count, beside, *self._hints, self._tools)
        needed = sum(one.sizeHint().width() + GAP for one in parts) + 2 * EDGE
        for hint in self._hints:
            hint.setVisible(needed <= self.width())


def _key_hint(key: str, does: str) -> QWidget:
    """A key and what it does, small."""
    hint = QWidget()
    row = QHBoxLayout(hint)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(7)
    row.addWidget(Label(key, variant="key"), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(Label(does, variant="caption"))
    return hint
