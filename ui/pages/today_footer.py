"""The foot of *Today*: how many come, and how fresh that is."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.services.day import DayList
from app.services.site import Site
from ui.messages import heard_words
from ui.pages.today_empty import count_words
from ui.theme import Theme
from ui.widgets.key_hint import key_hint
from ui.widgets.labels import Label


class TodayFooter(QFrame):
    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setMinimumHeight(theme.px(44))
        self._site = site
        self._count, self._heard = Label(look="caption"), Label(look="caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(16)
        row.addWidget(self._count)
        row.addWidget(self._heard)
        row.addStretch()
        row.addWidget(key_hint("Ctrl+I", "Check in"))
        row.addWidget(key_hint("Ctrl+O", "Check out"))
        row.addWidget(key_hint("F5", "Refresh"))

    def tell(self, found: DayList | None, *, failed: bool) -> None:
        """`failed` says that the server was asked again after `found`, and gave nothing newer."""
        self._count.setText(count_words(found) if found else "")
        heard = self._site.local(found.heard_at) if found and found.heard_at else None
        self._heard.setText(heard_words(heard, self._site.today(), failed=failed) if found else "")
