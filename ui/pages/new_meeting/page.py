"""The *New meeting* page: the form, what is wrong with it, and beside it exactly what will be sent.

What is written is kept while it is written, and a created meeting is kept at this desk until it was sent.

What is missing or wrong is said when its field was left, or its visitor; after a try to create, everything is said
at each key. A missing title is only said then, because the title composes itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import FoyerError, Refused
from app.models.drafts import Body, MeetingDraft
from app.models.operations import Operation, State
from app.services.drafts import Drafts
from app.services.meetings.checks import Mistake, meeting_mistakes
from app.services.meetings.invitations import Invitations
from app.services.people.contacts import Contacts
from app.services.site import Site
from ui.pages.new_meeting.body import body_lines, lines_of_mistakes, lines_of_visitors
from ui.pages.new_meeting.footer import NewMeetingFooter
from ui.pages.new_meeting.layout import FormBesideRequest
from ui.pages.new_meeting.meeting_fields import MeetingFields
from ui.pages.new_meeting.notices import FormTrouble, Notices, Undo
from ui.pages.new_meeting.progress import Progress
from ui.pages.new_meeting.request import RequestColumn
from ui.pages.new_meeting.visitors import InvitedVisitors
from ui.reception.form_drafts import FormDrafts
from ui.shell import screens
from ui.shell.page import Page
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.draft_choice import DraftChoice
from ui.wording.messages import error_words, fix_words, mistake_words, to_fix_words, unsent_words


class NewMeetingPage(Page):
    """`path` is the call that the body goes to, as it is shown. `names_as_ids` says whether the server takes a name in
    the place of an id, `server_sends` whether it sends invitations, as far as that is known. `created` tells the day
    on which the meeting starts, and its operation.

    What stands in the form can be taken with `draft()` and put back with `fill()`.
    """

    entry = screens.NEW_MEETING

    created = Signal(object, str)

    def __init__(
        self,
        *,
        invitations: Invitations,
        drafts: Drafts,
        site: Site,
        contacts: Contacts,
        tasks: Tasks,
        theme: Theme,
        names_as_ids: Callable[[], bool],
        server_sends: Callable[[], bool],
        path: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._invitations = invitations
        self._site = site
        self._tasks = tasks
        self._names_as_ids = names_as_ids
        self._filling = False
        self._sending = False
        self._blank: MeetingDraft | None = None
        self._untouched = True
        self._progress = Progress()
        self._meeting = MeetingFields(site=site, contacts=contacts, tasks=tasks, theme=theme)
        self._visitors = InvitedVisitors(
            site=site, contacts=contacts, server_sends=server_sends, tasks=tasks, theme=theme
        )
        self._footer = NewMeetingFooter(theme=theme)
        self._notices = Notices(self._footer)
        self._request = RequestColumn(path=path, theme=theme)
        choice = DraftChoice(theme=theme)
        beside = FormBesideRequest(
            head=choice,
            parts=(self._meeting, self._visitors),
            footer=self._footer,
            request=self._request,
            theme=theme,
            parent=self,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(beside)
        self._drafts = FormDrafts(
            "meeting",
            new="New meeting",
            drafts=drafts,
            tasks=tasks,
            read=self._state,
            show=self._show_state,
            choice=choice,
            parent=self,
        )
        self._connect()
        self._start_afresh()
        self._drafts.restore()

    def draft(self) -> MeetingDraft:
        """The meeting as it stands in the form."""
        return self._meeting.draft(self._visitors.visitors())

    def fill(self, draft: MeetingDraft) -> None:
        """Shows `draft` in place of what is in the form, and complains of nothing yet."""
        self._put_in(self._state_of(draft))

    def edit(self, operation: Operation) -> None:
        """Opens a meeting that waits or was refused as a draft of its own. What is created from it takes its place."""
        self._drafts.edit(operation.id, self._state_of(MeetingDraft.from_body(operation.body)))
        if operation.state is State.REJECTED:
            refusal = Refused(operation.status, operation.words)
            self._notices.set_trouble(FormTrouble(error_words(refusal), self.draft()))
            self._refresh()
        self._meeting.fields["title"].control.setFocus()

    def open(self) -> None:
        """An untouched form proposes times from now on, not from when it was made."""
        if self._untouched:
            self._start_afresh()

    def take_focus(self) -> None:
        if self._untouched:
            self._meeting.go_to("title")
        else:
            super().take_focus()

    def ready(self) -> bool:
        return not self._sending

    async def put_down(self) -> None:
        await self._drafts.put_down()

    def _connect(self) -> None:
        self._meeting.changed.connect(self._refresh)
        self._meeting.left.connect(lambda attribute: self._on_left((0,), (attribute,)))
        self._visitors.changed.connect(self._refresh)
        self._visitors.chosen.connect(self._refresh)
        self._visitors.left.connect(self._on_left)
        self._visitors.about_to_remove.connect(self._on_removing)
        self._footer.create_requested.connect(self._on_create)
        self._footer.clear_requested.connect(self._on_clear)
        self._footer.undo_requested.connect(self._on_undo)
        self._site.on_change(self._on_site_changed)
        for keys, do in (
            ("Ctrl+Return", self._on_create),
            ("Ctrl+Enter", self._on_create),
            ("Ctrl+Shift+A", self._visitors.add),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _start_afresh(self) -> None:
        """Empties the form; the times are proposed from now on."""
        self._blank = None
        self.fill(MeetingDraft())

    def _state(self) -> Body:
        """What is in the controls; nothing while the form is as it was proposed."""
        return {} if self._untouched else self._meeting.state() | self._visitors.state()

    def _state_of(self, draft: MeetingDraft) -> Body:
        return self._meeting.state_of(draft) | self._visitors.state_of(draft.visitors)

    def _show_state(self, state: Body) -> None:
        if state:
            self._put_in(self._state_of(MeetingDraft()) | state)
        else:
            self._start_afresh()
            self._meeting.go_to("title")

    def _put_in(self, state: Body) -> None:
        self._filling = True
        self._progress.start_again()
        self._visitors.show_state(state)
        self._meeting.show_state(state, self._visitors.visitors())
        self._filling = False
        self._refresh()

    def _refresh(self) -> None:
        """Title, complaints and request follow what is in the form."""
        if self._filling:
            return
        self._filling = True
        self._meeting.compose_title(self._visitors.visitors())
        self._filling = False
        draft = self.draft()
        self._blank = self._blank or draft
        self._untouched = draft == self._blank
        due = self._progress.due(self._mistakes(draft), [row.key for row in self._visitors.invited()])
        self._complain(due)
        self._notices.show(draft, to_fix_words(due, draft.visitors))
        self._show_request(draft, due)
        self._drafts.touch()

    def _mistakes(self, draft: MeetingDraft) -> tuple[Mistake, ...]:
        mistakes = meeting_mistakes(draft, names_as_ids=self._names_as_ids(), country=self._site.country)
        unreadable = self._meeting.unreadable()
        fields = {mistake.field for mistake in unreadable}
        return (*unreadable, *(one for one in mistakes if one.visitor is not None or one.field not in fields))

    def _complain(self, due: tuple[Mistake, ...]) -> None:
        self._meeting.complain({mistake.field: mistake_words(mistake) for mistake in due if mistake.visitor is None})
        if self._names_as_ids():
            self._meeting.advise_of_new_people()
        theirs: dict[int, list[Mistake]] = {row.key: [] for row in self._visitors.invited()}
        keys = list(theirs)
        for mistake in due:
            if mistake.visitor is not None:
                theirs[keys[mistake.visitor]].append(mistake)
        self._visitors.complain(
            {
                key: {mistake.field: mistake_words(mistake) for mistake in due_there}
                for key, due_there in theirs.items()
            },
            {key: fix_words(due_there) for key, due_there in theirs.items()},
        )

    def _show_request(self, draft: MeetingDraft, due: tuple[Mistake, ...]) -> None:
        lines = body_lines(draft.body())
        in_hand = {row.key for row in self._visitors.in_hand()}
        places = {place for place, row in enumerate(self._visitors.invited()) if row.key in in_hand}
        self._request.show_text(
            "\n".join(line.text for line in lines),
            in_hand=lines_of_visitors(lines, places),
            wrong=lines_of_mistakes(lines, due),
        )

    def _on_left(self, keys: Iterable[int], attributes: Iterable[str]) -> None:
        self._progress.leave(keys, attributes)
        self._refresh()

    def _on_site_changed(self) -> None:
        """In another zone an untouched form proposes other times; what a person chose stays the same on the clock."""
        if self._untouched:
            self._start_afresh()
        else:
            self._refresh()

    def _on_create(self) -> None:
        if self._sending:
            return
        draft = self.draft()
        self._progress.try_all()
        self._notices.forget()
        self._refresh()
        mistakes = self._mistakes(draft)
        if any(mistake.field not in self._meeting.unsettled for mistake in mistakes):
            self._go_to(mistakes[0])
        else:
            self._sending = True
            self._tasks.start(self._create(draft, self._drafts.in_hand))

    async def _create(self, draft: MeetingDraft, name: str) -> None:
        """The draft is on the disk before the meeting is, so that after a crash in between it is the same operation."""
        try:
            draft = await self._meeting.settled(draft)
            if mistakes := self._mistakes(draft):
                self._go_to(mistakes[0])
                return
            operation, instead_of = self._drafts.operation(draft.body()), self._drafts.instead_of
            await self._drafts.put_down()
            await self._invitations.create(draft, operation, instead_of=instead_of)
        except FoyerError as error:
            self._notices.set_trouble(FormTrouble(unsent_words(error), draft))
            self._refresh()
            return
        finally:
            self._sending = False
        self._on_created(draft, name, operation)

    def _on_created(self, draft: MeetingDraft, name: str, operation: str) -> None:
        words = f"Meeting saved: {draft.title}. It is sent by itself."
        if self._drafts.in_hand == name:
            self._drafts.drop()
        if self.draft() == draft:
            self._start_afresh()
            self._meeting.go_to("title")
        else:
            words += " What was changed meanwhile is still in the form."
        self.saved.emit(words, operation)
        assert draft.start_at is not None
        self.created.emit(draft.start_at.date(), operation)

    def _go_to(self, mistake: Mistake) -> None:
        if mistake.visitor is None:
            self._meeting.go_to(mistake.field)
        else:
            self._visitors.go_to(self._visitors.invited()[mistake.visitor].key, mistake.field)

    def _on_clear(self) -> None:
        if self._sending:
            return
        if not self._untouched:
            self._offer_undo("The form was cleared.")
        self._drafts.drop()
        self._start_afresh()
        self._meeting.go_to("title")

    def _on_removing(self, whom: str) -> None:
        self._offer_undo(f"{whom} removed.")

    def _offer_undo(self, words: str) -> None:
        self._notices.offer(Undo(words, self._drafts.in_hand, self._state(), self.draft()))

    def _on_undo(self) -> None:
        if undo := self._notices.take_undo():
            self._drafts.take(undo.name, undo.state)
