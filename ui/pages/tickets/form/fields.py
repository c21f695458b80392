"""The fields of a new ticket: the thirteen of the API's create call."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from msgspec.structs import asdict, replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.models.drafts import Body, TicketDraft
from app.models.notices.ways import Ways
from app.services.meetings.checks import IDENTIFIER, Mistake, Problem, new_people, ticket_mistakes
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.tickets.custom_fields import Fields, read_fields, written
from app.services.tickets.words import TicketWords
from ui.pages.tickets.form.controls import lines, text_of, tick, write
from ui.reception.repeats.field import RepeatsField
from ui.reception.unsendable import UnsendableBoxes
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field import Field
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.fields.person_picker import PersonPicker
from ui.widgets.labels import Label
from ui.widgets.moments.day_field import DayField
from ui.wording.dates import day_in_field
from ui.wording.notices.notice_words import no_email_words
from ui.wording.people_words import new_people_words
from ui.wording.tickets.problem_words import linked_words

Control = TypeVar("Control", bound=QWidget)

_SECTIONS = (
    ("What is wrong", (("title",), ("description",))),
    (
        "Who reports it, who mends it",
        (("notifier_id", "creator_id", "reference"), ("agent_id", "supplier_id", "due_date")),
    ),
    ("What kind", (("category_id", "priority_id"), ("recurrence",), ("custom_fields",))),
)


class TicketFields(QWidget):
    """`all` holds the fields that can be wrong, each under its name in TicketDraft, in the order of the form. `ours`
    says whether the server is our own, which alone takes tickets that repeat."""

    changed = Signal()

    def __init__(
        self,
        *,
        words: TicketWords,
        contacts: Contacts,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        ours: Callable[[], bool],
        names_as_ids: Callable[[], bool],
        ways: Callable[[], Ways],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._site = site
        self._ours = ours
        self._names_as_ids = names_as_ids
        self.all: dict[str, Field] = {}
        self._title = self._field("title", "Ticket title", QLineEdit(), required=True)
        self._description = self._field("description", "Ticket description", lines())
        user = partial(PersonPicker, find=contacts.users, tasks=tasks, theme=theme)
        supplier = partial(PersonPicker, find=contacts.suppliers, tasks=tasks, theme=theme)
        self._notifier = self._field("notifier_id", "Notifier", user(), required=True)
        self._creator = self._field("creator_id", "Creator", user())
        self._reference = self._field("reference", "Reference", QLineEdit())
        self._agent = self._field("agent_id", "Assign to agent", user(placeholder="Nobody yet"))
        self._supplier = self._field("supplier_id", "Assign to supplier", supplier(placeholder="No supplier"))
        self._due = self._field("due_date", "Due date", DayField(theme=theme, today=site.today, placeholder="No date"))
        self._category = self._field("category_id", "Ticket category", _word("No category", theme))
        self._priority = self._field("priority_id", "Ticket priority", _word("No priority", theme))
        repeats = RepeatsField(start=site.now(), today=site.today, theme=theme, leaves_out=False)
        self._repeats = self._field("recurrence", "Repeats", repeats)
        self._custom = self._field("custom_fields", "Custom fields", lines(), note="one a line, such as Floor: 2")
        self._visit: Body = {}
        self._linked = Label(variant="muted", wrap=True)
        self._flags = {
            "send_requester_solved": tick("Tell requester when solved"),
            "send_requester_copy": tick("Send requester a copy"),
        }
        self._messages = UnsendableBoxes(
            dict.fromkeys(self._flags.values(), lambda: no_email_words(ways())), parent=self
        )
        self._lay_out()
        self._connect()
        self.show_words()

    def show_words(self) -> None:
        """The words and the people that the desk has met may have become more, and the server known."""
        self._messages.weigh()
        self.all["recurrence"].setVisible(self._ours())
        if not self._repeats.rule():
            self._repeats.set_start(self._site.now())
        self._category.set_words(self._words.categories)
        self._priority.set_words(self._words.priorities)
        for name in ("notifier_id", "creator_id", "agent_id", "supplier_id", "category_id", "priority_id"):
            control = self.all[name].control
            if not control.hasFocus():
                write(control, text_of(control))

    def focus(self, name: str) -> None:
        self.all[name].control.setFocus()

    @property
    def unsettled(self) -> set[str]:
        """The fields in which a name was just typed: it is an id in a moment, if somebody is known by it."""
        return {name for name, picker in self._pickers.items() if not picker.settled}

    async def settled(self, draft: TicketDraft) -> TicketDraft:
        """`draft`, which was taken from here, with the ids of those who were typed by name."""
        for picker in self._pickers.values():
            await picker.settle()
        return replace(
            draft,
            creator_id=self._creator.value(),
            notifier_id=self._notifier.value(),
            agent_id=self._agent.value(),
            supplier_id=self._supplier.value(),
        )

    @property
    def _pickers(self) -> dict[str, PersonPicker]:
        return {
            "creator_id": self._creator,
            "notifier_id": self._notifier,
            "agent_id": self._agent,
            "supplier_id": self._supplier,
        }

    def draft(self) -> TicketDraft:
        """What is entered. A day or custom fields that can't be read are left out; `mistakes` tells of them."""
        try:
            custom_fields = self._custom_fields()
        except ValueError:
            custom_fields = ()
        return TicketDraft(
            title=self._title.text(),
            description=self._description.toPlainText(),
            reference=self._reference.text(),
            creator_id=self._creator.value(),
            notifier_id=self._notifier.value(),
            agent_id=self._agent.value(),
            supplier_id=self._supplier.value(),
            category_id=self._category.value(),
            priority_id=self._priority.value(),
            due_date=self._due.day(),
            custom_fields=custom_fields,
            visit=self._visit,
            recurrence=self._repeats.rule(),
            send_requester_solved=self._flags["send_requester_solved"].isChecked(),
            send_requester_copy=self._flags["send_requester_copy"].isChecked(),
        )

    def state(self) -> Body:
        """Exactly what stands in the controls that aren't empty, half-typed days and lines too."""
        state: Body = {name: text_of(field.control) for name, field in self.all.items()}
        state |= {name: flag.isChecked() for name, flag in self._flags.items()}
        state["visit"] = self._visit
        return {name: one for name, one in state.items() if one}

    def say(self, state: Body) -> None:
        """Puts into the controls what `state()` gave."""
        for name, field in self.all.items():
            write(field.control, state.get(name, ""))
        for name, flag in self._flags.items():
            flag.setChecked(state.get(name, False))
        self._visit = state.get("visit", {})
        self._linked.setText(linked_words(self._visit) if self._visit else "")
        self._linked.setVisible(bool(self._visit))

    def mistakes(self) -> tuple[Mistake, ...]:
        """Everything to mend, in the order of the form: what the draft has wrong, and what no draft can hold."""
        mistakes = list(ticket_mistakes(self.draft(), names_as_ids=self._names_as_ids()))
        for name, choice, known in (
            ("category_id", self._category, self._words.categories),
            ("priority_id", self._priority, self._words.priorities),
        ):
            if choice.value() and choice.value() not in known and not IDENTIFIER.fullmatch(choice.value()):
                mistakes.append(Mistake(name, Problem.NO_WORD))
        if self._due.is_no_day():
            mistakes.append(Mistake("due_date", Problem.NO_DAY))
        try:
            self._custom_fields()
        except ValueError as error:
            mistakes.append(Mistake("custom_fields", Problem.NO_CUSTOM_FIELD, hint=str(error)))
        order = list(self.all)
        return tuple(sorted(mistakes, key=lambda mistake: order.index(mistake.field)))

    def advise_of_new_people(self) -> None:
        """Says below each field of a person that nobody is known by the name in it, but not while it is being typed."""
        if not self._names_as_ids():
            return
        for attribute, picker in self._pickers.items():
            field = self.all[attribute]
            if picker.settled and not field.has_focus:
                field.advise(new_people_words(new_people((picker.value(),))))

    def _custom_fields(self) -> Fields:
        return read_fields(self._custom.toPlainText())

    def _field(self, attribute: str, name: str, control: Control, *, required: bool = False, note: str = "") -> Control:
        self.all[attribute] = Field(name, control, theme=self._theme, required=required, note=note)
        return control

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._linked)
        for heading, rows in _SECTIONS:
            column.addWidget(Label(heading, variant="section"))
            for names in rows:
                fields = [self.all[name] for name in names]
                column.addWidget(FieldGrid(fields, most=len(fields), narrowest=200, theme=self._theme))
            column.addSpacing(4)
        for flag in self._flags.values():
            column.addWidget(flag)
        column.addWidget(self._messages.reason)
        column.addStretch()

    def _connect(self) -> None:
        for line in (self._title, self._reference):
            line.textChanged.connect(self.changed)
        for text in (self._description, self._custom):
            text.textChanged.connect(self.changed)
        for picker in self._pickers.values():
            picker.changed.connect(self.changed)
            picker.finished.connect(self.changed)
        for choice in (self._category, self._priority):
            choice.changed.connect(self.changed)
        for flag in self._flags.values():
            flag.toggled.connect(self.changed)
        self._repeats.changed.connect(self.changed)
        self._due.textChanged.connect(self.changed)


def state_of(draft: TicketDraft) -> Body:
    """What stands in the controls when exactly `draft` is entered."""
    day = day_in_field(draft.due_date) if draft.due_date else ""
    own = written(draft.custom_fields) if draft.custom_fields else ""
    state = {**asdict(draft), "due_date": day, "custom_fields": own}
    return {name: one for name, one in state.items() if one}


def _word(nothing: str, theme: Theme) -> ChoiceField:
    return ChoiceField({}, theme=theme, nothing=nothing, free=True)
