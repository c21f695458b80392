"""The meeting as a visitor's calendar takes it out of the mail: put in, moved or taken out again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from app.models.calendars.calendar_event import CalendarEvent, Guest, Mailbox
from app.models.moments import utc_stamp
from app.models.notices.invitation import Invitation
from app.models.notices.kinds import NoticeKind
from app.models.notices.mail import CalendarPart
from app.models.text.lines import one_line, several_lines
from app.paper.calendars.writing import calendar_of

_UNTIL = re.compile(r"(?<=UNTIL=)(\d{8})(?:T(\d{6}))?(?![\dTZ])", re.IGNORECASE)
"""The last time of a rule, where it isn't in UTC."""


def calendar_part(invitation: Invitation) -> CalendarPart | None:
    """Without the code and the Wi-Fi's password: calendars are shared. None of a reminder: the invitation has put the
    meeting into the calendar, and a second one would ask the visitor to answer again.

    A host without an address can get no answer: then the meeting is only told (PUBLISH), and the visitor isn't asked.
    """
    if invitation.kind is NoticeKind.REMINDER:
        return None
    cancelled = invitation.kind is NoticeKind.CANCELLATION
    method = "CANCEL" if cancelled else "REQUEST"
    if not invitation.host_email:
        method = "PUBLISH"
    starts, ends = invitation.first or (invitation.starts, invitation.ends)
    event = CalendarEvent(
        uid=invitation.uid,
        title=one_line(invitation.title) or one_line(invitation.site),
        description="\n\n".join(filter(None, map(several_lines, (invitation.note, invitation.directions)))),
        location=one_line(invitation.site),
        starts=starts,
        ends=ends,
        sequence=invitation.sequence,
        rule=_UNTIL.sub(lambda until: _in_utc(until, invitation.starts), invitation.recurrence),
        left_out=invitation.left_out if invitation.repeats else (),
        further=invitation.further,
        organiser=Mailbox(one_line(invitation.host), invitation.host_email),
        guests=() if method == "PUBLISH" else (Guest(Mailbox(one_line(invitation.name), invitation.to)),),
        cancelled=cancelled,
    )
    return CalendarPart(calendar_of(event, invitation.at, method), method)


def _in_utc(until: re.Match[str], starts: datetime) -> str:
    """RFC 5545 wants it so where the meeting has a zone. A day alone counts to its end."""
    day = datetime.strptime(until[1], "%Y%m%d").replace(tzinfo=UTC).date()
    clock = datetime.strptime(until[2], "%H%M%S").replace(tzinfo=UTC).time() if until[2] else time(23, 59, 59)
    return utc_stamp(datetime.combine(day, clock, starts.tzinfo))
