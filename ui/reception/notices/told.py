"""What the visitor, or whoever reported the ticket, that is in hand was told: asked of our own server while it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.models.notices.notice import Notice, NoticeList, Told
from app.services.notices.notices import Notices
from ui.reception.notices.asked import AskedNotices
from ui.tasks import Tasks

ASK_AFTER = 300
"""Milliseconds that something is in hand before the server is asked: running down the list asks for none."""


class ToldInHand(AskedNotices):
    """`opened` are the ids of those whose words are shown."""

    def __init__(self, *, notices: Notices, tasks: Tasks, parent: QObject) -> None:
        super().__init__(self._of_told, notices=notices, tasks=tasks, parent=parent)
        self.opened: frozenset[str] = frozenset()
        self._told: Told | None = None
        self._pause = QTimer(self, interval=ASK_AFTER, singleShot=True)
        self._pause.timeout.connect(self.read)
        notices.on_change(self._on_change)

    @property
    def content(self) -> object:
        """All that is shown: drawn anew only when it is another."""
        return self.listed, bool(self.failure), self.opened, self.underway, self.late

    def show(self, told: Told | None) -> None:
        """Whose notices are meant from now on; None for nobody's."""
        if told == self._told:
            return
        self._told, self.opened = told, frozenset()
        self.forget()
        self._pause.stop()
        if told is not None and self._notices.exist:
            self._pause.start()

    def toggle(self, notice: Notice) -> None:
        """Shows its words, or hides them."""
        self.opened ^= {notice.id}
        self.changed.emit()

    def _on_change(self, about: frozenset[str] | None) -> None:
        if self._told is not None and (about is None or self._told.about in about) and not self._pause.isActive():
            self.read()

    async def _of_told(self) -> NoticeList | None:
        return await self._notices.of(self._told) if self._told is not None else None
