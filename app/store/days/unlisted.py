"""What a server doesn't list any more of today, and never said was taken back: as others than our own do it.

It is kept beside the day's list, as one item for each meeting: the meeting as it was last listed, with what is gone of
it marked. It goes when the server lists that again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo

from app.models.lists import meetings_list
from app.models.moments import utc
from app.models.objects.summaries import PersonSummary, meeting_summary, person_in
from app.models.text.folding import fold
from app.models.values.json_fields import Fields, list_under, object_of
from app.store.database import StoreConnection
from app.store.days.changed import changed_meetings

Pieces = Mapping[str, Sequence[bytes]]
"""The JSON of a day's meetings, by their ids; under "" that which can't be read."""


def pieces_of(connection: StoreConnection, account: int, name: str) -> Pieces:
    """What that list of the account holds."""
    pieces: defaultdict[str, list[bytes]] = defaultdict(list)
    for identity, body in connection.execute(
        "select item.id, body from list join item on list.id = list where place = ? and name = ? order by position",
        (account, name),
    ):
        pieces[identity].append(body)
    return pieces


def unlisted(connection: StoreConnection, account: int, day: date) -> Mapping[str, bytes]:
    """By the meetings' ids; only what is marked in them is gone."""
    return {meeting: piece for meeting, (piece,) in pieces_of(connection, account, _list_of(day)).items()}


def note_unlisted(
    connection: StoreConnection, account: int, day: date, before: Pieces, zone: tzinfo, at: datetime
) -> set[str]:
    """After the server's whole list of the day was taken in, which held `before`: keeps what it doesn't have any more.
    Gives the ids of the meetings of which that is otherwise now. Nothing is concluded from a list in which something
    can't be read, nor of a meeting that was changed here: the change says what became of it."""
    now = pieces_of(connection, account, meetings_list(day))
    if "" in now:
        return set()
    known, own = unlisted(connection, account, day), changed_meetings(connection, account)
    differing = {one for one in {*before, *now} - {""} if before.get(one) != now.get(one)}
    there = set(_whereabouts(now, zone)) if differing else set()
    touched = set()
    for meeting in differing | (known.keys() & own):
        gone = None
        if meeting not in own:
            gone = _gone(known.get(meeting), before.get(meeting, ()), now.get(meeting, ()), there, zone, utc(at))
        if gone != known.get(meeting):
            _keep(connection, account, day, meeting, gone)
            touched.add(meeting)
    return touched


_Whereabouts = tuple[datetime, str]
"""When something takes place, and for whom; for a meeting without visitors its title."""


def _whereabouts(pieces: Pieces, zone: tzinfo) -> Iterator[_Whereabouts]:
    for piece in (one for several in pieces.values() for one in several):
        meeting = meeting_summary(piece, zone)
        yield meeting.starts, fold(meeting.title)
        yield from ((meeting.starts, fold(one.name)) for one in meeting.visitors)


def _gone(
    known: bytes | None,
    before: Sequence[bytes],
    now: Sequence[bytes],
    there: set[_Whereabouts],
    zone: tzinfo,
    at: str,
) -> bytes | None:
    """The meeting with what is gone of it, None when nothing is. Whoever is expected at the same time in another
    meeting was only moved into that."""
    last = (*now, *before)
    if not last:
        return known
    fields, meeting = object_of(last[0], "meeting"), meeting_summary(last[0], zone)
    mark = {"cancelledAt": at, "unlisted": True}
    staying = {_key(one) for one in meeting.visitors} if now else set[str]()
    left = {
        _key(person_in(one)): dict(one)
        for piece in (known, *before)
        if piece
        for field in ("cancelledVisitors", "visitors")
        for one in list_under(object_of(piece, "meeting"), field)
        if isinstance(one, dict)
    }
    gone = [
        mark | one
        for key, one in left.items()
        if key not in staying and (meeting.starts, fold(person_in(one).name)) not in there
    ]
    if now:
        return _json({**fields, "visitors": [], "cancelledVisitors": gone}) if gone else None
    is_elsewhere = (bool(left) and not gone) or (not left and (meeting.starts, fold(meeting.title)) in there)
    return None if is_elsewhere else _json({**fields, "visitors": gone, "cancelledVisitors": [], **mark})


def _key(person: PersonSummary) -> str:
    return person.id or fold(person.name)


def _keep(connection: StoreConnection, account: int, day: date, meeting: str, piece: bytes | None) -> None:
    connection.execute(
        "insert or ignore into list (place, name, day, heard_at) values (?, ?, ?, '')",
        (account, _list_of(day), day.isoformat()),
    )
    where = (account, _list_of(day))
    (number,) = connection.execute("select id from list where place = ? and name = ?", where).fetchone()
    connection.execute("delete from item where list = ? and key = ?", (number, meeting))
    if piece is not None:
        connection.execute(
            "insert into item (list, key, id, position, met, body, starts, fault, sent)"
            " values (?1, ?2, ?2, 0, 1, ?3, '', '', 0)",
            (number, meeting, piece),
        )


def _list_of(day: date) -> str:
    return f"unlisted/{day.isoformat()}"


def _json(fields: Fields) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()
