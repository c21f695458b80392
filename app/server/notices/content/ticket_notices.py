"""What is told of a ticket, read when it is sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from app.models.notices.kinds import MAIL, NoticeKind
from app.models.notices.mail import Attachment
from app.models.notices.notice_plan import NoticePlan
from app.models.notices.ticket_notice import TicketNotice
from app.models.tickets.steps import SOLVED
from app.server.bodies.refusal import Refusal
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.notices.content.composed import NoAddress, Overtaken, TooEarly
from app.server.notices.content.people import Reader, reader_of, user_as_reader
from app.server.notices.of_tickets import FILES_FOLLOW
from app.server.storage.tables.notices import notices
from app.server.storage.tables.tickets import attached, attachment_files, ticket_comments
from app.server.tickets.stored import read

LARGEST_FILES = 8 * 2**20
"""Bytes of all files that come along with one mail: many mail servers take no more than 10 MB, and in a mail they are a
third longer."""


def read_ticket_notice(connection: Connection, context: ServerContext, plan: NoticePlan, row: Row[Any]) -> TicketNotice:
    """What this row of the table of notices tells. Raises Overtaken, NoAddress and TooEarly."""
    kind = NoticeKind(row.kind)
    try:
        ticket = read(connection, row.ticket)
    except Refusal as error:
        raise Overtaken("The ticket is not there any more.") from error
    if kind is NoticeKind.SOLVED and ticket["status"]["id"] != SOLVED:
        raise Overtaken("The ticket is not solved any more.")
    if kind is NoticeKind.ASSIGNED and (ticket["supplier"] or {}).get("id") != row.to_id:
        raise Overtaken("The ticket is another supplier's by now.")
    if kind is NoticeKind.ASSIGNED and (due := _files_there_at(connection, row.ticket)) > context.now().timestamp():
        raise TooEarly(due)
    reader = reader_of(connection, row.to_id, plan)
    if reader is None or (row.way == MAIL and not reader.email):
        raise NoAddress(f"{reader.name if reader and reader.name else row.to_id} has no email address.")
    return _notice(connection, context, plan, row, ticket, reader)


def _notice(
    connection: Connection, context: ServerContext, plan: NoticePlan, row: Row[Any], ticket: Document, reader: Reader
) -> TicketNotice:
    assigned = row.kind == NoticeKind.ASSIGNED
    files, left_out = _files(connection, context, row.ticket) if assigned else ((), ())
    comments = _comments(connection, row) if row.kind == NoticeKind.COMMENT else []
    requester = user_as_reader(ticket["notifier"], plan)
    due = ticket["dueAt"]
    return TicketNotice(
        kind=NoticeKind(row.kind),
        id=row.id,
        at=context.now().astimezone(context.zone),
        to=reader.email,
        name=reader.name,
        language=reader.language,
        site=context.company["name"],
        ticket=ticket["id"],
        title=ticket["title"],
        description=ticket["description"] or "",
        status=ticket["status"]["id"],
        priority=ticket["priority"]["id"],
        category=(ticket["category"] or {}).get("value", ""),
        requester=requester.name,
        requester_phone=requester.phone,
        comment="\n\n".join(one.text for one in comments),
        by=comments[-1].desk if comments else "",
        due=datetime.fromisoformat(due).astimezone(context.zone) if due else None,
        attachments=files,
        left_out=left_out,
    )


def _comments(connection: Connection, row: Row[Any]) -> list[Row[Any]]:
    """Those for the requester from the one for which it was queued, as far as no other notice begins with them, the
    oldest first."""
    table, since = ticket_comments, int(row.event or 0)
    of_comments = (notices.c.ticket == row.ticket, notices.c.kind == NoticeKind.COMMENT.value)
    begun = map(int, connection.scalars(select(notices.c.event).where(*of_comments, notices.c.event.is_not(None))))
    theirs = [table.c.ticket == row.ticket, ~table.c.internal, ~table.c.from_requester, table.c.number >= since]
    if next_one := min((number for number in begun if number > since), default=None):
        theirs.append(table.c.number < next_one)
    found = list(connection.execute(select(table).where(*theirs).order_by(table.c.number)))
    if not found:
        raise Overtaken("There is nothing to tell the requester.")
    return found


def _files_there_at(connection: Connection, ticket: str) -> int:
    """When no more files of the ticket are to be waited for, in seconds since 1970."""
    heard = select(func.max(attachment_files.c.heard_at)).join(attached, attached.c.digest == attachment_files.c.digest)
    return (connection.scalar(heard.where(attached.c.ticket == ticket)) or 0) + FILES_FOLLOW


def _files(
    connection: Connection, context: ServerContext, ticket: str
) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """What comes along, the oldest first as far as there is room, and the names of the rest."""
    columns = (attached.c.name, attached.c.digest, attachment_files.c.size, attachment_files.c.type)
    of_ticket = select(*columns).join(attachment_files, attachment_files.c.digest == attached.c.digest)
    whole = (attached.c.ticket == ticket, attachment_files.c.received == attachment_files.c.size)
    room, along, left_out = LARGEST_FILES, [], []
    for one in connection.execute(of_ticket.where(*whole).order_by(attached.c.number)):
        if one.size > room:
            left_out.append(one.name)
            continue
        try:
            content = context.attachments.path(one.digest).read_bytes()
        except OSError:
            left_out.append(one.name)
            continue
        room -= one.size
        along.append(Attachment(one.name, one.type, content))
    return tuple(along), tuple(left_out)
