"""Lenient reading holds against any JSON at all, and what hasn't changed isn't read again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.objects.meeting import Meeting
from app.models.objects.reading import Reader
from app.models.objects.ticket import Ticket
from tests.fake_server import page_bytes, page_json

TIMES = st.sampled_from(["2015-01-12T15:00:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "24:00", "1e400"])
WORDS = st.sampled_from(["object", "id", "name", "value", "firstname", "language", "rrule", "createdAt", "meeting"])
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | TIMES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(), inner, max_size=4),
    max_leaves=12,
)
KINDS = {"meeting": Meeting, "ticket": Ticket}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_any_value_of_any_attribute_is_read_or_is_a_value_error(kind: str, data: st.DataObject) -> None:
    sent = page_json(kind)
    for name in data.draw(st.lists(st.sampled_from(sorted(sent)), min_size=1, max_size=3)):
        sent[name] = data.draw(ANY_JSON)
    piece = json.dumps(sent).encode()
    try:
        readable = bool(Reader(KINDS[kind], kind).read_one(piece))
    except ValueError:
        readable = False
    read = Reader(KINDS[kind], kind).read([page_bytes(kind), piece])
    assert (len(read.items), len(read.unreadable)) == ((2, 0) if readable else (1, 1))


@given(st.lists(st.binary() | ANY_JSON.map(lambda value: json.dumps(value).encode())))
def test_a_list_of_anything_is_never_an_error(pieces: list[bytes]) -> None:
    read = Reader(Ticket, "ticket").read(pieces)
    assert len(read.items) + len(read.unreadable) == len(pieces)


@given(ANY_JSON)
def test_why_an_item_is_unreadable_is_short_and_never_repeats_it(value: Any) -> None:
    sent = {**page_json("meeting"), "startAt": {"secret": value}, "visitors": ["Jane Roe", {"id": {}}] * 50}
    (why,) = Reader(Meeting, "meeting").read([json.dumps(sent).encode()]).unreadable
    assert "Jane Roe" not in why
    assert len(why) < 300


def test_an_unchanged_piece_is_the_same_object_again() -> None:
    reader = Reader(Meeting, "meeting")
    first, second = page_bytes("meeting"), page_bytes("get_meeting")
    before = reader.read([first, second]).items
    after = reader.read([second, first.replace(b"zdeazd zeadzed", b"Retitled")]).items
    assert after[0] is before[1]
    assert after[1].title == "Retitled"


def test_a_piece_that_left_the_list_is_forgotten() -> None:
    reader = Reader(Meeting, "meeting")
    (before,) = reader.read([page_bytes("meeting")]).items
    reader.read([])
    (after,) = reader.read([page_bytes("meeting")]).items
    assert after == before
    assert after is not before
