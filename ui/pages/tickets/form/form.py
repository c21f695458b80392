"""Reporting what is broken: every field of the API's create call, checked before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import FoyerError
from app.models.drafts import Body, TicketDraft
from app.models.notices.ways import Ways
from app.models.operations import Operation
from app.services.drafts import Drafts
from app.services.meetings.checks import Mistake, Problem
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.tickets.tickets import Tickets
from ui.pages.tickets.form.fields import TicketFields, state_of
from ui.reception.drafts.form_drafts import FormDrafts
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.banner import Action, Banner
from ui.widgets.buttons import Button
from ui.widgets.draft_choice import DraftChoice
from ui.widgets.focus.finish_keys import on_finish
from ui.widgets.labels import Label, picture
from ui.widgets.table.marks import mark_pixmap
from ui.wording.messages import unsent_words
from ui.wording.mistake_words import mistake_words, to_fix_words


class TicketForm(QWidget):
    """`created` carries the operation by which the ticket is sent; `left` says that the person wants to see the list.

    What was entered stays until it was created or cleared: behind the list, after a restart, and when it can't be kept.
    """

    created = Signal(str)
    left = Signal()

    def __init__(
        self,
        *,
        tickets: Tickets,
        drafts: Drafts,
        site: Site,
        contacts: Contacts,
        tasks: Tasks,
        theme: Theme,
        ours: Callable[[], bool],
        names_as_ids: Callable[[], bool],
        ways: Callable[[], Ways],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tickets = tickets
        self._tasks = tasks
        self._theme = theme
        self._tried = False
        self._left_fields: set[str] = set()
        self._creating = False
        self._failure = ""
        self._fields = TicketFields(
            words=tickets.words,
            contacts=contacts,
            site=site,
            tasks=tasks,
            theme=theme,
            ours=ours,
            names_as_ids=names_as_ids,
            ways=ways,
        )
        self._banner = Banner(theme=theme)
        self._heading = Label("New ticket", variant="page")
        self._choice = DraftChoice(theme=theme)
        self._drafts = FormDrafts(
            "ticket",
            new="New ticket",
            drafts=drafts,
            tasks=tasks,
            read=self._fields.state,
            show=self._show,
            choice=self._choice,
            parent=self,
        )
        self._lay_out(theme)
        self._fields.changed.connect(self._on_changed)
        for name, field in self._fields.all.items():
            field.left.connect(partial(self._on_left, name))
        on_finish(self, self._create)
        self._show_mistakes()
        self._drafts.restore()

    def start(self) -> None:
        """The form came into view for a new ticket: what was begun before, but nothing that is to be edited."""
        if self._drafts.instead_of:
            self._drafts.start_new()
        self._come_into_view()

    def report(self, draft: TicketDraft) -> None:
        """Opens what is filled in already as a new draft; what is in the form now is put aside."""
        self._drafts.open(state_of(draft))
        self._come_into_view()

    def edit(self, operation: Operation) -> None:
        """Opens what this desk entered before as a draft of its own, which will be sent in its place."""
        self._drafts.edit(operation.id, state_of(TicketDraft.from_body(operation.body)))
        self._come_into_view()

    async def put_down(self) -> None:
        await self._drafts.put_down()

    def _come_into_view(self) -> None:
        self._fields.show_words()
        self._fields.focus("title")

    def _show(self, state: Body) -> None:
        """Shows a draft as if it had just been entered; nothing is complained about before the person goes on."""
        self._tried = False
        self._left_fields.clear()
        self._banner.take_back("")
        self._heading.setText("Edit ticket" if self._drafts.instead_of else "New ticket")
        self._fields.say(state)
        self._on_changed()

    def _on_changed(self) -> None:
        self._failure = ""
        self._show_mistakes()
        self._drafts.touch()

    def _on_theme_changed(self) -> None:
        self._warning.setPixmap(mark_pixmap(self._theme, "rejected", "rejected"))

    def _lay_out(self, theme: Theme) -> None:
        back = Button("Back to tickets", theme=theme, variant="link", icon="chevron-left")
        clear = Button("Clear", theme=theme)
        self._button = Button("Create ticket", theme=theme, variant="primary", hint="Ctrl+Enter")
        self._warning = picture(mark_pixmap(theme, "rejected", "rejected"))
        self._to_fix = Label(variant="alarm", wrap=True)
        theme.changed.connect(self._on_theme_changed)
        back.clicked.connect(self.left)
        clear.clicked.connect(self._on_clear)
        self._button.clicked.connect(self._create)
        bar = _strip("bar", back, self._heading, None)
        footer = _strip("footer", self._warning, self._to_fix, clear, self._button)
        scrolled = QWidget()
        scrolled.setObjectName("scrolled")
        middle = QHBoxLayout(scrolled)
        middle.setContentsMargins(20, 14, 20, 20)
        self._fields.setMaximumWidth(theme.px(880))
        middle.addWidget(self._fields, 10)
        middle.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(scrolled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addWidget(bar)
        column.addWidget(self._choice)
        column.addWidget(self._scroll, 1)
        column.addWidget(footer)

    def _on_clear(self) -> None:
        """Gives the draft in hand up: a refused ticket that was to be edited stays in the list as it is."""
        name, state = self._drafts.in_hand, self._fields.state()
        self._drafts.drop()
        self._show({})
        if state:
            undo = Action("Undo", lambda: self._drafts.take(name, state))
            self._banner.say("The form is empty now.", kind="notice", actions=(undo,))

    # What is wrong

    def _on_left(self, name: str) -> None:
        """A field is looked at once the person has left it, not while the first letters are typed."""
        self._left_fields.add(name)
        self._show_mistakes()

    def _show_mistakes(self) -> tuple[Mistake, ...]:
        """Beside each field what is wrong with it; what is only missing isn't before the person wanted to send."""
        mistakes = self._fields.mistakes()
        words = {mistake.field: mistake_words(mistake) for mistake in mistakes if self._is_due(mistake)}
        for name, field in self._fields.all.items():
            field.complain(words.get(name, ""))
        self._fields.advise_of_new_people()
        self._to_fix.setText(self._failure or (to_fix_words(mistakes, ()) if self._tried else ""))
        self._warning.setVisible(bool(self._to_fix.text()))
        return mistakes

    def _is_due(self, mistake: Mistake) -> bool:
        return self._tried or (mistake.field in self._left_fields and mistake.problem is not Problem.MISSING)

    # Creating

    def _create(self) -> None:
        if self._creating:
            return
        self._tried, self._failure = True, ""
        mistakes = self._show_mistakes()
        if any(mistake.field not in self._fields.unsettled for mistake in mistakes):
            self._go_to(mistakes[0])
            return
        self._set_creating(True)
        self._tasks.start(self._created(self._fields.draft()))

    async def _created(self, draft: TicketDraft) -> None:
        """The draft goes to the disk first: after a crash in between, it's known under which id the ticket was kept."""
        mistakes: tuple[Mistake, ...] = ()
        try:
            draft = await self._fields.settled(draft)
            if mistakes := self._fields.mistakes():
                return
            await self._drafts.put_down()
            operation = self._drafts.operation(draft.body())
            await self._tickets.report(draft, operation, instead_of=self._drafts.instead_of)
        except FoyerError as error:
            self._failure = unsent_words(error)
            return
        finally:
            self._set_creating(False)
            self._show_mistakes()
            if mistakes:
                self._go_to(mistakes[0])
        self._drafts.drop()
        self._show({})
        self.created.emit(operation)

    def _go_to(self, mistake: Mistake) -> None:
        self._fields.focus(mistake.field)
        self._scroll.ensureWidgetVisible(self._fields.all[mistake.field])

    def _set_creating(self, creating: bool) -> None:
        self._creating = creating
        self._fields.setEnabled(not creating)
        self._choice.setEnabled(not creating)
        self._button.setEnabled(not creating)
        if not creating:
            self._button.setFocus()


def _strip(name: str, *widgets: QWidget | None) -> QFrame:
    """A bar across the page; None is where it gives way."""
    frame = QFrame()
    frame.setObjectName(name)
    row = QHBoxLayout(frame)
    row.setContentsMargins(12 if name == "bar" else 20, 10, 20, 10)
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch()
        else:
            row.addWidget(widget, 1 if isinstance(widget, Label) and widget.wordWrap() else 0)
    return frame
