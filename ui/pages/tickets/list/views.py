"""*Saved views*: what is looked for again and again, each with how many tickets it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from app.errors import FoyerError
from app.models.objects.ticket_query import URGENCY, TicketQuery
from app.models.tickets.views import BUILT_IN, MINE, SavedView, mine
from app.services.people.contacts import Contacts
from app.services.tickets.tickets import Tickets
from app.services.tickets.views import SavedViews
from ui.models.list_reader import ListReader
from ui.pages.tickets.list.view_name import ViewName
from ui.reception.tickets.ticket_actions import TicketActions
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.person_lookup import known_as
from ui.widgets.menu import MenuEntry, menu_text, open_menu


class Shown(Struct, frozen=True):
    """The built-in views, *Mine* of whom it is by now; those that people saved here; and of all of them how many
    tickets each has, where known."""

    built_in: tuple[SavedView, ...] = (mine(""), *BUILT_IN)
    own: tuple[SavedView, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


class ViewsButton(Button):
    """`chosen` carries the query of a view; `query` gives the one that is shown now. `actions` know who *me* is."""

    chosen = Signal(object)

    def __init__(
        self,
        *,
        views: SavedViews,
        tickets: Tickets,
        query: Callable[[], TicketQuery],
        actions: TicketActions,
        contacts: Contacts,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Saved views", theme=theme, variant="bar", icon="star", parent=parent)
        self._views = views
        self._query = query
        self._actions = actions
        self._contacts = contacts
        self._tasks = tasks
        self._theme = theme
        self._reader: ListReader[Shown] = ListReader(self._read, tasks=tasks, parent=self)
        self._menu: QMenu | None = None
        self._reader.taken.connect(self._show_counts)
        tickets.on_change(lambda: self._reader.read() if self.isVisible() else None)
        self.clicked.connect(self._open)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reader.read()

    def _open(self) -> None:
        """With the counts that are known; the server is asked for others, which follow. That it is away is told of
        elsewhere."""
        self._menu = open_menu(self._entries(), self._below(), parent=self)
        self._reader.read()
        self._tasks.start(self._views.count(_countable(self._all())), on_error=_nothing_new)

    def _show_counts(self) -> None:
        if self._menu is not None and isValid(self._menu):
            for action, view in zip(self._menu.actions(), self._all(), strict=False):
                if action.text().startswith(menu_text(view.name)):
                    action.setText(menu_text(self._words(view)))

    def _words(self, view: SavedView) -> str:
        counts = self._shown.counts
        return f"{view.name}  ({counts[view.name]})" if view.name in counts else view.name

    def _choose(self, view: SavedView) -> None:
        if view.name == MINE:
            self._actions.ask_own_agent(self._choose_mine, title="Mine", save="Save and show")
        else:
            self.chosen.emit(view.query)

    def _choose_mine(self, agent: str) -> None:
        self._tasks.start(self._chosen_mine(agent))

    async def _chosen_mine(self, agent: str) -> None:
        self.chosen.emit(mine(await self._id_of(agent)).query)

    async def _id_of(self, agent: str) -> str:
        """Of a name that this desk knows nobody by, the name: nothing is assigned to them."""
        person = await known_as(agent, self._contacts.users)
        return person.id if person else agent

    def _drop(self, view: SavedView) -> None:
        self._tasks.start(self._views.drop(view.name))

    def _all(self) -> tuple[SavedView, ...]:
        return (*self._shown.built_in, *self._shown.own)

    @property
    def _shown(self) -> Shown:
        return self._reader.rows or Shown()

    async def _read(self, before: Shown | None) -> Shown:
        built_in = (mine(await self._id_of(self._actions.own_agent.value)), *BUILT_IN)
        own = await self._views.own()
        shown = Shown(built_in, own, await self._views.counts(_countable((*built_in, *own))))
        return before if before is not None and before == shown else shown

    def _below(self) -> QPoint:
        return self.mapToGlobal(QPoint(0, self.height()))

    def _entries(self) -> Iterator[MenuEntry | None]:
        now = _bare(self._query())
        for view in self._all():
            yield MenuEntry(self._words(view), "", partial(self._choose, view))
        yield None
        same = next((view for view in self._all() if _bare(view.query) == now), None)
        if same is None and now not in (TicketQuery(), TicketQuery(sort_by=URGENCY)):
            yield MenuEntry("Save this view", "", self._ask)
        if same is not None and same in self._shown.own:
            yield MenuEntry(f"Remove “{same.name}”", "", partial(self._drop, same))

    def _ask(self) -> None:
        taken = {view.name for view in self._shown.built_in}
        question = ViewName(taken=taken, theme=self._theme, parent=self.window())
        question.named.connect(self._on_named)
        question.open()

    def _on_named(self, name: str) -> None:
        self._tasks.start(self._views.keep(SavedView(name, self._query())))


def _bare(query: TicketQuery) -> TicketQuery:
    """Wherever one is in the list."""
    return replace(query, page=1, page_size=TicketQuery().page_size)


def _countable(views: Iterable[SavedView]) -> list[SavedView]:
    """Without *Mine*, while nobody knows whose it is."""
    return [view for view in views if view != mine("")]


def _nothing_new(error: FoyerError) -> None:
    """The counts stay as they were heard."""
