"""*Visitor history*: the earlier visits of the visitor in hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.visits.history import EarlierVisit, History
from app.services.site import Site
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import section
from ui.widgets.labels import Label
from ui.widgets.layout.rest_on_demand import rest_on_demand
from ui.wording.dates import day_and_month, stay_words
from ui.wording.people_words import counted

SHOWN = 3


def history_part(history: History, *, ask_server: Callable[[], object] | None, site: Site, theme: Theme) -> QWidget:
    """The latest few, and the others on demand; also that there is none. `ask_server` looks for more, None where that
    can't be or was done."""
    rows = [_row(visit, site, theme) for visit in history.visits]
    return section(
        *(rows or [Label(_none_words(history), variant="muted", wrap=True)]),
        rest_on_demand(rows[SHOWN:], f"Show all {len(rows)} visits", theme=theme),
        *(Label(words, variant="muted", wrap=True) for words in _doubts(history)),
        _from_server(ask_server, theme),
        heading="Visitor history",
    )


def _from_server(ask: Callable[[], object] | None, theme: Theme) -> QWidget | None:
    if ask is None:
        return None
    button = Button("Earlier visits on the server", theme=theme, variant="link", icon="server")
    button.clicked.connect(ask)
    return button


def _row(visit: EarlierVisit, site: Site, theme: Theme) -> QWidget:
    came, left = site.local(visit.arrived_at), site.local(visit.left_at) if visit.left_at else None
    stay = f"{came:%H:%M} to {left:%H:%M}, {stay_words(left - came)}" if left else f"came {came:%H:%M}"
    year = f" {came.year}" if came.year != site.today().year else ""
    when = Label(f"{day_and_month(came.date())}{year}, {stay}", variant="strong", wrap=True)
    what = ", ".join(filter(None, (visit.host, visit.meeting)))
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(2))
    column.addWidget(when)
    if what:
        column.addWidget(Label(what, variant="muted", wrap=True))
    return row


def _none_words(history: History) -> str:
    return "Here for the first time." if history.whole else "No earlier visit is known at this desk."


def _doubts(history: History) -> list[str]:
    """What isn't sure of it."""
    said = []
    if history.visits and history.by_name:
        said.append("Known again by name and company alone: no email address says more.")
    if history.namesakes:
        visits = counted(history.namesakes, "visit")
        said.append(f"{visits} by others of this name, with another company or email address, left out.")
    if history.visits and not history.whole:
        said.append("As far as this desk's file goes back.")
    return said
