"""What the visitor, or whoever reported the ticket, that is in hand was told: asked of our own server while it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import FoyerError
from app.models.notices.notice import Notice, NoticeList, Told
from app.services.notices.notices import Notices
from ui.tasks import Tasks

ASK_AFTER = 300
"""Milliseconds that something is in hand before the server is asked: running down the list asks for none."""


class ToldInHand(QObject):
    """`listed` is what the server said last, None while it said nothing; `failure` why it said nothing newer. `opened`
    are the ids of those whose words are shown, `underway` of those that are being sent again. `changed` says that one
    of these is something else."""

    changed = Signal()

    def __init__(self, *, notices: Notices, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.listed: NoticeList | None = None
        self.failure: FoyerError | None = None
        self.opened: frozenset[str] = frozenset()
        self.underway: frozenset[str] = frozenset()
        self._notices = notices
        self._tasks = tasks
        self._told: Told | None = None
        self._asking = self._again = False
        self._pause = QTimer(self, interval=ASK_AFTER, singleShot=True)
        self._pause.timeout.connect(self._ask)
        notices.on_change(self._on_change)

    @property
    def content(self) -> object:
        """All that is shown: drawn anew only when it is another."""
        return self.listed, bool(self.failure), self.opened, self.underway

    def show(self, told: Told | None) -> None:
        """Whose notices are meant from now on; None for nobody's."""
        if told == self._told:
            return
        self._told, self.listed, self.failure = told, None, None
        self.opened = self.underway = frozenset()
        self._pause.stop()
        if told is not None and self._notices.exist:
            self._pause.start()

    def toggle(self, notice: Notice) -> None:
        """Shows its words, or hides them."""
        self.opened ^= {notice.id}
        self.changed.emit()

    def send_again(self, notice: Notice) -> None:
        self.underway |= {notice.id}
        self.changed.emit()
        self._tasks.start(self._sent_again(notice))

    async def _sent_again(self, notice: Notice) -> None:
        try:
            await self._notices.send_again(notice.id)
        finally:
            self.underway -= {notice.id}
            self.changed.emit()
        self._ask()

    def _on_change(self, about: frozenset[str] | None) -> None:
        if self._told is not None and (about is None or self._told.about in about) and not self._pause.isActive():
            self._ask()

    def _ask(self) -> None:
        """One question at a time; what is asked for meanwhile is one more."""
        self._again = True
        if not self._asking and self._notices.exist:
            self._asking = True
            self._tasks.start(self._asked())

    async def _asked(self) -> None:
        try:
            while self._again and (told := self._told) is not None:
                self._again = False
                await self._learn(told)
        finally:
            self._asking = False

    async def _learn(self, told: Told) -> None:
        listed, failure = self.listed, None
        try:
            listed = await self._notices.of(told)
        except FoyerError as error:
            failure = error
        if told == self._told:  # else another is in hand by now
            self.listed, self.failure = listed, failure
            self.changed.emit()
