"""How each kind of notice is put together: its facts are read in a transaction, and put into words after it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row

from app.models.notices.kinds import OF_TICKETS, OF_VISITORS, OF_VISITS, SMS, NoticeKind
from app.models.notices.mail import Mail
from app.models.notices.notice_plan import NoticePlan
from app.server.context import ServerContext
from app.server.notices.content.arrivals import read_arrivals
from app.server.notices.content.composed import Composed, Composer
from app.server.notices.content.day_list import list_of_day
from app.server.notices.content.invitations import read_invitation
from app.server.notices.content.ticket_notices import read_ticket_notice

if TYPE_CHECKING:
    from app.models.notices.arrival import ArrivalNotice
    from app.models.notices.invitation import Invitation
    from app.models.notices.ticket_notice import TicketNotice
    from app.server.notices.letters.texts import Texts


def composers(plan: NoticePlan) -> Mapping[NoticeKind, Composer]:
    """Of every kind; what the site adds to them is of `plan`."""
    letters = _Letters(plan)
    return {
        **dict.fromkeys(OF_VISITORS, letters.of_visitor),
        **dict.fromkeys(OF_VISITS, letters.of_visits),
        **dict.fromkeys(OF_TICKETS, letters.of_ticket),
        NoticeKind.TOMORROW_LIST: list_of_day,
    }


class _Letters:
    def __init__(self, plan: NoticePlan) -> None:
        self._plan = plan

    def of_visitor(self, connection: Connection, context: ServerContext, row: Row[Any]) -> Composed:
        invitation, told = read_invitation(connection, context, self._plan, row)
        letter = self._sms if row.way == SMS else self._invitation
        return Composed(invitation.to, invitation.name, partial(letter, invitation), told)

    def of_visits(self, connection: Connection, context: ServerContext, row: Row[Any]) -> Composed:
        notice = read_arrivals(connection, context, self._plan, row)
        return Composed(notice.to, notice.name, partial(self._arrival, notice))

    def of_ticket(self, connection: Connection, context: ServerContext, row: Row[Any]) -> Composed:
        notice = read_ticket_notice(connection, context, self._plan, row)
        return Composed(notice.to, notice.name, partial(self._ticket, notice))

    def _invitation(self, invitation: Invitation) -> Mail:
        from app.server.notices.letters.letter import invitation_letter

        return invitation_letter(invitation, self._texts)

    def _sms(self, invitation: Invitation) -> Mail:
        from app.server.notices.letters.letter import invitation_sms

        return invitation_sms(invitation, self._texts)

    def _arrival(self, notice: ArrivalNotice) -> Mail:
        from app.server.notices.letters.letter import arrival_letter

        return arrival_letter(notice, self._texts)

    def _ticket(self, notice: TicketNotice) -> Mail:
        from app.server.notices.letters.letter import ticket_letter

        return ticket_letter(notice, self._texts)

    @cached_property
    def _texts(self) -> Texts:
        """Their libraries are large: whoever sends none doesn't pay for them."""
        from app.server.notices.letters.texts import Texts

        return Texts(self._plan.texts)
