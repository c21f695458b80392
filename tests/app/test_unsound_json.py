"""Whatever one item of a list holds, it takes no other with it, and what can be shown of it is."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.api.answers import split_list, split_tickets, split_visits
from app.api.client import Client
from app.api.meetings import MeetingCalls
from app.api.wire.unsound_json import mended
from app.errors import Unreadable
from app.models.lists import meetings_list
from app.store.account import account_of
from app.store.database import Database
from app.store.lists.answers import Answer
from app.store.lists.lists import Lists
from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor

DAY = date(2026, 3, 12)

MENDED = [
    (rb'{"title": "half \ud83d a pair"}', {"title": "half \ufffd a pair"}),
    (rb'{"title": "\ude00\ud83d"}', {"title": "\ufffd\ufffd"}),
    (rb'{"title": "\uD83D\uDE00 whole"}', {"title": "\U0001f600 whole"}),
    (b'{"title": "caf\xe9"}', {"title": "caf\ufffd"}),
    (b'{"title": "\xf0\x9f\x98"}', {"title": "\ufffd"}),
    (b'{"title": "two\nlines\tand \x01"}', {"title": "two\nlines\tand \x01"}),
    (b'{"title": "a", "rating": NaN, "latitude": -Infinity}', {"title": "a", "rating": None, "latitude": None}),
]
"""JSON that some servers write, and what it says."""

DEEP, LONG = b"[" * 100_000, b"9" * 5000
BROKEN = [
    b'{"title": "a",}',
    b"{title: 1}",
    b'{"a": 01}',
    b"oops",
    rb'{"a": "\x"}',
    b'{"a": ' + DEEP + b"]" * 100_000 + b"}",
    b'{"a": ' + LONG + b"}",
]
"""What nobody can read, though its end can be seen."""


@pytest.mark.parametrize(("piece", "value"), MENDED)
def test_what_is_no_letter_or_number_is_mended_and_the_rest_stays(piece: bytes, value: object) -> None:
    assert json.loads(mended(piece)) == value


def test_sound_json_stays_as_it_came() -> None:
    piece = rb'{ "title":"caf\u00e9 \ud83d\ude00", "n": 1.50 }'
    assert mended(piece) is piece


@pytest.mark.parametrize("one", [*(piece for piece, _ in MENDED), *BROKEN])
def test_one_item_takes_no_other_with_it(one: bytes) -> None:
    pieces = (rb'{"id": "A, ]} \" [{"}', mended(one), b'{"id": "B"}')
    items = b",\n ".join((pieces[0], one, pieces[2]))
    assert split_list(b"\xef\xbb\xbf [" + items + b"] ").pieces == pieces
    for split, name in ((split_tickets, b"tickets"), (split_visits, b"visits")):
        page = split(b'{"odd": {"' + name + b'": []}, "total": 12, "' + name + b'" : [' + items + b'], "limit": 3}')
        assert (page.total, page.limit, page.pieces) == (12, 3, pieces)


@pytest.mark.parametrize(
    "answer", [b"[NaN", b'[{"a": NaN}, {"b"', b"[NaN], 2", b'{"a": NaN}', b'"\\ud83d"', b"[" * 100_000]
)
def test_a_list_that_breaks_off_is_none(answer: bytes) -> None:
    with pytest.raises(Unreadable):
        split_list(answer)


async def test_a_single_meeting_is_mended_as_one_of_a_list(server: FakeServer, client: Client) -> None:
    cut = json.dumps(meeting(1, title="half \ud83d a pair")).encode()
    server.answers("GET", "/vm/meetings/M-1", content=cut)
    read, _ = await MeetingCalls(client).one("M-1")
    assert read.title == "half \ufffd a pair"


async def test_the_whole_day_is_shown_and_only_what_nobody_can_read_is_counted(tmp_path: Path) -> None:
    database = Database(tmp_path / "foyer.sqlite3")
    lists = Lists(database, account_of(database, "https://front.desk", "CO-1"))
    sound = [
        json.dumps(meeting(1, visitor("Ada \ud83d"), title="half \ud83d a pair")).encode(),
        json.dumps(meeting(2, "B\0o", title="nothing\0more")).encode(),
        json.dumps(meeting(3, "Cy")).encode(),
    ]
    answer = b"[" + b", ".join((sound[0], *BROKEN, sound[1], b"null", b"7", sound[2])) + b"]"
    pieces = split_list(answer).pieces
    now = datetime(2026, 3, 12, 8, tzinfo=UTC)
    await lists.apply(Answer(meetings_list(DAY), 1, pieces, b"1", now, DAY, total=len(pieces)))
    shown = await lists.day(DAY)
    assert shown is not None
    assert {row.title for row in shown.visits} == {"half \ufffd a pair", "nothing\0more", "Meeting 3"}
    assert (shown.visitors, shown.unreadable) == (3, len(BROKEN) + 2)
    database.close()
