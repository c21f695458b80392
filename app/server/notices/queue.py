"""Which notices wait, and what became of the others: so that each is sent once, whichever server sends it and however
often it starts. Moments are seconds since 1970."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select, update

from app.models.notices.kinds import MAIL, OF_VISITORS, OF_VISITS, NoticeKind
from app.models.notices.states import MAY_GO_AGAIN, TO_SEND, WAITING, State
from app.models.text.lines import one_line
from app.server.notices.attempts import MOST_DOUBTS, pause_after
from app.server.storage.changes import Kind, note
from app.server.storage.tables.notices import notices as table

MOST_TRIES = 10
"""On every way but by mail: a service that is away for so long is given up."""

URGENT = 0
"""Of what tells that somebody is there, or waits."""

TOGETHER = 2
"""Seconds for which an arrival waits for others of the same meeting, and a departure."""

ANYWAY = "anyway"
"""In the place of a digest of what is told."""

SENT_AGAIN = "It was sent again."

NO_MAIL = "This server has no mail server."

_TEXTS = ("subject", "text", "address", "name", "said")

WENT_DOWN = "The server went down while it was being sent."


class Queued(Struct, frozen=True, kw_only=True):
    """What is to be told, and on which way. A visitor is told of their `meeting`; `to_id` is the user, or the supplier,
    whom a `ticket` is told to, or the `event` of a visit of that `day`; of comments it is the number of the first. With
    "" for it that goes to an `address`; so does the list of a `day`. With ANYWAY for `told` it goes to who was told the
    same already. The lowest `urgency` goes first, and nothing goes before `not_before`."""

    kind: NoticeKind
    way: str = MAIL
    meeting: str | None = None
    visitor: str | None = None
    day: str | None = None
    event: str | None = None
    ticket: str | None = None
    to_id: str = ""
    address: str = ""
    told: str = ""
    urgency: int = 1
    not_before: int = 0


def put(connection: Connection, now: int, queued: Sequence[Queued]) -> None:
    """Adds to a writing transaction that these are to be sent."""
    rows = [
        {
            "id": uuid4().hex,
            "kind": one.kind.value,
            "way": one.way,
            "meeting": one.meeting,
            "visitor": one.visitor,
            "day": one.day,
            "event": one.event,
            "ticket": one.ticket,
            "to_id": one.to_id,
            "address": one.address,
            "told": one.told,
            "urgency": one.urgency,
            "made_at": now,
            "next_at": max(now, one.not_before),
            "state": State.QUEUED.value,
        }
        for one in queued
    ]
    if rows:
        connection.execute(insert(table), rows)
    for subject in {one.ticket or one.meeting or "" for one in queued}:
        note(connection, Kind.NOTICE, subject)


def like(row: Row[Any], way: str) -> Queued:
    """The same as this tells, on that way."""
    names = ("meeting", "visitor", "day", "event", "ticket", "to_id", "urgency")
    address = "" if row.to_id or row.kind in OF_VISITORS else row.address
    return Queued(kind=NoticeKind(row.kind), way=way, address=address, **{name: getattr(row, name) for name in names})


def overtake(connection: Connection, now: int, why: str, *which: ColumnElement[bool]) -> None:
    """Those of `which` that weren't sent yet won't be."""
    waiting = table.c.state == State.QUEUED.value
    values = {"state": State.OVERTAKEN.value, "settled_at": now, "said": why}
    connection.execute(update(table).where(waiting, *which).values(values))


def hold(connection: Connection, until: int, *which: ColumnElement[bool]) -> None:
    """Those of `which` that weren't sent yet aren't before then."""
    waiting = (table.c.state == State.QUEUED.value, table.c.next_at < until)
    connection.execute(update(table).where(*waiting, *which).values(next_at=until))


def take_up(connection: Connection, identity: str, now: int) -> Row[Any] | None:
    """Has whoever asks send it, and all that goes with it in one message, which has its id: nobody else does so now.
    Gives it as it is then; None when another was faster."""
    row = connection.execute(select(table).where(table.c.id == identity)).one_or_none()
    if row is None or State(row.state) not in WAITING or row.next_at > now:
        return None
    if row.state == State.QUEUED.value:
        message, which = row.id, _with(row)
    else:
        message, which = row.message, _of(row.message)
    values = {"state": State.SENDING.value, "tries": row.tries + 1, "next_at": now, "message": message}
    connection.execute(update(table).where(which).values(values))
    return connection.execute(select(table).where(table.c.id == message)).one()


def _with(row: Row[Any]) -> ColumnElement[bool]:
    """What can go with this one that waits, it itself among them: of the same meeting's visits, to the same."""
    if row.kind not in OF_VISITS:
        return and_(table.c.id == row.id)
    names = ("kind", "way", "meeting", "day", "to_id", *(() if row.to_id else ("address",)))
    same = [table.c[name] == row._mapping[name] for name in names]
    begun = table.c.next_at <= row.next_at + TOGETHER
    return and_(*same, begun, table.c.state == State.QUEUED.value)


def _of(message: str) -> ColumnElement[bool]:
    """What wasn't settled yet of what goes in that message."""
    return and_(table.c.message == message, table.c.state.in_([state.value for state in TO_SEND]))


def of_message(connection: Connection, message: str) -> Sequence[Row[Any]]:
    """All that was taken up to go together, but for what was left out, in the order in which it was queued."""
    return connection.execute(select(table).where(table.c.message == message).order_by(table.c.number)).all()


def leave_out(connection: Connection, identity: str, now: int, why: str) -> None:
    """This one isn't told with the rest of its message: it is no longer true."""
    values = {"state": State.OVERTAKEN.value, "settled_at": now, "said": why, "message": ""}
    connection.execute(update(table).where(table.c.id == identity).values(values))


def keep_facts(connection: Connection, message: str, *, name: str, address: str, told: str) -> None:
    """Writes to whom and where it is about to be sent, and a digest of what it tells."""
    values = {"name": name, "address": address, "told": told}
    connection.execute(update(table).where(_of(message)).values(values))


def keep_words(connection: Connection, message: str, *, subject: str, text: str) -> None:
    """Writes what was sent."""
    connection.execute(update(table).where(_of(message)).values(subject=subject, text=text))


def settle(connection: Connection, message: str, state: State, now: int, said: str = "") -> State:
    """Keeps what became of all that goes in it, and why. Gives what it is now: of what is in doubt too often, UNKNOWN.
    What is QUEUED again, or in doubt, is tried again after a pause."""
    row = connection.execute(select(table).where(table.c.id == message)).one()
    doubts = row.doubts + (state is State.IN_DOUBT)
    if state is State.IN_DOUBT and doubts >= MOST_DOUBTS:
        state = State.UNKNOWN
    if state is State.QUEUED and row.way != MAIL and row.tries >= MOST_TRIES:
        state = State.REFUSED
    values = {
        "state": state.value,
        "doubts": doubts,
        "next_at": now + pause_after(row.tries),
        "settled_at": now,
        "said": one_line(said),  # words of whoever didn't take it, which PostgreSQL doesn't keep as they are with a NUL
    }
    if state is State.QUEUED:
        values["message"] = ""  # nobody has it, so others may go with it the next time
    connection.execute(update(table).where(_of(message)).values(values))
    return state


def put_off(connection: Connection, row: Row[Any], until: int, address: str = "") -> None:
    """What `take_up` gave isn't sent before then, and this was no try. `address` is where it is to go, "" where that
    isn't known."""
    values = {"state": State.QUEUED.value, "next_at": until, "tries": row.tries - 1, "message": ""}
    if row.doubts:
        values |= {"state": State.IN_DOUBT.value, "message": row.id}
    if address:
        values["address"] = address
    connection.execute(update(table).where(_of(row.id)).values(values))


def hasten(connection: Connection, identities: Sequence[str], now: int) -> None:
    """These wait no longer."""
    connection.execute(update(table).where(table.c.id.in_(identities)).values(next_at=now))


def leases(connection: Connection) -> Mapping[str, int]:
    """When whoever sends a message last said so, by the messages that are being sent."""
    sending = table.c.state == State.SENDING.value
    rows = select(table.c.message, func.max(table.c.next_at).label("renewed")).where(sending)
    return {row.message: row.renewed for row in connection.execute(rows.group_by(table.c.message))}


def renew(connection: Connection, messages: Collection[str], now: int) -> None:
    """Whoever sends these says so."""
    sending = table.c.message.in_(messages) & (table.c.state == State.SENDING.value)
    connection.execute(update(table).where(sending).values(next_at=now))


def lose(connection: Connection, message: str, now: int) -> State:
    """Nobody sends it any more, nor knows whether it was taken. Gives what it is now."""
    became = settle(connection, message, State.IN_DOUBT, now, WENT_DOWN)
    connection.execute(update(table).where(_of(message)).values(next_at=now))
    return became


def give_up(connection: Connection, now: int, why: str, rows: Iterable[Row[Any]]) -> None:
    """Those of `rows` that were refused don't trouble anybody any more."""
    for row in rows:
        if row.state == State.REFUSED.value:
            said = f"{row.said.rstrip('.')}. {why}"  # a mail server's own words end as it likes
            values = {"state": State.OVERTAKEN.value, "settled_at": now, "said": said}
            connection.execute(update(table).where(table.c.number == row.number).values(values))


def send_again(connection: Connection, identity: str, now: int) -> bool:
    """A person wants it sent once more, as a notice of its own. False for one that still waits, one that was overtaken
    and one that there isn't."""
    row = connection.execute(select(table).where(table.c.id == identity)).one_or_none()
    if row is None or State(row.state) not in MAY_GO_AGAIN:
        return False
    give_up(connection, now, SENT_AGAIN, [row])
    put(connection, now, [replace(like(row, way=row.way), told=ANYWAY)])
    return True


def forget_texts(connection: Connection, before: int) -> None:
    """What was sent, or wasn't, earlier than `before`: which of both is still known, and neither its words, nor to
    whom, nor why not, which may name them."""
    values = dict.fromkeys(_TEXTS, "")
    connection.execute(update(table).where(_has_texts(before)).values(values))


def has_texts(connection: Connection, before: int) -> bool:
    """Whether there is anything to forget."""
    return connection.execute(select(table.c.number).where(_has_texts(before)).limit(1)).first() is not None


def _has_texts(before: int) -> ColumnElement[bool]:
    settled = table.c.state.not_in([state.value for state in TO_SEND])
    return settled & (table.c.settled_at < before) & or_(*(table.c[name] != "" for name in _TEXTS))
