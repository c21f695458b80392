"""The pane beside the list: the visitor in hand, what can be done with them, and everything known of the visit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.site import Site
from app.services.visit import Visit
from ui.pages.today_actions import TodayActions
from ui.pages.today_detail import Who, visit_parts
from ui.pages.today_group import group_part
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import DetailPane, section
from ui.widgets.labels import Label


class VisitPane(DetailPane):
    """Requests carry a list of visits; `member_chosen` the key of another of the group."""

    check_in_requested = Signal(object)
    check_out_requested = Signal(object)
    badges_requested = Signal(object)
    forget_requested = Signal(object)
    edit_requested = Signal(object)
    member_chosen = Signal(object)

    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Visit", theme=theme, parent=parent)
        self._site = site
        self._theme = theme
        self._who: Who | None = None

    def show_visit(self, visit: Visit | None, group: tuple[Visit, ...]) -> None:
        """`group` is everybody of the same meeting, the visitor in hand among them."""
        if visit is None:
            self._who = None
            self.show_parts([Label("Choose a visitor to see the whole visit.", look="muted", wrap=True)])
            return
        same = self.shows(visit)
        self._who = Who(visit, site=self._site, theme=self._theme)
        top = section(self._who, self._actions(visit)) if visit.visitor else self._who
        self.show_parts([top, *self._parts(visit, group)], keep_scroll=same)

    def shows(self, visit: Visit) -> bool:
        """Whether it is this one, as it stands now or as it stood."""
        return self._who is not None and self._who.visit.key == visit.key

    def renew(self) -> None:
        """The clock went on."""
        if self._who is not None:
            self._who.renew()

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
