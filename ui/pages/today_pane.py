"""The pane beside the list: the visitor in hand, what can be done with them, and everything known of the visit."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.terms import Signature
from app.services.site import Site
from app.services.visit import Visit
from ui.pages.today_actions import TodayActions
from ui.pages.today_detail import Who, visit_parts
from ui.pages.today_group import group_part
from ui.pages.today_signed import SignaturesOf, TermsSigned
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import DetailPane, section
from ui.widgets.labels import Label

Came = tuple[str, datetime | None]
"""A visit's id, and when the visitor arrived."""

NOBODY: Came = ("", None)


class VisitPane(DetailPane):
    """Requests carry a list of visits; `member_chosen` the key of another of the group."""

    check_in_requested = Signal(object)
    check_out_requested = Signal(object)
    badges_requested = Signal(object)
    forget_requested = Signal(object)
    edit_requested = Signal(object)
    member_chosen = Signal(object)

    def __init__(
        self,
        *,
        signatures_of: SignaturesOf,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Visit", theme=theme, parent=parent)
        self._signatures_of = signatures_of
        self._site = site
        self._tasks = tasks
        self._theme = theme
        self._who: Who | None = None
        self._asked = NOBODY
        self._signatures: tuple[Signature, ...] = ()

    def show_visit(self, visit: Visit | None, group: tuple[Visit, ...]) -> None:
        """`group` is everybody of the same meeting, the visitor in hand among them."""
        if visit is None:
            self._who, self._asked = None, NOBODY
            self.show_parts([Label("Choose a visitor to see the whole visit.", look="muted", wrap=True)])
            return
        same = self.shows(visit)
        self._who = Who(visit, site=self._site, theme=self._theme)
        self._terms = TermsSigned(name=visit.name, site=self._site, theme=self._theme)
        top = section(self._who, self._actions(visit), self._terms) if visit.visitor else self._who
        self.show_parts([top, *self._parts(visit, group)], keep_scroll=same)
        self._tell_terms(visit)

    def shows(self, visit: Visit) -> bool:
        """Whether it is this one, as it stands now or as it stood."""
        return self._who is not None and self._who.visit.key == visit.key

    def renew(self) -> None:
        """The clock went on."""
        if self._who is not None:
            self._who.renew()

    def _tell_terms(self, visit: Visit) -> None:
        """The store is asked when another visitor is in hand who came, or the same one comes."""
        came = (visit.id, visit.arrival.arrived_at)
        if came != self._asked:
            self._asked, self._signatures = came, ()
            if visit.arrival.arrived_at is not None:
                self._tasks.start(self._look_up_terms(came))
        self._terms.tell(self._signatures)

    async def _look_up_terms(self, came: Came) -> None:
        signatures = await self._signatures_of(came[0])
        if came == self._asked:  # else another is in hand by now
            self._signatures = signatures
            self._terms.tell(signatures)

    def _parts(self, visit: Visit, group: tuple[Visit, ...]) -> list[QWidget]:
        parts = [*visit_parts(visit, site=self._site, theme=self._theme, edit=self.edit_requested.emit)]
        if len(group) > 1:
            parts.append(
                group_part(
                    visit,
                    group,
                    site=self._site,
                    theme=self._theme,
                    choose=self.member_chosen.emit,
                    check_in=self.check_in_requested.emit,
                )
            )
        if visit.visitor is not None:
            forget = Button("Forget this visitor", theme=self._theme, look="link")
            forget.clicked.connect(lambda: self.forget_requested.emit(visit))
            parts.append(forget)
        return parts

    def _actions(self, visit: Visit) -> QWidget:
        actions = TodayActions(visit, may_come=visit.expected.date() == self._site.today(), theme=self._theme)
        actions.check_in_requested.connect(lambda: self.check_in_requested.emit([visit]))
        actions.check_out_requested.connect(lambda: self.check_out_requested.emit([visit]))
        actions.badge_requested.connect(lambda: self.badges_requested.emit([visit]))
        return actions
