"""Everybody of the same meeting: who is in, who is still to come, and all of those checked in at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.models.visit_row import Status, VisitRow
from app.services.site import Site
from ui.pages.today.columns import STATUS_MARKS
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import section
from ui.widgets.labels import Elided, Label, picture
from ui.widgets.layout.rest_on_demand import rest_on_demand
from ui.widgets.table.marks import mark_pixmap
from ui.wording.dates import time_words

SHOWN = 5


def group_part(
    visit: VisitRow,
    group: tuple[VisitRow, ...],
    *,
    site: Site,
    theme: Theme,
    choose: Callable[[str], object],
    check_in: Callable[[list[VisitRow]], object],
) -> QWidget:
    """The first few of the group, and the rest on demand. `choose` goes to one by key."""
    now = site.now()
    rows = [_member(one, one.key == visit.key, one.status(now), site, theme, choose) for one in group]
    missing = [one for one in group if not (one.arrival.on_site or one.arrival.left or one.cancelled)]
    return section(
        _heading(group, theme),
        *rows,
        rest_on_demand(rows[SHOWN:], f"Show all {len(group)}", theme=theme),
        _all_at_once(missing, theme, check_in) if visit.day == site.today() else None,
    )


def _heading(group: tuple[VisitRow, ...], theme: Theme) -> QWidget:
    """How many they are and how many of them are in, also as a bar."""
    inside = sum(one.arrival.on_site for one in group)
    bar = QProgressBar()
    bar.setRange(0, len(group))
    bar.setValue(inside)
    bar.setTextVisible(False)
    bar.setFixedHeight(theme.px(6))
    bar.setAccessibleName("On site of the group")
    row_widget = QWidget()
    row = QHBoxLayout(row_widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Label(f"Group of {len(group)}", variant="heading"))
    row.addStretch()
    if inside:
        row.addWidget(Label(f"{inside} on site", variant="good"))
    return section(row_widget, bar)


def _all_at_once(missing: list[VisitRow], theme: Theme, check_in: Callable[[list[VisitRow]], object]) -> QWidget | None:
    if len(missing) < 2:
        return None
    together = Button(f"Check in all {len(missing)}", theme=theme, icon="group")
    together.clicked.connect(lambda: check_in(missing))
    return together


def _member(
    member: VisitRow, in_hand: bool, status: Status, site: Site, theme: Theme, choose: Callable[[str], object]
) -> QWidget:
    button = Button(member.name, theme=theme, variant="member")
    button.setProperty("inHand", in_hand)
    button.setToolTip("")
    button.setText("")
    row = QHBoxLayout(button)
    row.setContentsMargins(8, 0, 8, 0)
    row.setSpacing(8)
    mark, role = STATUS_MARKS[status]
    row.addWidget(picture(mark_pixmap(theme, mark, role, "accent-soft" if in_hand else "surface")))
    row.addWidget(Elided(member.name, variant="strong" if in_hand else ""), 3)
    came = member.arrival.left_at or member.arrival.arrived_at
    if came:
        row.addWidget(Label(time_words(site.local(came), site.today()), variant="caption"))
    elif member.company:
        row.addWidget(Elided(member.company, variant="caption"), 2)
    button.clicked.connect(lambda: choose(member.key))
    return button
