"""What the pages with a meeting's form have in common: the form, its drafts, and what its footer says."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.drafts import Body, MeetingDraft
from app.models.notices.ways import Ways
from app.services.calendars.imports import CalendarImports
from app.services.drafts import Drafts
from app.services.people.contacts import Contacts
from app.services.site import Site
from ui.pages.new_meeting.footer import MeetingFooter
from ui.pages.new_meeting.form import MeetingForm
from ui.pages.new_meeting.imported import Imported
from ui.pages.new_meeting.notices import FormTrouble, Notices, Undo
from ui.reception.drafts.form_drafts import FormDrafts
from ui.shell.page import Page
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.draft_choice import DraftChoice


class FormSources(Struct, frozen=True):
    """What a meeting's form asks. `names_as_ids` says whether the server takes a name in the place of an id,
    `ways` how it tells people, as far as that is known."""

    calendar_imports: CalendarImports
    drafts: Drafts
    site: Site
    contacts: Contacts
    tasks: Tasks
    theme: Theme
    names_as_ids: Callable[[], bool]
    ways: Callable[[], Ways]


class MeetingFormPage(Page):
    """`finish` and `clear` are the words of the buttons below the form. The drafts are kept as those of the form
    `kept_as`, and a new one is called `new`; `path` is the call, as it is shown. `above` stands over the form's fields,
    `aside` beside its heading.

    A page of this kind says with `_state()` what is to be kept of it and shows that with `_show_state()`, {} for
    nothing; once it is whole it calls `self._drafts.restore()`.
    """

    def __init__(
        self,
        sources: FormSources,
        *,
        kept_as: str,
        new: str,
        finish: str,
        clear: str,
        is_for_new_ones: bool,
        path: str,
        above: QWidget | None = None,
        aside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._calendar_imports = sources.calendar_imports
        self._site = sources.site
        self._tasks = sources.tasks
        self._imported = Imported()
        self._footer = MeetingFooter(finish=finish, clear=clear, theme=sources.theme)
        self._notices = Notices(self._footer)
        choice = DraftChoice(theme=sources.theme, offers_new=is_for_new_ones)
        self._form = MeetingForm(
            site=sources.site,
            contacts=sources.contacts,
            tasks=sources.tasks,
            theme=sources.theme,
            names_as_ids=sources.names_as_ids,
            ways=sources.ways,
            composes_title=is_for_new_ones,
            path=path,
            head=choice,
            above=above,
            footer=self._footer,
            aside=aside,
            parent=self,
        )
        self._drafts = FormDrafts(
            kept_as,
            new=new,
            drafts=sources.drafts,
            tasks=sources.tasks,
            read=self._state,
            show=self._show_state,
            choice=choice,
            parent=self,
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._footer.undo_requested.connect(self._on_undo)
        self._form.visitors.about_to_remove.connect(lambda whom: self._offer_undo(f"{whom} removed."))

    async def put_down(self) -> None:
        await self._drafts.put_down()

    def _state(self) -> Body:
        raise NotImplementedError

    def _show_state(self, state: Body) -> None:
        raise NotImplementedError

    def _say_what_to_mend(self, draft: MeetingDraft, to_fix: str) -> None:
        """After a change of the form: `draft` stands in it, `to_fix` says what is to mend."""
        self._form.advise(self._imported.advice(self._form.state()) if self._imported.advised else {})
        self._notices.show(draft, to_fix)
        self._drafts.touch()

    def _say(self, words: str, draft: MeetingDraft | None = None) -> None:
        """Until the person changes the form, in which `draft` stands."""
        self._notices.set_trouble(FormTrouble(words, draft or self._form.draft()))
        self._form.refresh()

    def _offer_undo(self, words: str) -> None:
        self._notices.offer(Undo(words, self._drafts.in_hand, self._state(), self._form.draft()))

    def _on_undo(self) -> None:
        if undo := self._notices.take_undo():
            self._drafts.take(undo.name, undo.state)
