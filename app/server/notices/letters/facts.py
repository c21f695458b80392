"""What a text may tell, by the names that it uses: docs/message-texts.md explains each."""

from __future__ import annotations

from app.models.notices.arrival import ArrivalNotice, Arrived
from app.models.notices.invitation import MOST_TIMES, Invitation
from app.models.notices.ticket_notice import TicketNotice
from app.models.text.lines import one_line, several_lines
from app.server.notices.letters.bounds import Facts
from app.server.notices.letters.dates import clock_words, day_words, span_words
from app.server.notices.letters.ticket_words import PRIORITIES, STATUSES


def of_invitation(invitation: Invitation, language: str) -> Facts:
    starts, ends = invitation.starts, invitation.ends
    return {
        "name": one_line(invitation.name),
        "first_name": one_line(invitation.first_name) or one_line(invitation.name),
        "site": one_line(invitation.site),
        "host": one_line(invitation.host),
        "host_email": one_line(invitation.host_email),
        "host_phone": one_line(invitation.host_phone),
        "title": one_line(invitation.title),
        "note": several_lines(invitation.note),
        "day": day_words(starts, language),
        "time": clock_words(starts, language),
        "when": span_words(starts, ends, language),
        "repeats": invitation.repeats,
        "dates": _dates(invitation, language),
        "directions": several_lines(invitation.directions),
        "bring": several_lines(invitation.bring),
        "wifi_name": one_line(invitation.wifi_name),
        "wifi_password": several_lines(invitation.wifi_password),  # each of its spaces counts
        "code": invitation.code,
    }


def _dates(invitation: Invitation, language: str) -> list[str]:
    """None where there is no second one."""
    times = invitation.next_times
    usual = invitation.starts.time()
    words = [
        day_words(at, language) if at.time() == usual else f"{day_words(at, language)}, {clock_words(at, language)}"
        for at in times[:MOST_TIMES]
    ]
    return [*words, *(["…"] if len(times) > MOST_TIMES else [])] if len(times) > 1 else []


def of_arrival(notice: ArrivalNotice, language: str) -> Facts:
    return {
        "name": one_line(notice.name),
        "host": one_line(notice.host),
        "visitors": [_visitor(one) for one in notice.visitors],
        "first": one_line(notice.visitors[0].name),
        "more": len(notice.visitors) - 1,
        "site": one_line(notice.site),
        "desk": one_line(notice.desk),
        "waits": one_line(notice.waits),
        "day": day_words(notice.happened, language),
        "time": clock_words(notice.happened, language),
        "title": one_line(notice.title),
        "starts": clock_words(notice.starts, language),
    }


def _visitor(one: Arrived) -> dict[str, str]:
    return {"name": one_line(one.name), "company": one_line(one.company), "phone": one_line(one.phone)}


def of_ticket(notice: TicketNotice, language: str) -> Facts:
    due = notice.due
    return {
        "name": one_line(notice.name),
        "site": one_line(notice.site),
        "ticket": one_line(notice.ticket),
        "title": one_line(notice.title),
        "description": several_lines(notice.description),
        "status": STATUSES[language].get(notice.status, ""),
        "priority": PRIORITIES[language].get(notice.priority, ""),
        "category": one_line(notice.category),
        "requester": one_line(notice.requester),
        "requester_phone": one_line(notice.requester_phone),
        "comment": several_lines(notice.comment),
        "by": one_line(notice.by),
        "due": f"{day_words(due, language)}, {clock_words(due, language)}" if due else "",
        "left_out": [one_line(name) for name in notice.left_out],
    }
