"""The *New meeting* page: the form, what is wrong with it, and beside it exactly what will be sent.

What is missing or wrong is said when its field was left, or its visitor; after a try to create, everything is said
at each key. A missing title is only said then, because the title composes itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import FoyerError
from app.models.drafts import MeetingDraft
from app.models.meeting import Meeting
from app.services.checks import Mistake, meeting_mistakes
from app.services.directory import Directory
from app.services.invitations import Invitations
from app.services.site import Site
from ui.messages import fix_words, mistake_words, to_fix_words, unsent_words
from ui.page import Page
from ui.pages.invite_body import body_lines, lines_of_mistakes, lines_of_visitor
from ui.pages.invite_footer import InviteFooter
from ui.pages.invite_layout import FormBesideRequest
from ui.pages.invite_meeting import MeetingFields
from ui.pages.invite_progress import Progress
from ui.pages.invite_request import RequestColumn
from ui.pages.invite_visitors import InvitedVisitors
from ui.tasks import Tasks
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Undo:
    """What was taken out of the form, in words and as a draft to put back, until the person goes on from `after`."""

    words: str
    before: MeetingDraft
    after: MeetingDraft | None = None


class InvitePage(Page):
    """`path` is the call that the body goes to, as it is shown. `created` tells the meeting as the server made it.

    What waits in the form can be taken with `draft()` and put back with `fill()`.
    """

    name = "New meeting"

    created = Signal(object)

    def __init__(
        self,
        *,
        invitations: Invitations,
        site: Site,
        directory: Directory,
        tasks: Tasks,
        theme: Theme,
        names_as_ids: bool,
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
        self._submitted: tuple[MeetingDraft, str] | None = None
        self._failure = ""
        self._undo: Undo | None = None
        self._meeting = MeetingFields(site=site, directory=directory, theme=theme)
        self._visitors = InvitedVisitors(theme=theme)
        self._footer = InviteFooter(theme=theme)
        self._request = RequestColumn(path=path, theme=theme)
        beside = FormBesideRequest(
            parts=(self._meeting, self._visitors),
            footer=self._footer,
            request=self._request,
            theme=theme,
            parent=self,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(beside)
        self._connect()
        self._start_afresh()

    def draft(self) -> MeetingDraft:
        """The meeting as it stands in the form."""
        return self._meeting.draft(self._visitors.visitors())

    def fill(self, draft: MeetingDraft) -> None:
        """Shows `draft` in place of what is in the form, and complains of nothing yet."""
        self._filling = True
        self._progress.start_again()
        self._visitors.set_visitors(draft.visitors)
        self._meeting.fill(draft)
        self._filling = False
        self._refresh()

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

    def _connect(self) -> None:
        self._meeting.changed.connect(self._refresh)
        self._meeting.left.connect(lambda attribute: self._on_left(0, (attribute,)))
        self._visitors.changed.connect(self._refresh)
        self._visitors.chosen.connect(self._refresh)
        self._visitors.left.connect(self._on_left)
        self._visitors.about_to_remove.connect(self._on_removing)
        self._footer.create_wanted.connect(self._on_create)
        self._footer.clear_wanted.connect(self._on_clear)
        self._footer.undo_wanted.connect(self._on_undo)
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
        self._settle_notices(draft)
        due = self._progress.due(self._mistakes(draft), [row.key for row in self._visitors.invited()])
        self._complain(due)
        self._say(draft, due)
        self._show_request(draft, due)

    def _mistakes(self, draft: MeetingDraft) -> tuple[Mistake, ...]:
        return meeting_mistakes(draft, names_as_ids=self._names_as_ids, country=self._site.country)

    def _settle_notices(self, draft: MeetingDraft) -> None:
        """A failure and an undo are spoken of until the person goes on."""
        if self._submitted and self._submitted[0] != draft:
            self._failure = ""
        if self._undo and draft != self._undo.before:
            after = self._undo.after or draft
            self._undo = replace(self._undo, after=after) if after == draft else None

    def _complain(self, due: tuple[Mistake, ...]) -> None:
        invited = self._visitors.invited()
        self._meeting.complain({mistake.field: mistake_words(mistake) for mistake in due if mistake.visitor is None})
        theirs = {row.key: [each for each in due if each.visitor == place] for place, row in enumerate(invited)}
        self._visitors.complain(
            {key: {mistake.field: mistake_words(mistake) for mistake in found} for key, found in theirs.items()},
            {key: fix_words(found) for key, found in theirs.items()},
        )

    def _say(self, draft: MeetingDraft, due: tuple[Mistake, ...]) -> None:
        if self._failure:
            self._footer.say(self._failure, wrong=True)
        elif self._undo:
            self._footer.say(self._undo.words, undo=True)
        else:
            self._footer.say(to_fix_words(due, draft.visitors), wrong=bool(due))

    def _show_request(self, draft: MeetingDraft, due: tuple[Mistake, ...]) -> None:
        lines = body_lines(draft.body())
        in_hand = self._visitors.in_hand()
        places = [place for place, row in enumerate(self._visitors.invited()) if row in in_hand]
        self._request.show_text(
            "\n".join(line.text for line in lines),
            in_hand=[line for place in places for line in lines_of_visitor(lines, place)],
            wrong=lines_of_mistakes(lines, due),
        )

    def _on_left(self, key: int, attributes: Iterable[str]) -> None:
        self._progress.leave(key, attributes)
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
        self._undo, self._failure = None, ""
        self._refresh()
        if mistakes := self._mistakes(draft):
            self._go_to(mistakes[0])
        else:
            self._sending = True
            self._tasks.start(self._create(draft))

    async def _create(self, draft: MeetingDraft) -> None:
        self._footer.show_sending(True)
        try:
            meeting = await self._invitations.create(draft, self._operation(draft))
        except FoyerError as error:
            self._failure = unsent_words(error)
            self._refresh()
            return
        finally:
            self._sending = False
            self._footer.show_sending(False)
        self._on_created(draft, meeting)

    def _operation(self, draft: MeetingDraft) -> str:
        """The same draft sent again is the same operation, so that a lost answer doesn't make a second meeting."""
        if self._submitted is None or self._submitted[0] != draft:
            self._submitted = (draft, uuid4().hex)
        return self._submitted[1]

    def _on_created(self, draft: MeetingDraft, meeting: Meeting) -> None:
        self._submitted = None
        words = f"Meeting created: {meeting.title}."
        if self.draft() == draft:
            self._start_afresh()
            self._meeting.go_to("title")
        else:
            words += " What was changed meanwhile is still in the form."
        self.said.emit(words)
        self.created.emit(meeting)

    def _go_to(self, mistake: Mistake) -> None:
        if mistake.visitor is None:
            self._meeting.go_to(mistake.field)
        else:
            self._visitors.go_to(self._visitors.invited()[mistake.visitor].key, mistake.field)

    def _on_clear(self) -> None:
        if not self._untouched:
            self._undo = Undo("The form was cleared.", self.draft())
        self._start_afresh()
        self._meeting.go_to("title")

    def _on_removing(self, whom: str) -> None:
        self._undo = Undo(f"{whom} removed.", self.draft())

    def _on_undo(self) -> None:
        if self._undo:
            before, self._undo = self._undo.before, None
            self.fill(before)
