"""*Walk-in*: a name and a host are enough. One step makes the meeting, checks the visitor in and prints the badge."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.models.contacts import KnownVisitor
from app.models.drafts import VisitorDraft
from app.models.visit_row import VisitRow
from app.services.meetings.checks import Mistake
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.visits.walk_in import WalkIns
from ui.reception.expected_visit import ExpectedVisit
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.field import Field
from ui.widgets.fields.person_lookup import PersonSuggestions
from ui.widgets.fields.person_picker import PersonPicker
from ui.widgets.labels import Label
from ui.wording.mistake_words import mistake_words
from ui.wording.people_words import new_people_words

WIDTH = 460
ENOUGH = 2
"""So many letters of a name are worth looking for."""

NAMES = {
    "first_name": "First name",
    "last_name": "Last name",
    "company_name": "Visitor company",
    "mobile": "Mobile",
}


class WalkInForm(QDialog):
    """Show it with `open()`. `received` carries the visit and what was said of it, once both are on the disk;
    `check_in_requested` the visit of somebody who is expected anyway.

    What was typed stays when it is closed, until it was received or cleared.
    """

    received = Signal(object, object)
    check_in_requested = Signal(object)

    def __init__(
        self,
        *,
        walk_ins: WalkIns,
        contacts: Contacts,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Walk-in")
        self._walk_ins = walk_ins
        self._contacts = contacts
        self._tasks = tasks
        self._operation = ""
        self._returning = VisitorDraft()
        self._edits = {attribute: QLineEdit() for attribute in NAMES}
        self._host = PersonPicker(find=contacts.users, tasks=tasks, theme=theme, placeholder="Name or id")
        required = ("first_name", "last_name")
        self._fields = {
            attribute: Field(name, self._edits[attribute], theme=theme, required=attribute in required)
            for attribute, name in NAMES.items()
        }
        self._fields["host_id"] = Field("Host", self._host, theme=theme, required=True)
        self._host.finished.connect(self._advise)
        self._host.changed.connect(lambda: self._fields["host_id"].advise(""))
        for attribute in required:
            self._offer_known(self._edits[attribute], theme)
        self._failed = Label(variant="error", wrap=True)
        self._failed.hide()
        self._expected = ExpectedVisit(site=site, theme=theme)
        self._expected.check_in_requested.connect(self._on_expected)
        self._expected.walk_in_requested.connect(lambda: self._start_receiving(asks=False))
        self._receive = Button(
            "Check in and print badge", theme=theme, variant="primary", icon="check", hint="Ctrl+Enter"
        )
        self._receive.setDefault(True)
        self._receive.clicked.connect(lambda: self._start_receiving(asks=True))
        for edit in (*self._edits.values(), self._host):
            edit.textEdited.connect(self._stop_asking)
        self._clear = Button("Clear", theme=theme)
        self._clear.clicked.connect(self.clear)
        self._lay_out(theme)

    def start(self) -> None:
        """Opens it, the cursor where a name is to be typed."""
        self.open()
        first = self._edits["first_name"]
        first.setFocus()
        first.selectAll()

    def clear(self) -> None:
        self._returning = VisitorDraft()
        for edit in (*self._edits.values(), self._host):
            edit.clear()
        self._complain(())
        self._stop_asking()
        self._edits["first_name"].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._expected.agree() if self._expected.isVisible() else self._receive.click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        def side_by_side(*widgets: QWidget) -> QHBoxLayout:
            row = QHBoxLayout()
            row.setSpacing(theme.px(12))
            for widget in widgets:
                row.addWidget(widget, 1)
            return row

        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(Label("Somebody without an invitation", variant="section", wrap=True))
        column.addLayout(side_by_side(self._fields["first_name"], self._fields["last_name"]))
        column.addWidget(self._fields["host_id"])
        column.addLayout(side_by_side(self._fields["company_name"], self._fields["mobile"]))
        column.addWidget(self._failed)
        column.addWidget(self._expected)
        buttons = QHBoxLayout()
        buttons.addWidget(self._clear)
        buttons.addStretch()
        buttons.addWidget(self._receive)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(WIDTH))

    def _offer_known(self, edit: QLineEdit, theme: Theme) -> None:
        suggestions = PersonSuggestions(
            edit=edit, find=self._contacts.visitors, tasks=self._tasks, theme=theme, narrowest=theme.px(300)
        )
        suggestions.chosen.connect(self._fill)

        def offer() -> None:
            typed = f"{self._edits['first_name'].text()} {self._edits['last_name'].text()}".strip()
            if len(typed) < ENOUGH:
                suggestions.close()
            else:
                suggestions.open(typed)

        edit.textEdited.connect(offer)

    def _fill(self, known: KnownVisitor) -> None:
        """Somebody who was here before: all that the desk knows of them goes along."""
        self._returning = known.visitor
        for attribute, edit in self._edits.items():
            edit.setText(getattr(self._returning, attribute))
        self._host.setFocus()

    def _visitor(self) -> VisitorDraft:
        typed = {attribute: edit.text().strip() for attribute, edit in self._edits.items()}
        same = all(typed[attribute] == getattr(self._returning, attribute) for attribute in ("first_name", "last_name"))
        known = self._returning.body() if same else VisitorDraft().body()
        words = {"first_name": "firstName", "last_name": "lastName", "company_name": "companyName", "mobile": "mobile"}
        return VisitorDraft.from_body(known | {words[attribute]: text for attribute, text in typed.items()})

    def _start_receiving(self, *, asks: bool) -> None:
        """`asks` whether they are somebody who is expected."""
        self._stop_asking()
        visitor = self._visitor()
        mistakes = self._mistakes(visitor)
        if any(self._host.settled or mistake.field != "host_id" for mistake in mistakes):
            self._go_to(mistakes[0])
        elif not self._operation:
            self._operation = uuid.uuid4().hex
            self._tasks.start(self._received(visitor, asks=asks))

    async def _received(self, visitor: VisitorDraft, *, asks: bool) -> None:
        """A host's name that was just typed is an id in a moment, if somebody is known by it."""
        try:
            await self._host.settle()
            if mistakes := self._mistakes(visitor):
                self._go_to(mistakes[0])
                return
            if asks and (expected := await self._walk_ins.expected(visitor, self._host.value())):
                self._receive.hide()
                self._expected.ask(expected)
                return
            visit, recorded = await self._walk_ins.receive(visitor, self._host.value(), self._operation)
        finally:
            self._operation = ""
        self.clear()
        self.accept()
        self.received.emit(visit, recorded)

    def _stop_asking(self) -> None:
        self._expected.hide()
        self._receive.show()

    def _on_expected(self, visit: VisitRow) -> None:
        self.clear()
        self.accept()
        self.check_in_requested.emit(visit)

    def _mistakes(self, visitor: VisitorDraft) -> tuple[Mistake, ...]:
        mistakes = self._walk_ins.mistakes(visitor, self._host.value())
        self._complain(mistakes)
        return mistakes

    def _complain(self, mistakes: Sequence[Mistake]) -> None:
        words = {mistake.field: mistake_words(mistake) for mistake in mistakes}
        for attribute, field in self._fields.items():
            field.complain(words.pop(attribute, ""))
        self._failed.setText(" ".join(words.values()))
        self._failed.setVisible(bool(words))

    def _advise(self) -> None:
        """Nobody is known by the host's name: then it is one more person."""
        host = self._host.value()
        self._fields["host_id"].advise(new_people_words([host]) if self._walk_ins.new_host(host) else "")

    def _go_to(self, mistake: Mistake) -> None:
        field = self._fields.get(mistake.field)
        if field is not None:
            field.control.setFocus()
