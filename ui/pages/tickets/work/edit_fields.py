"""The fields of *Edit ticket*: filled with a ticket as it is now, and what of it somebody wants otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.models.drafts import Body
from app.models.objects.ticket import Ticket
from app.models.tickets.standing import status_number, steps_of
from app.services.meetings.checks import Mistake, Problem, is_rule
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.tickets.tickets import TicketRow
from app.services.tickets.words import TicketWords
from ui.pages.tickets.form.controls import lines, text_of, write
from ui.reception.repeats.field import RepeatsField
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field import Field
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.fields.person_picker import PersonPicker
from ui.widgets.moments.day_field import DayField
from ui.wording.dates import day_in_field
from ui.wording.mistake_words import mistake_words
from ui.wording.tickets.ticket_words import meanwhile_words

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
    "recurrence": "Repeats",
}
_WIDE = ("title", "description")
_OF_ONE = (*_WIDE, "reference", "rating", "recurrence")
_STARS = {str(number): f"{number} of 5" for number in range(1, 6)}
_NO_RULE = Mistake("recurrence", Problem.BAD_RULE)
_NO_DAY = Mistake("dueDate", Problem.NO_DAY)
_NO_TITLE = Mistake("title", Problem.MISSING)


class EditFields(QWidget):
    """Of `one` ticket, else of all `rows` what they can have in common: then a field that is left empty changes
    nothing. `changed` is emitted when something in them is otherwise."""

    changed = Signal()

    def __init__(
        self,
        rows: Sequence[TicketRow],
        *,
        one: Ticket | None,
        words: TicketWords,
        contacts: Contacts,
        site: Site,
        tasks: Tasks,
        theme: Theme,
    ) -> None:
        super().__init__()

        def nothing(of_one: str) -> str:
            return of_one if one else "No change"

        picker = partial(PersonPicker, tasks=tasks, theme=theme)
        self._due = DayField(theme=theme, today=site.today, placeholder=nothing("No date"))
        self._repeats = RepeatsField(
            start=site.local(one.created_at) if one and one.created_at else site.now(),
            today=site.today,
            theme=theme,
            leaves_out=False,
        )
        controls: dict[str, QWidget] = {
            "title": QLineEdit(),
            "description": lines(),
            "statusId": ChoiceField(_steps(rows, words), theme=theme, nothing=nothing("")),
            "priorityId": ChoiceField(words.priorities, theme=theme, nothing=nothing("No priority")),
            "categoryId": ChoiceField(words.categories, theme=theme, nothing=nothing("No category")),
            "agentId": picker(find=contacts.users, placeholder=nothing("Nobody yet")),
            "supplierId": picker(find=contacts.suppliers, placeholder=nothing("No supplier")),
            "dueDate": self._due,
            "reference": QLineEdit(),
            "rating": ChoiceField(_STARS, theme=theme, nothing="No rating"),
            "recurrence": self._repeats,
        }
        self._all = {
            name: Field(word, controls[name], theme=theme)
            for name, word in _NAMES.items()
            if one or name not in _OF_ONE
        }
        if one:
            for name, value in _values(one, rows[0], site).items():
                write(controls[name], value)
        people = {"agentId": one.agent, "supplierId": one.supplier} if one else {}
        names = {name: person.name for name, person in people.items() if person}
        self._before = self._texts()
        self._was = {name: names.get(name) or _shown(field.control) for name, field in self._all.items()}
        self._began_with: Mapping[str, str] = {}
        self._lay_out(theme)
        for field in self._all.values():
            match field.control:
                case QPlainTextEdit() | QLineEdit():
                    field.control.textChanged.connect(self.changed)
        if one:
            self.changed.connect(self._mark_changed)

    def begun(self) -> Body:
        """What stands in them otherwise than when they were filled, and what stood there then; {} for nothing."""
        now = {name: text for name, text in self._texts().items() if text != self._before[name]}
        before = {name: self._began_with.get(name, self._before[name]) for name in now}
        return {"now": now, "before": before} if now else {}

    def go_on(self, begun: Body) -> None:
        """Puts `begun()` of an earlier form in the place of what stands in them. Where that is otherwise by now, it
        says so."""
        self._began_with = begun.get("before", {})
        for name, text in begun.get("now", {}).items():
            if name not in self._all:
                continue
            write(self._all[name].control, text)
            if self._before[name] not in (text, self._began_with.get(name)):
                self._all[name].advise(meanwhile_words(self._was[name]))

    def focus(self, name: str = "") -> QWidget:
        """The field of that name, else the first, gets the focus. Gives it."""
        field = self._all[name or next(iter(self._all))]
        field.control.setFocus()
        return field

    async def settle(self) -> None:
        """Who was typed by name is known then."""
        for field in self._all.values():
            if isinstance(field.control, PersonPicker):
                await field.control.settle()

    def complain(self) -> str:
        """The name of the first field that holds what can't be, "" where all is well."""
        words = {"dueDate": mistake_words(_NO_DAY) if self._due.is_no_day() else ""}
        if "title" in self._all:
            words["title"] = "" if text_of(self._all["title"].control).strip() else mistake_words(_NO_TITLE)
            rule = self._repeats.rule()
            words["recurrence"] = mistake_words(_NO_RULE) if rule and not is_rule(rule) else ""
        for name, complaint in words.items():
            self._all[name].complain(complaint)
        return next((name for name, complaint in words.items() if complaint), "")

    def wanted(self) -> Mapping[str, Any]:
        """What is otherwise than before, as `TicketChanges.save` takes it."""
        return {name: self._sent(name) for name, text in self._texts().items() if text != self._before[name]}

    def _sent(self, name: str) -> str | Body | None:
        text = text_of(self._all[name].control)
        if name == "dueDate":
            day: date | None = self._due.day()
            return day.isoformat() if day else None
        if name == "recurrence" and text:
            return {"rrule": text}
        return text or None

    def _mark_changed(self) -> None:
        for name, text in self._texts().items():
            self._all[name].mark_changed(None if text == self._before[name] else self._was[name])

    def _texts(self) -> dict[str, str]:
        return {name: text_of(field.control) for name, field in self._all.items()}

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for name in _WIDE:
            if name in self._all:
                column.addWidget(self._all[name])
        rest = [field for name, field in self._all.items() if name not in _WIDE]
        column.addWidget(FieldGrid(rest, most=2, narrowest=190, theme=theme))


def _values(ticket: Ticket, row: TicketRow, site: Site) -> Mapping[str, str]:
    return {
        "title": ticket.title,
        "description": ticket.description,
        "statusId": str(status_number(row.ticket)),
        "priorityId": ticket.priority.id if ticket.priority else "",
        "categoryId": ticket.category.id if ticket.category else "",
        "agentId": ticket.agent.id if ticket.agent else "",
        "supplierId": ticket.supplier.id if ticket.supplier else "",
        "dueDate": day_in_field(site.local(ticket.due_at).date()) if ticket.due_at else "",
        "reference": ticket.reference,
        "rating": str(ticket.rating) if str(ticket.rating) in _STARS else "",
        "recurrence": ticket.recurrence.rrule if ticket.recurrence else "",
    }


def _steps(rows: Sequence[TicketRow], words: TicketWords) -> dict[str, str]:
    """What each of them can become, and of one what it is."""
    common = set.intersection(*({*steps_of(row.ticket)} for row in rows))
    if len(rows) == 1:
        common.add(status_number(rows[0].ticket))
    return {number: word for number, word in words.statuses.items() if number.isdecimal() and int(number) in common}


def _shown(control: QWidget) -> str:
    """As a person reads it."""
    match control:
        case QPlainTextEdit():
            return control.toPlainText()
        case QLineEdit():
            return control.text()
    raise TypeError(type(control).__name__)
