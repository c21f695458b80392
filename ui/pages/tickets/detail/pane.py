"""The whole ticket in hand, in the pane beside the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.notices.notice import OfTicket
from app.models.objects.ticket import Ticket
from app.services.site import Site
from app.services.tickets.due import due
from app.services.tickets.tickets import TicketRow
from ui.pages.tickets.detail.attachments import attachments_part, show_progress
from ui.pages.tickets.detail.comments import comments_part
from ui.pages.tickets.detail.facts import counts_part, head_part, people_part, times_part
from ui.pages.tickets.detail.log import log_part
from ui.pages.tickets.detail.related import related_part, series_part, visit_part
from ui.pages.tickets.detail.thumbnails import Thumbnails
from ui.pages.tickets.work.actions import TicketListActions
from ui.pages.tickets.work.buttons import work_part
from ui.reception.notices.part import notices_part
from ui.reception.notices.told import ToldInHand
from ui.reception.pending_notice import unsent_part
from ui.theme import Theme
from ui.widgets.detail import DetailPane, facts, section
from ui.widgets.file_drop import FileDrop
from ui.widgets.labels import Label
from ui.wording.custom_fields import own_field


class TicketPane(DetailPane):
    """Draws anew only when there is something new to tell, so that nobody who reads loses the line.

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
        site: Site,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`whole` gives everything that is known of a row's ticket; `actions` are those with the tickets in hand,
        `told` is whom the server told of it."""
        super().__init__("Ticket", theme=theme, parent=parent)
        self._whole = whole
        self._actions = actions
        self._thumbnails = thumbnails
        self._told = told
        told.changed.connect(self.update_words)
        FileDrop(self).dropped.connect(actions.take_file)
        self._site = site
        self._row: TicketRow | None = None
        self._message = ""
        self._log_is_open = False
        self._shown: object = None
        self._drawn: object = None
        theme.changed.connect(self._draw)
        self._draw()

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
        late = due(self._row.ticket, self._site) if self._row else None
        in_hand = tuple(row.steady for row in self._actions.in_hand())
        can = (self._actions.why_not, in_hand, self._log_is_open)
        steady = self._row.steady if self._row else None
        shown = (steady, self._message, late, self._site.today(), self._site.zone, can, self._told.content)
        if shown != self._shown:
            self._shown = shown
            self._draw()
        elif self._row is not None:
            show_progress(self, self._whole(self._row))

    def _draw(self) -> None:
        row = self._row
        if row is None:
            self.show_parts([Label("Choose a ticket to see all of it.", variant="muted", wrap=True)])
            return
        same, self._drawn = self._drawn == row.key, row.key
        self.setAccessibleDescription("" if row.operation else row.ticket.id)
        self.show_parts(filter(None, self._parts(row)), keep_scroll=same)

    def _parts(self, row: TicketRow) -> Iterator[QWidget | None]:
        """What isn't known to be on the server has no status, no number and no history there."""
        ticket, site, theme = self._whole(row), self._site, self._theme
        yield from self._unsent(row.steady)
        yield head_part(row, ticket, self._message, site, theme)
        yield work_part(self._actions, theme=theme)
        yield people_part(row, ticket, site, theme)
        own = facts(map(own_field, ticket.custom_fields), theme=theme)
        yield section(own, heading="Custom fields") if own else None
        yield comments_part(ticket, site=site, theme=theme)
        yield attachments_part(row, ticket, thumbnails=self._thumbnails, save=self._actions.files.save, theme=theme)
        yield notices_part(self._told, site=site, theme=theme)
        yield self._related(row, ticket)
        yield visit_part(ticket.visit, show=self.visit_chosen.emit, theme=theme)
        yield series_part(ticket, show=self.ticket_chosen.emit, now=site.now(), theme=theme)
        if not row.operation:
            yield counts_part(ticket, theme)
        yield times_part(row, ticket, site, theme)
        yield log_part(ticket, is_open=self._log_is_open, toggle=self._on_log, site=site, theme=theme)

    def _unsent(self, row: TicketRow) -> Iterator[QWidget]:
        """The ticket itself, else what waits to be done with it."""
        shown = row.operation or row.foremost_change
        if shown is not None:
            edit, decide = self.edit_requested.emit, self.decision_requested.emit
            yield unsent_part(shown.state, shown, theme=self._theme, edit=edit, decide=decide)

    def _related(self, row: TicketRow, ticket: Ticket) -> QWidget | None:
        def unrelate(other: str) -> None:
            self._actions.unrelate(row, other)

        can = not self._actions.why_not
        return related_part(ticket, show=self.ticket_chosen.emit, unrelate=unrelate if can else None, theme=self._theme)

    def _on_log(self) -> None:
        self._log_is_open = not self._log_is_open
        self.update_words()
