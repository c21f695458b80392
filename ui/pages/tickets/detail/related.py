"""*Related tickets*: each leads to the other; and of what a ticket came: the visit at which it was reported, the series
that made it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.objects.summaries import Numbered
from app.models.objects.ticket import FromVisit, Related, Ticket
from ui.reception.tickets.status_style import status_style
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import section
from ui.widgets.labels import Elided, Label, picture
from ui.widgets.table.marks import mark_pixmap
from ui.wording.repeat_words import series_words
from ui.wording.tickets.problem_words import visit_words


def related_part(
    ticket: Ticket, *, show: Callable[[str], object], unrelate: Callable[[str], object] | None, theme: Theme
) -> QWidget | None:
    """`show` goes to another ticket by its id; `unrelate` ends a relation, None where nothing can be changed."""
    if not ticket.related:
        return None
    rows = (_row(one, show, unrelate, theme) for one in ticket.related)
    return section(*rows, heading="Related tickets")


def visit_part(visit: FromVisit | None, *, show: Callable[[FromVisit], object], theme: Theme) -> QWidget | None:
    """`show` goes to the visit."""
    if visit is None or not visit.meeting:
        return None
    button = Button("Show visit", theme=theme, variant="link", icon="person")
    button.clicked.connect(lambda: show(visit))
    return section(Label(visit_words(visit.day, visit.name), wrap=True), button, heading="Visit")


def series_part(ticket: Ticket, *, show: Callable[[str], object], now: datetime, theme: Theme) -> QWidget | None:
    """Of one that a series made: `show` goes to its first ticket, where the series is changed and stopped."""
    if not ticket.series:
        return None
    words = series_words(ticket.series_recurrence, now)
    if ticket.series_recurrence is not None:
        words += ". It is changed or stopped at its first ticket."
    button = Button("Show first ticket", theme=theme, variant="link", icon="repeat")
    button.clicked.connect(lambda: show(ticket.series))
    return section(Label(words, wrap=True), button, heading="Series")


def _row(
    other: Related, show: Callable[[str], object], unrelate: Callable[[str], object] | None, theme: Theme
) -> QWidget:
    row_widget = QWidget()
    row = QHBoxLayout(row_widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    if other.status is not None:
        word, mark, role = status_style(Numbered(other.status.id, other.status.value))
        sign = picture(mark_pixmap(theme, mark, role))
        sign.setToolTip(word)
        row.addWidget(sign)
    words = Elided(other.title or other.id)
    row.addWidget(words, 1)
    if other.same:
        row.addWidget(Label("the same", variant="small"))
    elif other.operation:
        row.addWidget(Label("waiting", variant="small"))
    open_it = Button(f"Show ticket {other.id}", theme=theme, variant="icon", icon="chevron-right")
    open_it.clicked.connect(lambda: show(other.id))
    if unrelate is not None and not other.same:
        end = Button(f"Not related to {other.id}", theme=theme, variant="icon", icon="close")
        end.clicked.connect(lambda: unrelate(other.id))
        row.addWidget(end)
    row.addWidget(open_it)
    return row_widget
