"""How the list of tickets is sorted: *Sort by* and *Sort order*."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.models.objects.ticket_query import SORTS, URGENCY, TicketQuery
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.layout.view_choices import ViewChoices

SORT_WORDS = {
    "activity": "Activity",
    "id": "Number",
    "title": "Title",
    "status": "Status",
    "priority": "Priority",
    "category": "Category",
    "dueDate": "Due date",
    "created": "Created",
    URGENCY: "Urgency",
}

_KEPT = "tickets are sorted by"
"""The name under which the choice is kept."""


class ListOrder(QObject):
    """`by` and `way` are its controls. `changed` is emitted when it is another one.

    At first what is late or will be today stands on top, where the server can tell, else the latest activity. What a
    person chooses in its place is kept, also over a restart.
    """

    changed = Signal()

    def __init__(self, *, ours: Callable[[], bool], theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._ours = ours
        self.by = ChoiceField(self._words(), theme=theme, lead="Sort by")
        self.by.setAccessibleName("Sort by")
        self.way = SortOrder(theme=theme)
        self._own: TicketQuery | None = None
        self._is_own = self._showing = True
        self.by.changed.connect(self._on_changed)
        self.way.changed.connect(self._on_changed)
        self.show_own()

    def show(self, query: TicketQuery) -> None:
        """As the query is sorted, until the person's own order is wanted again."""
        self._is_own = False
        self._put(query)

    def show_own(self) -> None:
        """As a person chose, or as it is at first."""
        self._is_own = True
        if self._own is not None and self._own.sort_by in self._words():
            self._put(self._own)
        else:
            self._put(TicketQuery(sort_by=URGENCY) if self._ours() else TicketQuery())

    def restore(self) -> None:
        """As it was chosen before a restart. For controls that are shown in their window."""
        match (choices := ViewChoices.of(self.by)) and choices.get(_KEPT):
            case [str(by), "asc" | "desc" as way] if by in SORT_WORDS:
                self._own = TicketQuery(sort_by=by, sort=way)
                if self._is_own:
                    self.show_own()

    def show_words(self) -> None:
        """What the server can sort by may be known by now."""
        self.by.set_words(self._words())
        if self._is_own and self._own is None:
            self.show_own()

    def _words(self) -> dict[str, str]:
        return {value: SORT_WORDS[value] for value in (*SORTS, *((URGENCY,) if self._ours() else ()))}

    def _put(self, query: TicketQuery) -> None:
        before = self.by.value(), self.way.value()
        self._showing = True
        self.by.set_value(query.sort_by)
        self.way.set_value(query.sort)
        self._showing = False
        self._rest()
        if before != (self.by.value(), self.way.value()):
            self.changed.emit()

    def _on_changed(self) -> None:
        if self._showing:
            return
        self._is_own, self._own = True, TicketQuery(sort_by=self.by.value(), sort=self.way.value())
        ViewChoices.keep(self.by, _KEPT, [self._own.sort_by, self._own.sort])
        self._rest()
        self.changed.emit()

    def _rest(self) -> None:
        """Urgency runs one way."""
        self.way.setEnabled(self.by.value() != URGENCY)


class SortOrder(Button):
    """*Sort order*: one button that turns the list round. Its description says which way it runs."""

    changed = Signal()

    def __init__(self, *, theme: Theme) -> None:
        super().__init__("Sort order", theme=theme, variant="square", icon="sort-descending")
        self._value = "desc"
        self.clicked.connect(lambda: self.set_value("asc" if self._value == "desc" else "desc"))
        self._say()

    def value(self) -> str:
        """ "desc" or "asc", as the API writes it."""
        return self._value

    def set_value(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self._say()
            self.changed.emit()

    def _say(self) -> None:
        word = "Descending" if self._value == "desc" else "Ascending"
        self.set_icon(f"sort-{word.lower()}")
        self.setAccessibleDescription(word)
        self.setToolTip(f"Sort order: {word.lower()}")
