"""What part of the tickets to list: the search, every filter of the API, and the order."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import partial
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.models.objects.ticket_query import TicketQuery
from app.services.meetings.checks import IDENTIFIER
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.tickets.words import TicketWords
from ui.pages.tickets.list.further_words import further_words
from ui.pages.tickets.list.order import ListOrder
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button, FilterChip
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.person_picker import PersonPicker
from ui.widgets.fields.search_field import SearchField
from ui.widgets.layout.flow_layout import FlowLayout
from ui.widgets.moments.day_field import DayField
from ui.widgets.restyle import restyle
from ui.wording.dates import day_in_field

PAUSE = 200
"""Milliseconds without a key after which what was typed counts."""

Filter = TypeVar("Filter", bound=QWidget)


class TicketFilters(QFrame):
    """`changed` is emitted when `query` is another: at once after a choice, after `PAUSE` or Return while typing.

    A name half typed in a filter is no filter yet: it becomes one when it is a known name or looks like an id, or when
    the person leaves the field.
    """

    changed = Signal()
    new_requested = Signal()

    def __init__(
        self,
        *,
        words: TicketWords,
        ours: Callable[[], bool],
        views: QWidget,
        board: QWidget,
        contacts: Contacts,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`ours` says whether the server is our own desk server, which has further filters; `views` stands beside them
        then. `board` shows what is listed otherwise."""
        super().__init__(parent)
        self.setObjectName("bar")
        self._ours = ours
        self._views = views
        self._further = TicketQuery()
        """What a saved view or a figure filters by for which there is no control."""
        self._words = words
        self.search = SearchField("Search tickets", theme=theme)
        self._mine = QCheckBox("Mine only")
        self._mine.setAccessibleName("Mine only")
        self._overdue = QCheckBox("Overdue only")
        self._overdue.setAccessibleName("Overdue only")
        self._order = ListOrder(ours=ours, theme=theme, parent=self)
        self.query = self._sorted(TicketQuery())
        self._status = _words_filter("Status", theme)
        self._priority = _words_filter("Priority", theme)
        self._category = _words_filter("Category", theme)
        person = partial(PersonPicker, tasks=tasks, theme=theme, icon="")
        self._agent = _named(person(find=contacts.users, placeholder="Agent"), "Agent")
        self._supplier = _named(person(find=contacts.suppliers, placeholder="Supplier"), "Supplier")
        self._due_from = _named(DayField(theme=theme, today=site.today, placeholder="Due from"), "Due from")
        self._due_to = _named(DayField(theme=theme, today=site.today, placeholder="Due to"), "Due to")
        self._chip = FilterChip(theme=theme)
        self._clear = Button("Clear filters", theme=theme, variant="link", icon="close")
        self._clear.hide()
        self._filling = False
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._lay_out(board, theme)
        self._connect()
        self.show_words()

    def show_query(self, query: TicketQuery) -> None:
        """What is asked for as a whole, such as a saved view: once, when all of it stands in the controls."""
        self._show(query, partial(self._order.show, query))

    def _show(self, query: TicketQuery, show_order: Callable[[], None]) -> None:
        self._filling = True
        self._further = replace(query, page=1, page_size=TicketQuery().page_size)
        self.search.setText(query.q)
        for tick, on in ((self._mine, query.mine_only), (self._overdue, query.overdue)):
            tick.setChecked(on)
        values = (query.status, query.priority, query.category)
        for choice, value in zip(self._choices, values, strict=True):
            choice.set_value(value)
        for picker, value in ((self._agent, query.agent_id), (self._supplier, query.supplier_id)):
            picker.set_value(value)
        for line, day in ((self._due_from, query.due_from), (self._due_to, query.due_to)):
            line.setText(day_in_field(day) if day else "")
        show_order()
        self._filling = False
        self._take(finished=True, people=query)

    def filters_anything(self) -> bool:
        return self.query != self._sorted(TicketQuery())

    def clear(self) -> None:
        """Takes every filter away, and an order that came with them."""
        self._show(TicketQuery(), self._order.show_own)

    def _on_chip(self) -> None:
        """What it says filters no more; what stands in the controls does."""
        self._further = TicketQuery()
        self._take(finished=True)
        self.search.setFocus()

    def _on_clear(self) -> None:
        """The button that had the focus goes with the last filter."""
        self.clear()
        self.search.setFocus()

    def start_over(self) -> None:
        """No filter, and the latest activity on top until the page is opened again: what is new stands there."""
        self.show_query(TicketQuery())

    def open(self) -> None:
        """The page comes into view: in the order of before, unless it is filtered."""
        if not self.filters_anything():
            self._order.show_own()

    def search_for(self, words: str, archived: bool) -> None:
        """Among all, or all that are archived."""
        self._show(TicketQuery(q=words, archived=archived), self._order.show_own)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order.restore()

    def show_words(self) -> None:
        """The words that the desk has met may have become more."""
        for choice, words in zip(self._choices, self._known_words, strict=True):
            choice.set_words(words)
        ours = self._ours()
        for widget in (self._overdue, self._views):
            widget.setVisible(ours)
        self._order.show_words()

    @property
    def _choices(self) -> tuple[ChoiceField, ChoiceField, ChoiceField]:
        return self._status, self._priority, self._category

    @property
    def _known_words(self) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        return self._words.statuses, self._words.priorities, self._words.categories

    def _lay_out(self, board: QWidget, theme: Theme) -> None:
        new = Button("New ticket", theme=theme, variant="primary", icon="plus")
        new.clicked.connect(self.new_requested)
        first = FlowLayout(theme=theme)
        first.add(self.search, basis=176, grows=True)
        first.add(self._mine)
        first.add(self._order.by, basis=150)
        first.add(self._order.way)
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addLayout(first, 1)
        top.addWidget(new, 0, Qt.AlignmentFlag.AlignTop)
        second = FlowLayout(theme=theme)
        for choice in self._choices:
            second.add(choice, basis=110, grows=True)
        for picker in (self._agent, self._supplier):
            second.add(picker, basis=110, grows=True)
        for day in (self._due_from, self._due_to):
            second.add(day, basis=118, grows=True)
        second.add(self._overdue)
        second.add(self._views)
        second.add(board)
        second.add(self._chip)
        second.add(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(second)

    def _connect(self) -> None:
        self._pause.timeout.connect(lambda: self._take(finished=False))
        self._clear.clicked.connect(self._on_clear)
        self._chip.clicked.connect(self._on_chip)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(lambda: self._take(finished=True))
        for tick in (self._mine, self._overdue):
            tick.toggled.connect(lambda: self._take(finished=False))
        self._order.changed.connect(lambda: self._take(finished=False))
        for choice in self._choices:
            choice.changed.connect(self._pause.start)
            choice.chosen.connect(lambda: self._take(finished=True))
        for line in (*self._choices, self._due_from, self._due_to):
            line.editingFinished.connect(lambda: self._take(finished=True))
        for picker in (self._agent, self._supplier):
            picker.finished.connect(lambda: self._take(finished=True))
        for field in (self._agent, self._supplier, self._due_from, self._due_to):
            field.changed.connect(self._pause.start)

    def _take(self, *, finished: bool, people: TicketQuery | None = None) -> None:
        """`finished` says that the person has left a field or pressed Return: what is typed is meant. `people` are
        those meant while their names are looked up."""
        if self._filling:
            return
        self._pause.stop()

        def meant(value: str, before: str, *, known: bool) -> str:
            return value if finished or not value or known or IDENTIFIER.fullmatch(value) else before

        def word(choice: ChoiceField, before: str, known: Container[str]) -> str:
            return meant(choice.value(), before, known=choice.value() in known)

        def person(picker: PersonPicker, before: str) -> str:
            return meant(picker.value(), before, known=picker.is_known()) if picker.settled else before

        now = self.query
        statuses, priorities, categories = self._known_words
        query = replace(
            self._further,
            sort_by=self._order.by.value(),
            sort=self._order.way.value(),
            q=self.search.text().strip(),
            status=word(self._status, now.status, statuses),
            priority=word(self._priority, now.priority, priorities),
            category=word(self._category, now.category, categories),
            agent_id=person(self._agent, (people or now).agent_id),
            supplier_id=person(self._supplier, (people or now).supplier_id),
            mine_only=self._mine.isChecked(),
            due_from=self._due_from.day(),
            due_to=self._due_to.day(),
            overdue=self._overdue.isChecked(),
        )
        if query != now:
            self.query = query
            self._show_active()
            self.changed.emit()

    def _sorted(self, query: TicketQuery) -> TicketQuery:
        return replace(query, sort_by=self._order.by.value(), sort=self._order.way.value())

    def _show_active(self) -> None:
        """A filter that filters is tinted, so that nobody wonders where the other tickets are."""
        query = self.query
        self._clear.setVisible(self.filters_anything())
        self._chip.say(", ".join(further_words(query)))
        for control, active in (
            (self._status, query.status),
            (self._priority, query.priority),
            (self._category, query.category),
            (self._agent, query.agent_id),
            (self._supplier, query.supplier_id),
            (self._due_from, query.due_from),
            (self._due_to, query.due_to),
        ):
            if control.property("filtering") is not bool(active):
                restyle(control, filtering=bool(active))


def _words_filter(name: str, theme: Theme) -> ChoiceField:
    return _named(ChoiceField({}, theme=theme, nothing=f"Any {name.lower()}", placeholder=name, free=True), name)


def _named(field: Filter, name: str) -> Filter:
    field.setAccessibleName(name)
    return field
