"""The whole ticket in hand, in the pane beside the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.notices.notice import OfTicket
from app.models.notices.ways import Ways
from app.models.objects.ticket import Ticket
from app.models.operations import Operation
from app.services.site import Site
from app.services.tickets.due import due
from app.services.tickets.tickets import TicketRow
from ui.pages.tickets.detail.attachments import attachments_part, files_told, show_progress
from ui.pages.tickets.detail.comments import comments_part
from ui.pages.tickets.detail.facts import counts_part, head_part, lasting_facts, people_part, times_part
from ui.pages.tickets.detail.log import log_part
from ui.pages.tickets.detail.related import related_part, series_part, visit_part
from ui.pages.tickets.detail.thumbnails import Thumbnails
from ui.pages.tickets.work.actions import TicketListActions
from ui.pages.tickets.work.buttons import work_part, work_told
from ui.reception.notices.part import notices_part
from ui.reception.notices.told import ToldInHand
from ui.reception.pending_notice import unsent_part
from ui.theme import Theme
from ui.widgets.detail import DetailPane, facts, section
from ui.widgets.file_drop import FileDrop
from ui.widgets.labels import Label
from ui.widgets.layout.lasting_parts import Part
from ui.wording.custom_fields import own_field


class TicketPane(DetailPane):
    """Draws anew only what has something new to tell, so that nobody who reads loses the line.

    `edit_requested` carries an operation that the server refused, to be edited and resent, `decision_requested` one
    that met another change; `ticket_chosen` the id of a related ticket, `visit_chosen` the visit at which it was
    reported.
    """

    edit_requested = Signal(object)
    decision_requested = Signal(object)
    ticket_chosen = Signal(str)
    visit_chosen = Signal(object)

    def __init__(
        self,
        *,
        whole: Callable[[TicketRow], Ticket],
        actions: TicketListActions,
        thumbnails: Thumbnails,
        told: ToldInHand,
        ways: Callable[[], Ways],
        site: Site,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`whole` gives everything that is known of a row's ticket; `actions` are those with the tickets in hand,
        `told` is whom the server told of it, `ways` how it can."""
        super().__init__("Ticket", theme=theme, parent=parent)
        self._whole = whole
        self._actions = actions
        self._thumbnails = thumbnails
        self._told = told
        self._ways = ways
        told.changed.connect(self.update_words)
        FileDrop(self).dropped.connect(actions.take_file)
        self._site = site
        self._row: TicketRow | None = None
        self._drawn: str | None = ""
        """The key of the row that is drawn, None where there is none."""
        self._message = ""
        self._log_is_open = False
        self._look = 0
        """Counts how often the theme was changed."""
        theme.changed.connect(self._on_theme_changed)
        self.update_words()

    def show_row(self, row: TicketRow | None) -> None:
        if row is None or self._row is None or row.key != self._row.key:
            self._message = ""
        self._row = row
        self._told.show(OfTicket(row.ticket.id) if row and not row.operation else None)
        self.update_words()

    def say(self, message: str) -> None:
        """Tells why what is shown may not be the whole ticket; "" takes it back."""
        self._message = message
        self.update_words()

    def update_words(self) -> None:
        """Draws what has changed, be it that a day has passed, the site's zone is another, or more are in hand."""
        row, before = self._row, self._drawn
        self._drawn = row.key if row else None
        if row is not None:
            ticket = self._whole(row)
            self.setAccessibleDescription("" if row.operation else row.ticket.id)
            self.tell_parts(self._parts(row, ticket), anew=row.key != before)
            show_progress(self, ticket)
        elif before is not None:
            self.show_parts([Label("Choose a ticket to see all of it.", variant="muted", wrap=True)])

    def _parts(self, row: TicketRow, ticket: Ticket) -> list[Part]:
        return [*self._what_it_is(row, ticket), *self._what_was_done(row, ticket)]

    def _what_it_is(self, row: TicketRow, ticket: Ticket) -> Iterator[Part]:
        site, theme, day = self._site, self._theme, self._day()
        lasting, shown = lasting_facts(ticket), row.steady.operation or row.steady.foremost_change
        summary = row.ticket
        known = (summary.id, summary.status, summary.priority, due(summary, site), bool(row.operation), lasting, day)
        yield Part((shown, day), lambda: self._unsent(shown))
        yield Part((known, self._message), lambda: head_part(row, lasting, self._message, site, theme))
        yield Part((work_told(self._actions), day), lambda: work_part(self._actions, theme=theme))
        yield Part(known, lambda: people_part(row, lasting, site, theme))
        yield Part((lasting.custom_fields, day), lambda: self._own_fields(lasting))

    def _what_was_done(self, row: TicketRow, ticket: Ticket) -> Iterator[Part]:
        """What isn't known to be on the server has no number and no history there."""
        site, theme, day = self._site, self._theme, self._day()
        is_there, can = not row.operation, not self._actions.why_not
        series = (ticket.series, ticket.series_recurrence)
        counts = (ticket.comment_count, ticket.attachment_count, ticket.related_ticket_count)
        times = (ticket.created_at, ticket.last_status_changed_at, ticket.last_modified_at, ticket.log_count)
        yield Part((ticket.comments, day), lambda: comments_part(ticket, site=site, theme=theme))
        yield Part((files_told(row, ticket), day), lambda: self._files(row, ticket))
        yield Part((self._told.content, day), lambda: notices_part(self._told, site=site, theme=theme))
        yield Part((row.ticket.id, ticket.related, can, day), lambda: self._related(row, ticket))
        yield Part((ticket.visit, day), lambda: visit_part(ticket.visit, show=self.visit_chosen.emit, theme=theme))
        yield Part((series, day), lambda: self._series(ticket))
        yield Part((is_there, counts, day), lambda: counts_part(ticket, theme) if is_there else None)
        asked_for, ways = ticket.send_requester_solved, self._ways()
        yield Part((is_there, times, asked_for, ways, day), lambda: times_part(row, ticket, ways, site, theme))
        yield Part((ticket.log, ticket.created_at, self._log_is_open, day), lambda: self._log(ticket))

    def _day(self) -> object:
        """What decides how any of it looks."""
        return self._site.today(), self._site.zone, self._look

    def _unsent(self, shown: Operation | None) -> QWidget | None:
        """The ticket itself, else what waits to be done with it."""
        if shown is None:
            return None
        edit, decide = self.edit_requested.emit, self.decision_requested.emit
        return unsent_part(shown.state, shown, theme=self._theme, edit=edit, decide=decide)

    def _own_fields(self, ticket: Ticket) -> QWidget | None:
        own = facts(map(own_field, ticket.custom_fields), theme=self._theme)
        return section(own, heading="Custom fields") if own else None

    def _files(self, row: TicketRow, ticket: Ticket) -> QWidget | None:
        save = self._actions.files.save
        return attachments_part(row, ticket, thumbnails=self._thumbnails, save=save, theme=self._theme)

    def _related(self, row: TicketRow, ticket: Ticket) -> QWidget | None:
        def unrelate(other: str) -> None:
            self._actions.unrelate(row, other)

        can = not self._actions.why_not
        return related_part(ticket, show=self.ticket_chosen.emit, unrelate=unrelate if can else None, theme=self._theme)

    def _series(self, ticket: Ticket) -> QWidget | None:
        return series_part(ticket, show=self.ticket_chosen.emit, now=self._site.now(), theme=self._theme)

    def _log(self, ticket: Ticket) -> QWidget | None:
        return log_part(ticket, is_open=self._log_is_open, toggle=self._on_log, site=self._site, theme=self._theme)

    def _on_log(self) -> None:
        self._log_is_open = not self._log_is_open
        self.update_words()

    def _on_theme_changed(self) -> None:
        self._look += 1
        self.update_words()
