"""A meeting's form: what it is, who is invited, what is wrong with that, and beside it exactly what will be sent.

What is missing or wrong is said when its field was left, or its visitor; after a try to finish, everything is said at
each key. A missing title is only said then, because the title of a new meeting composes itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.drafts import Body, MeetingDraft
from app.models.notices.ways import Ways
from app.services.meetings.checks import Mistake, meeting_mistakes
from app.services.people.contacts import Contacts
from app.services.site import Site
from ui.pages.new_meeting.body import body_lines, lines_of_mistakes, lines_of_visitors
from ui.pages.new_meeting.footer import MeetingFooter
from ui.pages.new_meeting.layout import FormBesideRequest
from ui.pages.new_meeting.meeting_fields import MeetingFields
from ui.pages.new_meeting.progress import Progress
from ui.pages.new_meeting.request import RequestColumn
from ui.pages.new_meeting.visitors.invited_visitors import InvitedVisitors
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.focus.finish_keys import on_finish
from ui.wording.mistake_words import fix_words, mistake_words, to_fix_words


class MeetingForm(QWidget):
    """`head` stands above the form and doesn't scroll, `above` before the meeting's own fields, `aside` beside their
    heading.
    `names_as_ids` says whether the server takes a name in the place of an id, `ways` how it tells
    people, as far as that is known. With `composes_title` the meeting is named after its visitors until a person
    names it.

    `changed` carries the draft whenever something in the form may be another, and what is to mend in it, in words;
    `finish_requested` comes from the footer's button and from Ctrl+Enter.
    """

    changed = Signal(object, str)
    finish_requested = Signal()

    def __init__(
        self,
        *,
        site: Site,
        contacts: Contacts,
        tasks: Tasks,
        theme: Theme,
        names_as_ids: Callable[[], bool],
        ways: Callable[[], Ways],
        composes_title: bool,
        path: str,
        head: QWidget,
        above: QWidget | None,
        footer: MeetingFooter,
        aside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._site = site
        self._names_as_ids = names_as_ids
        self._composes_title = composes_title
        self._filling = False
        self._progress = Progress()
        self.meeting = MeetingFields(site=site, contacts=contacts, tasks=tasks, theme=theme, aside=aside)
        self.visitors = InvitedVisitors(site=site, contacts=contacts, ways=ways, tasks=tasks, theme=theme)
        self.request = RequestColumn(path=path, theme=theme)
        beside = FormBesideRequest(
            head=head,
            above=above,
            parts=(self.meeting, self.visitors),
            footer=footer,
            request=self.request,
            theme=theme,
            parent=self,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(beside)
        self._connect(footer)

    def draft(self) -> MeetingDraft:
        """The meeting as it stands in the form."""
        return self.meeting.draft(self.visitors.visitors())

    def state(self) -> Body:
        """What is in the controls."""
        return self.meeting.state() | self.visitors.state()

    def state_of(self, draft: MeetingDraft) -> Body:
        """The state in which `draft` is in the controls."""
        return self.meeting.state_of(draft) | self.visitors.state_of(draft.visitors)

    def put_in(self, state: Body) -> None:
        """Shows that state in place of what is in the form, and complains of nothing yet."""
        self._filling = True
        self._progress.start_again()
        self.visitors.show_state(state)
        self.meeting.show_state(state, self.visitors.visitors())
        self._filling = False
        self.refresh()

    def advise(self, words: Mapping[str, str]) -> None:
        """Says at the fields of these attributes, "visitors" among them, what is worth knowing of what they hold."""
        self.visitors.advise(words.get("visitors", ""))
        self.meeting.advise({attribute: said for attribute, said in words.items() if attribute != "visitors"})

    def move_to(self, day: date) -> None:
        """To that day, at the same time and for as long."""
        self.meeting.move_to(day)

    def go_to(self, field: str) -> None:
        """An attribute of the draft, or "visitors" for somebody new."""
        if field == "visitors":
            self.visitors.add()
        else:
            self.meeting.go_to(field)

    def refresh(self) -> None:
        """Title, complaints and request follow what is in the form."""
        if self._filling:
            return
        if self._composes_title:
            self._filling = True
            self.meeting.compose_title(self.visitors.visitors())
            self._filling = False
        draft = self.draft()
        due = self._progress.due(self._mistakes(draft), [row.key for row in self.visitors.invited()])
        self._complain(due)
        self.changed.emit(draft, to_fix_words(due, draft.visitors))
        self._show_request(draft, due)

    def try_all(self) -> bool:
        """Says everything that is wrong from now on. Whether the draft is fit to be sent, as far as that is known
        before names are settled: else the focus goes to the first mistake."""
        self._progress.try_all()
        self.refresh()
        mistakes = self._mistakes(self.draft())
        if any(mistake.field not in self.meeting.unsettled for mistake in mistakes):
            self._go_to(mistakes[0])
            return False
        return True

    async def settled(self, draft: MeetingDraft) -> MeetingDraft | None:
        """`draft`, which was taken from here, with the ids of those who were typed by name; None when it isn't fit to
        be sent: then the focus is on the first mistake."""
        draft = await self.meeting.settled(draft)
        if mistakes := self._mistakes(draft):
            self._go_to(mistakes[0])
            return None
        return draft

    def _connect(self, footer: MeetingFooter) -> None:
        self.meeting.changed.connect(self.refresh)
        self.meeting.left.connect(lambda attribute: self._on_left((0,), (attribute,)))
        self.visitors.changed.connect(self.refresh)
        self.visitors.chosen.connect(self.refresh)
        self.visitors.left.connect(self._on_left)
        footer.finish_requested.connect(self.finish_requested)
        on_finish(self, self.finish_requested.emit)
        for keys, do in (("Ctrl+Shift+A", self.visitors.add), ("Ctrl+Shift+V", self.visitors.paste)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _mistakes(self, draft: MeetingDraft) -> tuple[Mistake, ...]:
        mistakes = meeting_mistakes(draft, names_as_ids=self._names_as_ids(), country=self._site.country)
        unreadable = self.meeting.unreadable()
        fields = {mistake.field for mistake in unreadable}
        return (*unreadable, *(one for one in mistakes if one.visitor is not None or one.field not in fields))

    def _complain(self, due: tuple[Mistake, ...]) -> None:
        self.meeting.complain({mistake.field: mistake_words(mistake) for mistake in due if mistake.visitor is None})
        if self._names_as_ids():
            self.meeting.advise_of_new_people()
        theirs: dict[int, list[Mistake]] = {row.key: [] for row in self.visitors.invited()}
        keys = list(theirs)
        for mistake in due:
            if mistake.visitor is not None:
                theirs[keys[mistake.visitor]].append(mistake)
        self.visitors.complain(
            {
                key: {mistake.field: mistake_words(mistake) for mistake in due_there}
                for key, due_there in theirs.items()
            },
            {key: fix_words(due_there) for key, due_there in theirs.items()},
        )

    def _show_request(self, draft: MeetingDraft, due: tuple[Mistake, ...]) -> None:
        lines = body_lines(draft.body())
        in_hand = {row.key for row in self.visitors.in_hand()}
        places = {place for place, row in enumerate(self.visitors.invited()) if row.key in in_hand}
        self.request.show_text(
            "\n".join(line.text for line in lines),
            in_hand=lines_of_visitors(lines, places),
            wrong=lines_of_mistakes(lines, due),
        )

    def _on_left(self, keys: Iterable[int], attributes: Iterable[str]) -> None:
        self._progress.leave(keys, attributes)
        self.refresh()

    def _go_to(self, mistake: Mistake) -> None:
        if mistake.visitor is None:
            self.meeting.go_to(mistake.field)
        else:
            self.visitors.go_to(self.visitors.invited()[mistake.visitor].key, mistake.field)
