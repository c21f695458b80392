"""*Ticket log*: who did what with a ticket and when, the latest first; shown when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.models.objects.ticket import LogEntry, Ticket
from app.services.site import Site
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import section
from ui.widgets.labels import Label, Sentence
from ui.wording.dates import moment_words
from ui.wording.tickets.ticket_words import log_words


def log_part(
    ticket: Ticket, *, is_open: bool, toggle: Callable[[], object], site: Site, theme: Theme
) -> QWidget | None:
    """`toggle` is called when somebody wants it shown, or not any more."""
    if not ticket.log:
        return None
    button = Button("Ticket log", theme=theme, variant="link", icon="chevron-down" if is_open else "chevron-right")
    count = len(ticket.log)
    button.setAccessibleDescription(f"{count} entr{'y' if count == 1 else 'ies'}, {'shown' if is_open else 'hidden'}")
    button.clicked.connect(toggle)
    start = site.local(ticket.created_at) if ticket.created_at else site.now()
    entries = [_entry(one, start, site) for one in reversed(ticket.log)] if is_open else []
    return section(button, *entries)


def _entry(entry: LogEntry, start: datetime, site: Site) -> QWidget:
    """`start` is when a ticket that repeats began."""
    when = moment_words(site.local(entry.at), site.today()) if entry.at else ""
    below = Sentence(variant="small", wrap=True)
    below.setText("  ·  ".join(filter(None, (entry.by, when))))
    return section(Label(log_words(entry.what, entry.before, entry.after, start), wrap=True), below)
