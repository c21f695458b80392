"""*Edit ticket*: what can be changed of one ticket, or of several at once what they can have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.models.objects.ticket import Ticket
from app.models.tickets.standing import status_number, steps_of
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.tickets.tickets import TicketRow, TicketWords
from ui.pages.tickets.form.controls import lines, text_of, write
from ui.reception.tickets.ticket_actions import TicketActions
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field import Field
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.fields.person_picker import PersonPicker
from ui.widgets.focus.finish_keys import on_finish
from ui.widgets.labels import Label
from ui.widgets.moments.day_field import DayField
from ui.wording.dates import day_in_field

_WIDTH = 560
_OF_ONE = ("title", "description", "reference", "rating")
_STARS = {str(number): f"{number} of 5" for number in range(1, 6)}


class EditForm(QDialog):
    """`rows` are all to be changed. Of several, a field that is left empty changes nothing. Show it with `open()`."""

    def __init__(
        self,
        rows: Sequence[TicketRow],
        *,
        whole: Callable[[TicketRow], Ticket],
        actions: TicketActions,
        words: TicketWords,
        contacts: Contacts,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._actions = actions
        self._site = site
        self._tasks = tasks
        one = whole(rows[0]) if len(rows) == 1 else None
        self.setWindowTitle("Edit ticket" if one else "Edit tickets")
        user = partial(PersonPicker, find=contacts.users, tasks=tasks, theme=theme)
        self._controls: dict[str, QWidget] = {
            "title": QLineEdit(),
            "description": lines(),
            "statusId": ChoiceField(_steps(rows, words), theme=theme, nothing="" if one else "No change"),
            "priorityId": ChoiceField(words.priorities, theme=theme, nothing="No priority" if one else "No change"),
            "categoryId": ChoiceField(words.categories, theme=theme, nothing="No category" if one else "No change"),
            "agentId": user(placeholder="Nobody yet" if one else "No change"),
            "supplierId": PersonPicker(
                find=contacts.suppliers,
                tasks=tasks,
                theme=theme,
                placeholder="No supplier" if one else "No change",
            ),
            "dueDate": DayField(theme=theme, today=site.today, placeholder="No date" if one else "No change"),
            "reference": QLineEdit(),
            "rating": ChoiceField(_STARS, theme=theme, nothing="No rating"),
        }
        self._fields = {
            name: Field(word, self._controls[name], theme=theme)
            for name, word in _NAMES.items()
            if one or name not in _OF_ONE
        }
        if one:
            self._fill(one, rows[0])
        self._before = {name: self._value(name) for name in self._fields}
        self._lay_out(theme)

    def _fill(self, ticket: Ticket, row: TicketRow) -> None:
        values = {
            "title": ticket.title,
            "description": ticket.description,
            "statusId": str(status_number(row.ticket)),
            "priorityId": ticket.priority.id if ticket.priority else "",
            "categoryId": ticket.category.id if ticket.category else "",
            "agentId": ticket.agent.id if ticket.agent else "",
            "supplierId": ticket.supplier.id if ticket.supplier else "",
            "dueDate": day_in_field(self._site.local(ticket.due_at).date()) if ticket.due_at else "",
            "reference": ticket.reference,
            "rating": str(ticket.rating) if str(ticket.rating) in _STARS else "",
        }
        for name, value in values.items():
            write(self._controls[name], value)

    def _lay_out(self, theme: Theme) -> None:
        one = len(self._rows) == 1
        heading = self._rows[0].ticket.title or self._rows[0].ticket.id if one else f"{len(self._rows)} tickets"
        inner = QWidget()
        inner.setObjectName("scrolled")
        fields = QVBoxLayout(inner)
        fields.setContentsMargins(0, 0, theme.px(6), 0)
        fields.setSpacing(theme.px(12))
        fields.addWidget(Label(heading, variant="section", wrap=True))
        for name in ("title", "description"):
            if name in self._fields:
                fields.addWidget(self._fields[name])
        rest = [field for name, field in self._fields.items() if name not in ("title", "description")]
        fields.addWidget(FieldGrid(rest, most=2, narrowest=190, theme=theme))
        fields.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        cancel = Button("Cancel", theme=theme)
        save = Button("Save changes", theme=theme, variant="primary", hint="Ctrl+Enter")
        for button in (cancel, save):
            button.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        save.clicked.connect(lambda: self._tasks.start(self._save(save)))
        on_finish(self, save.click)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(scroll, 1)
        column.addLayout(buttons)
        room = self.screen().availableGeometry()
        wanted = inner.sizeHint().height() + theme.px(110)
        self.resize(min(theme.px(_WIDTH), room.width()), min(wanted, room.height() - theme.px(60)))
        first = self._fields["title" if one else "statusId"]
        first.control.setFocus()

    async def _save(self, button: Button) -> None:
        """The form stays with what is in it until that is kept. Meanwhile the button rests: nothing is saved twice."""
        button.setEnabled(False)
        try:
            await self._saved()
        finally:
            button.setEnabled(True)

    async def _saved(self) -> None:
        """Who was typed by name is known in a moment."""
        for control in self._controls.values():
            if isinstance(control, PersonPicker):
                await control.settle()
        wrong = self._complain()
        if wrong:
            self._fields[wrong].control.setFocus()
            return
        wanted = {name: value for name in self._fields if (value := self._value(name)) != self._before[name]}
        if wanted:
            await self._actions.edit(self._rows, _sent(wanted))
        self.accept()

    def _complain(self) -> str:
        """The name of the first field that holds what can't be, "" where all is well."""
        due = self._controls["dueDate"]
        assert isinstance(due, DayField)
        words = {"dueDate": "Enter a day, such as 12 Mar 2026." if due.is_no_day() else ""}
        if "title" in self._fields:
            words["title"] = "" if str(self._value("title")).strip() else "Enter a title."
        for name, complaint in words.items():
            self._fields[name].complain(complaint)
        return next((name for name, complaint in words.items() if complaint), "")

    def _value(self, name: str) -> str | date | None:
        control = self._controls[name]
        return control.day() if isinstance(control, DayField) else text_of(control)


_NAMES: Mapping[str, str] = {
    "title": "Ticket title",
    "description": "Ticket description",
    "statusId": "Ticket status",
    "priorityId": "Ticket priority",
    "categoryId": "Ticket category",
    "agentId": "Assign to agent",
    "supplierId": "Assign to supplier",
    "dueDate": "Due date",
    "reference": "Reference",
    "rating": "Rating",
}


def _steps(rows: Sequence[TicketRow], words: TicketWords) -> dict[str, str]:
    """What each of them can become, and of one what it is."""
    common = set.intersection(*({*steps_of(row.ticket)} for row in rows))
    if len(rows) == 1:
        common.add(status_number(rows[0].ticket))
    return {number: word for number, word in words.statuses.items() if number.isdecimal() and int(number) in common}


def _sent(wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value or None for name, value in wanted.items()}
