"""What is done at the desk from whichever screen: people are checked in and out, received, given badges, forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.errors import PrinterFailed
from app.services.arrivals import Said
from app.services.present import Present
from app.services.visit import Visit
from ui.arrival_words import checked_in_words, still_here_words
from ui.arriving import Arriving
from ui.closing_time import ClosingTime
from ui.compose.place import Place
from ui.compose.services import Services
from ui.compose.wanted_later import badges, walk_ins
from ui.dialogs import ask_to_forget
from ui.main_window import MainWindow
from ui.messages import no_badge_words
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.banner import Action

if TYPE_CHECKING:
    from ui.badges import Badges


class FrontDesk(QObject):
    """`window` gives the window that is on screen; `show_visit` goes to a visit on *Today*.

    A QObject, because Qt would hold anything else that its signals reach for good.
    """

    def __init__(
        self,
        *,
        place: Place,
        services: Services,
        tasks: Tasks,
        theme: Theme,
        window: Callable[[], MainWindow],
        show_visit: Callable[[Visit], None],
    ) -> None:
        super().__init__()
        self._place = place
        self._services = services
        self._tasks = tasks
        self._theme = theme
        self._window = window
        self.arriving = Arriving(arrivals=services.arrivals, day=services.day, site=services.site, tasks=tasks.part())
        self.arriving.done.connect(self._tell)
        self.arriving.wanted.connect(self._on_wanted)
        self._show_visit = show_visit
        self._receiving: Callable[[], None] | None = None

    def watch_the_clock(self) -> None:
        """From the set hour on, those are listed who are still checked in."""
        closing = ClosingTime(
            arrivals=self._services.arrivals,
            site=self._services.site,
            at=self._place.settings.check_out_at,
            parent=self._window(),
        )
        closing.due.connect(self._on_closing_time)

    def receive(self) -> None:
        """Opens the form for somebody without an invitation: the same one each time, with what was typed."""
        if self._receiving is None:
            from ui.pages.walk_in import WalkInForm

            form = WalkInForm(
                walk_ins=walk_ins(self._place, self._services),
                directory=self._services.directory,
                tasks=self._tasks.part(),
                theme=self._theme,
                parent=self._window(),
            )
            form.received.connect(self._on_received)
            self._receiving = form.start
        self._receiving()

    @cached_property
    def _badges(self) -> Badges:
        """Made when the first badge is wanted: the first window doesn't wait for what draws it."""
        return badges(self._place, self._services, tasks=self._tasks.part(), theme=self._theme)

    def show_badges(self, visits: Sequence[Visit]) -> None:
        self._badges.show(visits, self._window())

    def forget(self, visit: Visit) -> None:
        """Asks first."""

        def forget() -> None:
            self._tasks.start(self._forgotten(visit))

        ask_to_forget(self._window(), visit.name, theme=self._theme, forget=forget)

    def _tell(self, words: str, undo: Callable[[], None] | None) -> None:
        self._window().notice.tell(words, undo)

    def _on_wanted(self, visit: Visit) -> None:
        self._show_visit(visit)

    def _on_received(self, visit: Visit, said: Said) -> None:
        words = checked_in_words(said, self._services.site.today())
        self._tell(words, lambda: self.arriving.take_back(said.entries))
        self._show_visit(visit)
        self._tasks.start(self._badge_printed(visit))

    async def _badge_printed(self, visit: Visit) -> None:
        """A dead printer must not look as if the visitor were not checked in."""
        try:
            await self._badges.print([visit])
        except PrinterFailed as error:
            again = Action("Print badge", lambda: self.show_badges([visit]))
            self._window().banner.say(no_badge_words(visit.name, error), actions=(again,))

    async def _forgotten(self, visit: Visit) -> None:
        assert visit.visitor is not None
        await self._services.forgetting.forget(visit.visitor)
        self._services.day.look_anew()  # first: what the arrivals tell has the lists read from the store then
        await self._services.arrivals.look_anew()
        self._window().page().refresh()
        self._tell("Forgotten at this desk.", None)

    def _on_closing_time(self, present: list[Present]) -> None:
        show = Action("Show them", lambda: self._show_still_here(present))
        self._window().banner.say(still_here_words(len(present)), kind="notice", actions=(show,))

    def _show_still_here(self, present: list[Present]) -> None:
        from ui.pages.still_here import StillHere

        dialog = StillHere(present=present, site=self._services.site, theme=self._theme, parent=self._window())
        dialog.check_out_requested.connect(self.arriving.check_out_all)
        dialog.open()
