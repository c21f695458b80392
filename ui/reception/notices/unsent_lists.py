"""Tomorrow's list where somebody who wants it didn't get it, as our own server says whenever it is otherwise."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.models.notices.notice import Notice
from app.services.notices.notices import Notices
from ui.reception.notices.asked import AskedNotices
from ui.tasks import Tasks


class UnsentLists(AskedNotices):
    """While the server is away, what was heard last stays."""

    def __init__(self, *, notices: Notices, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(notices.unsent_lists, notices=notices, tasks=tasks, parent=parent)
        notices.on_change(self._on_change)

    @property
    def unsent(self) -> tuple[Notice, ...]:
        """Those that were tried, and didn't go, or of which nobody knows whether they did."""
        return tuple(one for one in self.listed.notices if one.failed or one.said) if self.listed else ()

    def _on_change(self, about: frozenset[str] | None) -> None:
        if about is None or "" in about:
            self.read()
