"""What is known of a ticket, as the sections of its pane."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.models.notices.ways import Ways
from app.models.objects.person import User
from app.models.objects.summaries import TicketSummary
from app.models.objects.ticket import Supplier, Ticket
from app.models.tickets.standing import status_number
from app.models.tickets.steps import ON_HOLD
from app.services.site import Site
from app.services.tickets.due import Due, Lateness, due
from app.services.tickets.tickets import TicketRow
from ui.pages.tickets.list.columns import due_words, priority_cell
from ui.reception.tickets.status_style import status_style
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import facts, marked, section, status_chip, with_lines
from ui.widgets.labels import Label, picture
from ui.widgets.layout.flow_layout import FlowLayout
from ui.widgets.table.marks import mark_pixmap
from ui.wording.custom_fields import in_words
from ui.wording.dates import moment_words, short_day
from ui.wording.notices.notice_words import no_email_words
from ui.wording.repeat_words import next_words
from ui.wording.tickets.ticket_words import left_words

_IS_TOLD = "Requester is told when it is solved"
_PASSING: Mapping[str, Any] = {
    **dict.fromkeys(("comments", "attachments", "related", "log"), ()),
    **dict.fromkeys(("comment_count", "attachment_count", "related_ticket_count", "log_count"), 0),
    "last_modified_at": None,
}
"""What becomes another with all that is done with a ticket."""


def lasting_facts(ticket: Ticket) -> Ticket:
    """The ticket without what was said of it or attached, and when."""
    runs = {"clock": None} if ticket.clock and ticket.clock.runs else {}
    return ticket.model_copy(update={**_PASSING, **runs})


def head_part(row: TicketRow, ticket: Ticket, message: str, site: Site, theme: Theme) -> QWidget:
    flags = (("Favourite", ticket.favorite), ("Reopened", ticket.reopened), ("Archived", ticket.archived))
    flag_words = " · ".join(name for name, on in flags if on)
    description = Label(ticket.description, wrap=True)
    description.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return section(
        None if row.operation else _status_and_number(row.ticket, theme),
        Label(message, variant="warning", wrap=True) if message else None,
        Label(ticket.title or "Without a title", variant="person", wrap=True),
        Label(flag_words, variant="caption") if flag_words else None,
        description if ticket.description else None,
        _alarm(row.ticket, site, theme),
    )


def _status_and_number(ticket: TicketSummary, theme: Theme) -> QWidget:
    word, mark, role = status_style(ticket.status)
    copy = Button("Copy ticket number", theme=theme, variant="icon", icon="copy")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(ticket.id))
    top = QWidget()
    row = QHBoxLayout(top)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(status_chip(word, "", mark=mark, role=role, theme=theme), 1)
    row.addWidget(Label(ticket.id, variant="muted"))
    row.addWidget(copy)
    return top


def _alarm(ticket: TicketSummary, site: Site, theme: Theme) -> QWidget | None:
    known = due(ticket, site)
    if known is None or known.lateness is not Lateness.LATE:
        return None
    alarm = QFrame()
    alarm.setObjectName("alarm")
    row = QHBoxLayout(alarm)
    row.setContentsMargins(10, 8, 10, 8)
    row.setSpacing(8)
    row.addWidget(picture(mark_pixmap(theme, "rejected", "rejected", "rejected-tint")))
    row.addWidget(Label(f"Due {due_words(known, site.today())}", wrap=True), 1)
    return alarm


def people_part(row: TicketRow, ticket: Ticket, site: Site, theme: Theme) -> QWidget:
    known, priority = due(row.ticket, site), priority_cell(row.ticket.priority)
    role = priority.role or ("text-muted" if priority.variant == "muted" else "text")
    pairs: tuple[tuple[str, str | QWidget], ...] = (
        (
            "Priority",
            marked("Priority", priority.text, mark=priority.mark, role=role, theme=theme)
            if priority.mark
            else priority.text,
        ),
        ("Category", ticket.category.value or ticket.category.id if ticket.category else ""),
        ("Due", "" if known and known.lateness is Lateness.LATE else _due(known, row, ticket, site)),
        ("Agent", _person("Agent", ticket.agent) or "Nobody yet"),
        ("Supplier", _supplier(ticket, site)),
        ("Notifier", _person("Notifier", ticket.notifier)),
        ("Creator", _person("Creator", ticket.creator) if ticket.creator != ticket.notifier else _name(ticket.creator)),
        ("Repeats", _repeats(ticket, site)),
        ("Reference", ticket.reference),
        ("Rating", "" if ticket.rating is None else in_words(ticket.rating)),
    )
    return section(facts(pairs, theme=theme))


def _due(known: Due | None, row: TicketRow, ticket: Ticket, site: Site) -> str:
    """While its clock stands on hold, it isn't known by when."""
    if known is not None:
        return due_words(known, site.today())
    clock = ticket.clock
    stands = clock is not None and not clock.runs and status_number(row.ticket) == ON_HOLD
    return left_words(clock.allowed - clock.used) if clock is not None and stands else ""


def _repeats(ticket: Ticket, site: Site) -> str:
    return next_words(ticket.recurrence, site.local(ticket.created_at) if ticket.created_at else None, site.now())


def _name(person: User | Supplier | None) -> str:
    return (person.name or person.id) if person else ""


def _person(word: str, person: User | None) -> str | QWidget:
    """The name, and below it how to reach them."""
    if person is None:
        return ""
    ways = [way for way in (person.mobile or person.phone, person.email) if way]
    return with_lines(word, person.name, *ways) if ways else person.name


def _supplier(ticket: Ticket, site: Site) -> str | QWidget:
    """The firm, and below it when it was told and when it read that: in one line when both were today."""
    today = site.today()
    notified, read = (
        f"{word} {_brief(site.local(at), today)}" if at else ""
        for word, at in (
            ("Told", ticket.supplier_last_notification_sent_at),
            ("Read", ticket.supplier_last_read_at),
        )
    )
    lines = [one for one in (notified, read) if one]
    if len(lines) == 2 and not any("," in one for one in lines):
        lines = [f"{notified}, {read.lower()}"]
    name = _name(ticket.supplier)
    return with_lines("Supplier", name, *lines) if name and lines else name or ", ".join(lines)


def _brief(moment: datetime, today: date) -> str:
    """ "08:20" or "Sun 22 Nov, 08:20"."""
    time = f"{moment:%H:%M}"
    return time if moment.date() == today else f"{short_day(moment.date(), today)}, {time}"


def counts_part(ticket: Ticket, theme: Theme) -> QWidget:
    """What else there is to the ticket; the API tells how many, not what they say."""
    counts = QWidget()
    flow = FlowLayout(theme=theme, gap=10)
    counts.setLayout(flow)
    for count, one, many, icon in (
        (ticket.comment_count, "comment", "comments", "comment"),
        (ticket.attachment_count, "file", "files", "attachment"),
        (ticket.related_ticket_count, "related", "related", "link"),
    ):
        count_row = QWidget()
        row = QHBoxLayout(count_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(picture(theme.pixmap(icon, "text-muted", 16)))
        row.addWidget(Label(str(count), variant="strong"))
        row.addWidget(Label(one if count == 1 else many, variant="muted"))
        flow.add(count_row)
    return counts


def times_part(row: TicketRow, ticket: Ticket, ways: Ways, site: Site, theme: Theme) -> QWidget:
    pairs = (
        ("Entered" if row.operation else "Created", _moment(ticket.created_at, site)),
        ("Status since", _moment(ticket.last_status_changed_at, site)),
        ("Last change", _moment(ticket.last_modified_at, site)),
        ("Log", f"{ticket.log_count} entr{'y' if ticket.log_count == 1 else 'ies'}" if ticket.log_count else ""),
    )
    bell = None
    if ticket.send_requester_solved:
        bell = QWidget()
        bell_row = QHBoxLayout(bell)
        bell_row.setContentsMargins(0, 4, 0, 0)
        bell_row.setSpacing(8)
        bell_row.addWidget(picture(theme.pixmap("bell", "text-muted", 16)))
        no_email = no_email_words(ways)
        words = f"Requester wants to be told when it is solved. {no_email}" if no_email else _IS_TOLD
        bell_row.addWidget(Label(words, variant="muted", wrap=True), 1)
    return section(facts(pairs, theme=theme), bell, heading="Times")


def _moment(moment: datetime | None, site: Site) -> str:
    return moment_words(site.local(moment), site.today()) if moment else ""
