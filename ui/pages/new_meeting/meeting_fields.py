"""The upper part of the invitation: what, who receives, when, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.models.drafts import Body, MeetingDraft, VisitorDraft, composed_title
from app.models.moments import ONE_DAY
from app.services.meetings.checks import Mistake, Problem, new_people
from app.services.people.contacts import Contacts
from app.services.site import Site
from ui.reception.repeats.field import RepeatsField
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.field import Field
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.fields.people_picker import PeoplePicker
from ui.widgets.fields.person_picker import PersonPicker
from ui.widgets.fields.proposal import ProposalReplaced
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import flowing
from ui.widgets.moments.moment_edit import MomentEdit
from ui.wording.people_words import new_people_words

_HALF_HOUR = timedelta(minutes=30)
_USUAL_LENGTH = timedelta(hours=1)
_PEOPLE = {
    "user_ids": "Attendees",
    "checkin_notification_users": "Notify on check-in",
    "checkout_notification_users": "Notify on check-out",
}


class MeetingFields(QWidget):
    """Every attribute of a MeetingDraft but its visitors. `left` tells the attribute whose field was left. `aside`
    stands beside the heading."""

    changed = Signal()
    left = Signal(str)

    def __init__(
        self,
        *,
        site: Site,
        contacts: Contacts,
        tasks: Tasks,
        theme: Theme,
        aside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._site = site
        self._advice: Mapping[str, str] = {}
        self._composed = ""
        self._walk_in = False
        self._length = _USUAL_LENGTH
        self._title = QLineEdit()
        ProposalReplaced(self._title, proposed=lambda: self._title.text() == self._composed)
        self._description = QLineEdit()
        self._description.setPlaceholderText("Optional")
        self._host = PersonPicker(find=contacts.users, tasks=tasks, theme=theme, placeholder="Name or id")
        self._starts = MomentEdit(today=site.today, theme=theme)
        self._ends = MomentEdit(today=site.today, theme=theme)
        self._times = {"start_at": self._starts, "end_at": self._ends}
        self._repeats = RepeatsField(start=site.at(self._starts.wall()), today=site.today, theme=theme)
        self._people: dict[str, PeoplePicker] = {
            attribute: PeoplePicker(find=contacts.users, tasks=tasks, theme=theme, placeholder="Nobody")
            for attribute in _PEOPLE
        }
        self.fields = {
            "title": Field("Title", self._title, theme=theme, required=True),
            "host_id": Field("Host", self._host, theme=theme, required=True),
            "description": Field("Description", self._description, theme=theme),
            "start_at": Field("Starts", self._starts, theme=theme, required=True),
            "end_at": Field("Ends", self._ends, theme=theme, required=True),
            "recurrence": Field("Repeats", self._repeats, theme=theme),
            **{attribute: Field(_PEOPLE[attribute], picker, theme=theme) for attribute, picker in self._people.items()},
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        heading = Label("Meeting", variant="section")
        layout.addWidget(flowing(heading, aside, theme=theme) if aside else heading)
        layout.addWidget(FieldGrid(tuple(self.fields.values()), most=3, narrowest=206, theme=theme))
        self._connect()

    @property
    def unsettled(self) -> set[str]:
        """The attributes in which a name was just typed: it is an id in a moment, if somebody is known by it."""
        pickers: dict[str, PersonPicker | PeoplePicker] = {"host_id": self._host, **self._people}
        return {attribute for attribute, picker in pickers.items() if not picker.settled}

    def unreadable(self) -> tuple[Mistake, ...]:
        """What stands in a field and no draft can hold."""
        return tuple(Mistake(name, Problem.NO_MOMENT) for name, edit in self._times.items() if edit.is_no_moment())

    def half_typed(self) -> dict[str, str]:
        """What stands in a field of a time and isn't taken yet, by attribute."""
        return {name: typed for name, edit in self._times.items() if (typed := edit.half_typed())}

    async def settled(self, draft: MeetingDraft) -> MeetingDraft:
        """`draft`, which was taken from here, with the ids of those who were typed by name."""
        await self._host.settle()
        for picker in self._people.values():
            await picker.settle()
        return replace(
            draft,
            host_id=self._host.value(),
            user_ids=self._people["user_ids"].values(),
            checkin_notification_users=self._people["checkin_notification_users"].values(),
            checkout_notification_users=self._people["checkout_notification_users"].values(),
        )

    def draft(self, visitors: tuple[VisitorDraft, ...]) -> MeetingDraft:
        return MeetingDraft(
            title=self._title.text(),
            description=self._description.text(),
            host_id=self._host.value(),
            start_at=self._site.at(self._starts.wall()),
            end_at=self._site.at(self._ends.wall()),
            user_ids=self._people["user_ids"].values(),
            recurrence=self._repeats.rule(),
            exdate=self._repeats.exdate(),
            checkin_notification_users=self._people["checkin_notification_users"].values(),
            checkout_notification_users=self._people["checkout_notification_users"].values(),
            visitors=visitors,
            walk_in=self._walk_in,
        )

    def state(self) -> Body:
        """What is in the controls: times as the clock's figures, times and people with what is still being typed."""
        half_typed = self.half_typed()
        return {
            "title": self._title.text(),
            "description": self._description.text(),
            "host_id": self._host.value(),
            "start_at": self._starts.wall().isoformat(),
            "end_at": self._ends.wall().isoformat(),
            "recurrence": self._repeats.rule(),
            "exdate": self._repeats.exdate(),
            **{attribute: picker.written() for attribute, picker in self._people.items()},
            "walk_in": self._walk_in,
            **({"half_typed": half_typed} if half_typed else {}),
        }

    def state_of(self, draft: MeetingDraft) -> Body:
        """The state in which `draft` is in the controls. Times that it doesn't have become the next full half hour and
        an hour after that.
        """
        start = self._wall(draft.start_at) or self._next_half_hour()
        end = self._wall(draft.end_at) or start + _USUAL_LENGTH
        return {
            "title": draft.title or composed_title(draft.visitors),
            "description": draft.description,
            "host_id": draft.host_id,
            "start_at": start.isoformat(),
            "end_at": end.isoformat(),
            "recurrence": draft.recurrence,
            "exdate": draft.exdate,
            **{attribute: [*getattr(draft, attribute), ""] for attribute in self._people},
            "walk_in": draft.walk_in,
        }

    def show_state(self, state: Body, visitors: tuple[VisitorDraft, ...]) -> None:
        """Puts everything in the controls as it was; the title follows `visitors` again if it did."""
        self._composed = composed_title(visitors)
        _show(self._title, state["title"])
        _show(self._description, state["description"])
        self._host.set_value(state["host_id"])
        for attribute, picker in self._people.items():
            picker.set_written(state[attribute])
        start, end = datetime.fromisoformat(state["start_at"]), datetime.fromisoformat(state["end_at"])
        self._starts.set_wall(start)
        self._ends.set_wall(end)
        self._length = end - start
        self._repeats.set_rule(state["recurrence"], state["exdate"])
        self._walk_in = state.get("walk_in", False)  # drafts of earlier Foyers don't say it
        for name, typed in state.get("half_typed", {}).items():
            self._times[name].type_again(typed)

    def move_to(self, day: date) -> None:
        """The start to that day, at its time; the end moves along."""
        self._starts.set_wall(datetime.combine(day, self._starts.wall().time()))

    def compose_title(self, visitors: tuple[VisitorDraft, ...]) -> None:
        """Names the meeting after its visitors, unless a person named it or has just emptied the title to do so."""
        composed, before = composed_title(visitors), self._composed
        self._composed = composed
        if composed != before and self._title.text() in ("", before):
            _show(self._title, composed)

    def complain(self, words: Mapping[str, str]) -> None:
        for attribute, field in self.fields.items():
            field.complain(words.get(attribute, ""))
        self.fields["recurrence"].advise(self._repeats.advice() or self._advice.get("recurrence", ""))

    def advise(self, words: Mapping[str, str]) -> None:
        """Says below the fields of these attributes what is worth knowing of what stands in them, and nothing of that
        below the others."""
        gone = self._advice.keys() - words.keys()
        self._advice = words
        for attribute in (*gone, *words):
            if attribute in self.fields:
                self.fields[attribute].advise(words.get(attribute, ""))

    def mark_changed(self, was: Mapping[str, str]) -> None:
        """Marks the fields of these attributes; `was` says what each held before."""
        for attribute, field in self.fields.items():
            field.mark_changed(was.get(attribute))

    def look_up_people(self) -> None:
        """Whoever was shown by id and is known by now is shown by name."""
        self._host.set_value(self._host.value())
        for picker in self._people.values():
            picker.set_written(picker.written())

    def allow_repeats(self, allowed: bool) -> None:
        """One time of a series doesn't repeat by itself."""
        self._repeats.setEnabled(allowed)

    def advise_of_new_people(self) -> None:
        """Says below each field of people which names in it nobody is known by, but not while one is being typed. A
        name that turns out to be somebody's becomes their id, and the sentence goes."""
        typed = {"host_id": (self._host.value(),), **{name: one.values() for name, one in self._people.items()}}
        for attribute, names in typed.items():
            if not self.fields[attribute].has_focus:
                words = new_people_words(new_people(names))
                self.fields[attribute].advise(" ".join(filter(None, (self._advice.get(attribute), words))))

    def go_to(self, attribute: str) -> None:
        self.fields[attribute].control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _connect(self) -> None:
        for attribute, field in self.fields.items():
            field.left.connect(partial(self.left.emit, attribute))
        self.fields["title"].left.connect(self._on_title_left)
        for edit in (self._title, self._description):
            edit.textChanged.connect(self.changed)
        for picker in self._people.values():
            picker.changed.connect(self.changed)
        self._host.changed.connect(self.changed)
        self._host.finished.connect(self.changed)
        self._repeats.changed.connect(self.changed)
        for moment in self._times.values():
            moment.textEdited.connect(self.changed)
        self._starts.changed.connect(self._on_start_moved)
        self._site.on_change(self._move_repeats)
        self._ends.changed.connect(self._on_end_moved)

    def _on_title_left(self) -> None:
        if not self._title.text():
            _show(self._title, self._composed)

    def _on_start_moved(self) -> None:
        """The end moves along, so that the meeting stays as long as it was; one of whole days that begins at an hour
        now is over on the last of them."""
        start, length = self._starts.wall(), self._length
        if self._whole_days and start.time() != time():
            length += _USUAL_LENGTH - ONE_DAY
        self._ends.set_wall(start + length)
        self._length = length
        self._move_repeats()
        self.changed.emit()

    def _move_repeats(self) -> None:
        """A rule is read from the start on, in the site's zone."""
        self._repeats.set_start(self._site.at(self._starts.wall()))

    def _on_end_moved(self) -> None:
        self._length = self._ends.wall() - self._starts.wall()
        self.changed.emit()

    @property
    def _whole_days(self) -> bool:
        """Whether the end was at midnight, one or several days after the start."""
        return self._length >= ONE_DAY and not self._length % ONE_DAY and self._ends.wall().time() == time()

    def _wall(self, moment: datetime | None) -> datetime | None:
        return self._site.local(moment).replace(tzinfo=None) if moment else None

    def _next_half_hour(self) -> datetime:
        now = self._site.now().replace(tzinfo=None)
        hour = now.replace(minute=0, second=0, microsecond=0)
        return hour + _HALF_HOUR * ((now - hour) // _HALF_HOUR + 1)


def _show(edit: QLineEdit, text: str) -> None:
    """Sets another text and shows its beginning, not its end."""
    if text != edit.text():
        edit.setText(text)
        edit.setCursorPosition(0)
