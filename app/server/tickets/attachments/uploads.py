"""An attachment comes in pieces, each of which can be sent again: what was received stays received."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from app.models.tickets.attachment import LARGEST, harmless_name
from app.models.tickets.file_types import UNKNOWN
from app.server.bodies.refusal import Refusal
from app.server.bodies.ticket_requests import AttachmentRequest
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.storage.tables.tickets import attached, attachment_files
from app.server.tickets.change import put
from app.server.tickets.log import Entry, stamp
from app.server.tickets.stored import read, stored

KEPT = timedelta(days=1)
"""How long an upload may rest before what came of it is thrown away."""

_FILE = attachment_files.c
_LISTED = select(attached, _FILE.size, _FILE.received, _FILE.type).join(
    attachment_files, _FILE.digest == attached.c.digest
)


class Piece(NamedTuple):
    """The bytes from `first` on, of a file with `size` of them."""

    first: int
    size: int
    content: bytes


def begin(
    connection: Connection, context: ServerContext, identity: str, request: AttachmentRequest, desk: str
) -> Document:
    """Attaches a file to the ticket, of which the server has some bytes, none or all, and gives the attachment's JSON.
    Raises Refusal 404, 413 when the file is too large, 400 when a file of that digest has another size."""
    ticket = read(connection, identity)
    if request.size > LARGEST:
        raise Refusal(413, f"The file has {request.size / 2**20:.1f} MB; at most {LARGEST // 2**20} MB can be attached")
    file = connection.execute(select(attachment_files).where(_FILE.digest == request.digest)).one_or_none()
    if file and file.size != request.size and file.received == file.size:
        raise Refusal(400, f"size isn't that of the file with this digest, which has {file.size} bytes")
    if file and context.attachments.held(file.digest) < file.received:
        file = None  # a database that was brought back without its attachments, or without half of one: it comes again
    if file is None or file.size != request.size:
        connection.execute(delete(attachment_files).where(_FILE.digest == request.digest))
        fresh = {"digest": request.digest, "size": request.size, "received": 0, "type": UNKNOWN}
        connection.execute(insert(attachment_files).values(fresh | {"heard_at": _now(context)}))
    if _attached(connection, identity, request.digest) is None:
        name = harmless_name(request.name)
        row = {"ticket": identity, "digest": request.digest, "name": name, "desk": desk, "at": _now(context)}
        connection.execute(insert(attached).values(row))
        if file and file.received == file.size == request.size:
            _say(connection, context, ticket, name, desk)
    row_now = _attached(connection, identity, request.digest)
    assert row_now
    return _shown(row_now)


def receive(context: ServerContext, identity: str, digest: str, piece: Piece) -> int:
    """Takes a piece of an attachment, and gives how many bytes from the first one on are there now. Raises Refusal 404
    when it isn't attached, 400 for another size, 409 for a piece that leaves a gap or comes after bytes that were lost,
    with `received` in it, and 422 when all are there and aren't what their digest says: then nothing of it is kept."""
    files = context.attachments
    with files.turn:
        with context.database.reading() as connection:
            row = known(connection, identity, digest)
        if piece.size != row.size:
            raise Refusal(400, f"The attachment has {row.size} bytes, not {piece.size}")
        if piece.first > row.received:
            raise Refusal(409, f"Bytes before {piece.first} are missing", {"received": row.received})
        if files.held(digest) < row.received:
            raise Refusal(409, "Bytes that were received are lost", {"received": files.held(digest)})
        after = piece.first + len(piece.content)
        if after <= row.received:
            return int(row.received)
        if files.is_whole(digest):  # the server went down, or was busy, before it could say so
            after = row.size
        else:
            files.write(digest, row.received, piece.content[row.received - piece.first :])
        kind = files.finish(digest, row.size) if after == row.size else UNKNOWN
        with context.database.writing() as connection:
            if kind is None:
                _forget(connection, digest)
            else:
                received = {"received": after, "type": kind, "heard_at": _now(context)}
                connection.execute(update(attachment_files).where(_FILE.digest == digest).values(received))
            if kind and after == row.size:
                for each in connection.execute(select(attached).where(attached.c.digest == digest)).all():
                    _say(connection, context, read(connection, each.ticket), each.name, each.desk)
    if kind is None:
        raise Refusal(422, "What came isn't the file of this digest; please attach it again")
    return after


def known(connection: Connection, identity: str, digest: str) -> Row[Any]:
    """An attachment of the ticket, with its file's size, type and what was received. Raises Refusal 404."""
    stored(connection, identity)
    row = _attached(connection, identity, digest)
    if row is None:
        raise Refusal(404, f"The ticket {identity} has no attachment {digest}")
    return row


def of(connection: Connection, identity: str) -> list[Document]:
    """The JSON of a ticket's attachments, in the order in which they were attached."""
    rows = connection.execute(_LISTED.where(attached.c.ticket == identity).order_by(attached.c.number))
    return [_shown(row) for row in rows]


def sweep(context: ServerContext) -> None:
    """Throws away what came of uploads that rest."""
    resting = select(_FILE.digest).where(_resting(context))
    with context.attachments.turn:
        with context.database.reading() as connection:
            if connection.execute(resting.limit(1)).first() is None:
                return
        with context.database.writing() as connection:
            digests = connection.scalars(resting).all()
            for digest in digests:
                _forget(connection, digest)
        for digest in digests:
            context.attachments.drop(digest)


def _resting(context: ServerContext) -> ColumnElement[bool]:
    return (_FILE.received < _FILE.size) & (_FILE.heard_at < _now(context) - KEPT.total_seconds())


def _attached(connection: Connection, identity: str, digest: str) -> Row[Any] | None:
    this = (attached.c.ticket == identity) & (attached.c.digest == digest)
    return connection.execute(_LISTED.where(this)).one_or_none()


def _say(connection: Connection, context: ServerContext, ticket: Document, name: str, desk: str) -> None:
    """Counts a ticket's attachments, of which one is whole now."""
    whole = _LISTED.where(attached.c.ticket == ticket["id"], _FILE.received == _FILE.size).subquery()
    after = ticket | {"attachmentCount": connection.scalar(select(func.count()).select_from(whole))}
    put(connection, context, ticket, after, desk, [Entry("attachment", None, name)])


def _forget(connection: Connection, digest: str) -> None:
    for table in (attached, attachment_files):
        connection.execute(delete(table).where(table.c.digest == digest))


def _shown(row: Row[Any]) -> Document:
    return {
        "digest": row.digest,
        "name": row.name,
        "type": row.type,
        "size": row.size,
        "received": row.received,
        "by": row.desk,
        "at": stamp(row.at),
    }


def _now(context: ServerContext) -> int:
    return int(context.now().timestamp())
