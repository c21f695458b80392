"""The search over tickets finds what a plain look through all of them finds, by the word index and without it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import from_json
from sqlalchemy import delete

from app.models.text.folding import fold
from app.models.text.spellings import searchable
from app.server.application import close, create
from app.server.bodies.queries import TicketListQuery
from app.server.bodies.ticket_requests import TicketRequest
from app.server.storage import word_index
from app.server.storage.tables.tickets import ticket_documents, tickets
from app.server.tickets import creation, listing, stored
from app.server.tickets.clock import Clock
from tests.server.postgresql import EACH_DATABASE

TEXTS = st.text("abeÉü .-'\"%_*/\\\n5水🦊", max_size=12)
SOUGHT = st.text("abeéu -'\"%_*/\\5水🦊", min_size=1, max_size=9)
TICKET = st.tuples(TEXTS, TEXTS, st.booleans())
PATIENT = settings(
    max_examples=12, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


class Tickets:
    """Those of a server, each by the place at which it was made: its words, and whether it is archived."""

    def __init__(self, server):
        self._context = server.state.context
        self._kept = {}

    def move_to(self, server):
        self._context = server.state.context

    def make_only(self, made):
        with self._context.database.writing() as connection:
            for table in (tickets, ticket_documents):
                connection.execute(delete(table))
            self._kept = {}
            for title, description, archived in made:
                body = {"title": f"x{title}", "description": description, "notifierId": "US-G606"}
                identity = f"T-{len(self._kept)}"
                request = TicketRequest.model_validate(body)
                ticket = creation.new(connection, self._context, request, identity) | {"archived": archived}
                stored.add(connection, ticket, Clock())
                self._keep(ticket)

    def change(self, place, title, archived):
        with self._context.database.writing() as connection:
            ticket = stored.read(connection, f"T-{place}") | {"title": title, "archived": archived}
            stored.write(connection, self._context, ticket, Clock(), "", [])
            self._keep(ticket)

    def erase(self, place):
        with self._context.database.writing() as connection:
            connection.execute(delete(tickets).where(tickets.c.id == f"T-{place}"))
        del self._kept[f"T-{place}"]

    def _keep(self, ticket):
        words = "\n".join((ticket["title"], ticket["id"], ticket["description"] or ""))
        self._kept[ticket["id"]] = (searchable(words), ticket["archived"])

    def found(self, **asked):
        """The total and the ids of the page."""
        with self._context.database.reading() as connection:
            total, page = listing.page(connection, self._context, TicketListQuery.model_validate(asked))
        return total, [from_json(ticket)["id"] for ticket in page]

    def plainly(self, q, archived):
        words = fold(q).split()
        return [
            identity
            for identity, (text, put_away) in self._kept.items()
            if put_away == archived and all(word in text for word in words)
        ]


def _agree(of_server, q):
    for archived, order in ((False, "activity"), (False, "title"), (True, "activity")):
        plainly = of_server.plainly(q, archived)
        total, ids = of_server.found(q=q, archived=int(archived), sortBy=order, pageSize=100)
        assert (total, sorted(ids)) == (len(plainly), sorted(plainly)), (q, archived, order)
    plainly = of_server.plainly(q, archived=False)
    pages = [of_server.found(q=q, page=page + 1, pageSize=1, sort="asc") for page in range(len(plainly[:3]))]
    assert pages == [(len(plainly), [identity]) for identity in plainly[:3]]


@EACH_DATABASE
def test_as_much_is_found_as_by_looking_through_all(server):
    assert server.state.context.database.has_word_index
    of_server = Tickets(server)

    @PATIENT
    @given(st.lists(TICKET, min_size=3, max_size=8), TICKET, SOUGHT, SOUGHT)
    def agree(made, changed, one, other):
        of_server.make_only(made)
        of_server.change(0, changed[0] or "x", changed[2])
        of_server.erase(1)
        for q in (one, f"{one} {other}", changed[0][:4], made[2][0][1:5]):
            if q.strip():
                _agree(of_server, q)

    agree()


@EACH_DATABASE
@pytest.mark.parametrize("q", ["abc " * 125, "x" * 500, '"' * 500, "and or not near", "words:abc", "^abc*"])
def test_no_words_are_too_many_or_mean_anything_else(server, q):
    of_server = Tickets(server)
    of_server.make_only([("abc", q, False), ("abc", "", False)])
    _agree(of_server, q)


@EACH_DATABASE
def test_where_it_cannot_be_had_the_same_is_found_and_later_it_is_made(url, request, tmp_path, monkeypatch, caplog):
    if url == "sqlite://":
        url = f"sqlite:///{tmp_path / 'desk.db'}"
    first = create(url, time_zone="UTC")
    of_server = Tickets(first)
    of_server.make_only([("lamp", "", False), ("lamb", "", False)])
    close(first)
    with monkeypatch.context() as patch:
        if url.startswith("postgresql"):
            request.getfixturevalue("own_database").connection.execute("DROP INDEX tickets_by_words")
            patch.setitem(word_index._MADE, "postgresql", ("CREATE EXTENSION there_is_no_such",))
        else:
            patch.setitem(word_index._USABLE, "sqlite", "SELECT 1 FROM there_is_no_fts5")
        without = create(url, time_zone="UTC")
        (said,) = [record.message for record in caplog.records if record.name.endswith("storage.database")]
        assert said.startswith("Tickets are searched without an index, which takes longer: ")
        assert "there_is_no" in said
        of_server.move_to(without)
        of_server.change(0, "lantern", False)
        for q in ("lam", "tern"):
            _agree(of_server, q)
        close(without)
    last = create(url, time_zone="UTC")
    assert last.state.context.database.has_word_index
    of_server.move_to(last)
    for q in ("lam", "tern"):
        _agree(of_server, q)
    close(last)
