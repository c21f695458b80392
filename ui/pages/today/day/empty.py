"""What *Today* says when there is no row to show: nothing planned, nothing found, or nothing known."""

from __future__ import annotations

import asyncio
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.models.visit_row import DayRows, Status
from app.services.site import Site
from ui.pages.today.columns import STATUS_WORDS
from ui.pages.today.search.near import nearest
from ui.pages.today.search.other_days import LOOK, LOOK_KEYS
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.wording.messages import unreadable_words
from ui.wording.people_words import counted

SAMPLE, CONNECT = "Look around with a sample day", "Connect to a server"
WALK_IN, INVITE, CLEAR, AGAIN = "Walk-in", "New meeting", "Clear search", "Try again"
SEARCHED = "Names, companies, hosts, titles, licence plates, telephone numbers and numbers of visits were searched."

PAUSE = 200
"""Milliseconds without a key after which the nearest name is looked for: among thousands that takes a while."""

_NOBODY = {
    Status.EXPECTED: "Nobody is expected any more",
    Status.ON_SITE: "Nobody is on site",
    Status.LEFT: "Nobody has left yet",
    Status.LATE: "Nobody is late",
}


class Empty(Struct, frozen=True):
    """`actions` are words of TodayEmpty's buttons."""

    title: str
    words: str
    actions: tuple[str, ...] = ()


class TodayEmpty(EmptyState):
    """Stands in the place of the list; `first_start` is a desk on its own empty server. `name_chosen` carries the name
    that is most like the one that nobody has, or of somebody whom the list leaves out."""

    sample_requested = Signal()
    connect_requested = Signal()
    walk_in_requested = Signal()
    invite_requested = Signal()
    clear_requested = Signal()
    again_requested = Signal()
    look_requested = Signal()
    name_chosen = Signal(str)

    def __init__(
        self, *, first_start: bool, site: Site, tasks: Tasks, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme=theme, parent=parent)
        self._tasks = tasks
        self._first_start = first_start
        self._site = site
        self._buttons_by_word: dict[str, Button] = {}
        for word, icon, variant, requested in (
            (SAMPLE, "today", "primary", self.sample_requested),
            (CONNECT, "server", "", self.connect_requested),
            (WALK_IN, "walk-in", "primary", self.walk_in_requested),
            (INVITE, "new-meeting", "", self.invite_requested),
            (CLEAR, "", "", self.clear_requested),
            (AGAIN, "refresh", "", self.again_requested),
        ):
            button = Button(word, theme=theme, variant=variant, icon=icon)
            button.clicked.connect(requested)
            self._buttons_by_word[word] = button
        self._buttons_by_word[LOOK] = look = Button(LOOK, theme=theme, hint=LOOK_KEYS)
        look.clicked.connect(self.look_requested)
        self._near = Button("", theme=theme, variant="link")
        self._near_name = self._limit = ""
        self._near.clicked.connect(self._on_near_clicked)
        self._sought: tuple[str, DayRows] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._on_pause)

    def explain(
        self, listed: DayRows | None, *, typed: str, filtered_by: Status | None, narrowed: str, failure: str
    ) -> None:
        """`listed` is the day, None while it was never loaded; `typed` is what was searched for in it, `filtered_by`
        the status that was chosen, `narrowed` to whom else it is narrowed, in words."""
        self._limit = ", ".join(filter(None, (STATUS_WORDS[filtered_by] if filtered_by else "", narrowed)))
        self._seek(typed, listed)
        if listed is None:
            empty = not_there(failure)
        elif typed:
            empty = nobody_called(typed, self._limit)
        elif narrowed and listed.visits:
            empty = Empty(f"Nobody is listed under “{narrowed}”", "The list is up to date; others are on it.", (CLEAR,))
        elif filtered_by is not None and listed.visits:
            empty = Empty(_NOBODY[filtered_by], "The list is up to date; others are on it.", (CLEAR,))
        else:
            empty = nobody(listed, today=self._site.today(), first_start=self._first_start)
        self._say(empty)

    def offers_walk_in(self) -> bool:
        return not self._buttons_by_word[WALK_IN].isHidden()

    def _say(self, empty: Empty) -> None:
        buttons = [self._buttons_by_word[word] for word in empty.actions]
        self.say(empty.title, empty.words, ((self._near, *buttons) if self._near_name else tuple(buttons)))

    def _seek(self, typed: str, listed: DayRows | None) -> None:
        if self._sought is None or self._sought[0] != typed:
            self._near_name = ""
        self._sought = (typed, listed) if typed and listed else None
        self._pause.start() if self._sought else self._pause.stop()

    def _on_pause(self) -> None:
        if self._sought is None or not self.isVisible():
            return
        self._tasks.start(self._offer_near(*self._sought))

    def _on_near_clicked(self) -> None:
        self.name_chosen.emit(self._near_name)

    async def _offer_near(self, typed: str, listed: DayRows) -> None:
        near = await asyncio.to_thread(nearest, typed, listed.visits)
        if self._sought != (typed, listed):
            return
        self._near_name = near.name if near else ""
        if near:
            lead = "On this day" if self._limit else "Close"
            words = f"{lead}: {near.name}, {self._site.local(near.starts):%H:%M}"
            self._near.setText(words)
            self._near.setAccessibleName(words)
        self._say(nobody_called(typed, self._limit))


def not_there(failure: str) -> Empty:
    """The day was never loaded: it isn't empty, it is unknown."""
    if failure:
        return Empty("This day could not be loaded", failure, (AGAIN,))
    return Empty("Loading the day", "One moment.")


def nobody(listed: DayRows, *, today: date, first_start: bool) -> Empty:
    """The server has no meeting on that day, or none that can be read."""
    if listed.unreadable:
        return Empty("Nothing could be read", f"{unreadable_words(listed.unreadable, 'meeting')}.", (AGAIN,))
    if listed.date < today:
        return Empty("Nobody was expected", "The list of this day is empty.")
    if first_start and listed.unused:
        words = "The list is up to date, and it is empty. This desk runs on its own: no account, no network."
        return Empty("Nobody is expected", words, (SAMPLE, CONNECT))
    actions = (WALK_IN, INVITE) if listed.date == today else (INVITE,)
    return Empty("Nobody is expected", "The list is up to date, and it is empty.", actions)


def nobody_called(typed: str, limit: str) -> Empty:
    """The search is empty, not the day. `limit` is what the list is filtered by, "" where it has everybody."""
    where = f"is listed under “{limit}”" if limit else "on this day"
    return Empty(f"No one called “{typed}” {where}", SEARCHED, (CLEAR, LOOK))


def count_words(listed: DayRows) -> str:
    """ "46 visitors in 27 meetings", and how many could not be read."""
    counts = f"{counted(listed.visitors, 'visitor')} in {counted(listed.meetings, 'meeting')}"
    missing = unreadable_words(listed.unreadable, "meeting")
    return f"{counts} · {missing}" if missing else counts
