"""Notices as our own server said them when it was asked last, and which of them are being sent again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from app.errors import FoyerError
from app.models.notices.notice import Notice, NoticeList
from app.services.notices.notices import Notices
from ui.models.list_reader import ListReader
from ui.tasks import Tasks


class _Heard(Struct, frozen=True):
    listed: NoticeList | None
    failure: FoyerError | None = None


class AskedNotices(QObject):
    """`ask` asks for them; what it gives is None where nothing is asked. `underway` are the ids of those that are being
    sent again; `late` is the one that was to be sent again last, where that couldn't be any more. `changed` says that
    something here is something else."""

    changed = Signal()

    def __init__(
        self,
        ask: Callable[[], Awaitable[NoticeList | None]],
        *,
        notices: Notices,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.underway: frozenset[str] = frozenset()
        self.late: Notice | None = None
        self._ask = ask
        self._notices = notices
        self._tasks = tasks
        self._reader: ListReader[_Heard] = ListReader(self._heard, tasks=tasks, parent=self)
        self._reader.taken.connect(self.changed)

    @property
    def listed(self) -> NoticeList | None:
        """What the server said last, None while it said nothing."""
        return self._reader.rows.listed if self._reader.rows else None

    @property
    def failure(self) -> FoyerError | None:
        """Why it said nothing newer."""
        return self._reader.rows.failure if self._reader.rows else None

    def read(self) -> None:
        """Asks, of our own server alone."""
        if self._notices.exist:
            self._reader.read()

    def forget(self) -> None:
        """Others are meant from now on: nothing is known of them yet."""
        self.underway, self.late = frozenset(), None
        self._reader.forget()

    def send_again(self, notice: Notice) -> None:
        self.underway |= {notice.id}
        self.late = None
        self.changed.emit()
        self._tasks.start(self._sent_again(notice))

    async def _sent_again(self, notice: Notice) -> None:
        try:
            if not await self._notices.send_again(notice.id) and notice.id in self.underway:
                self.late = notice  # else others are in hand by now
        finally:
            self.underway -= {notice.id}
            self.changed.emit()
        self.read()

    async def _heard(self, before: _Heard | None) -> _Heard | None:
        try:
            listed = await self._ask()
        except FoyerError as error:
            return _Heard(before.listed if before else None, error)
        return before if listed is None else _Heard(listed)
