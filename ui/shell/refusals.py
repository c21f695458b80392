"""What somebody entered here, and of which the server makes that a person has to decide: said once in the banner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.models.operations import Operation
from app.services.outbox.pending_changes import PendingChanges
from ui.models.list_reader import ListReader
from ui.reception.pending_notice import stuck_words
from ui.tasks import Tasks
from ui.widgets.banner import Action, Banner


class Refusals(QObject):
    """What waited for a person when the desk was opened isn't told again: the header counts it."""

    def __init__(
        self,
        banner: Banner,
        *,
        changes: PendingChanges,
        tasks: Tasks,
        show_waiting: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._banner = banner
        self._show = Action("Show waiting", show_waiting)
        self._shown: dict[str, str] | None = None
        self._reader: ListReader[tuple[Operation, ...]] = ListReader(
            lambda _: changes.for_a_person(), tasks=tasks, parent=self
        )
        self._reader.taken.connect(self._on_taken)
        self._reader.read()

    def check(self) -> None:
        """What waits is otherwise."""
        self._reader.read()

    def _on_taken(self) -> None:
        stuck = {one.id: stuck_words(one) for one in self._reader.rows or ()}
        if self._shown is not None:
            for operation in self._shown.keys() - stuck.keys():
                self._banner.take_back(_topic(operation))
            for operation, words in stuck.items():
                if self._shown.get(operation) != words:
                    self._banner.say(words, actions=(self._show,), topic=_topic(operation))
        self._shown = stuck


def _topic(operation: str) -> str:
    return f"refused {operation}"
