"""What a person pasted may hold half of a sign, as a text cut by another program does: it is kept and sent."""

from __future__ import annotations

import pytest

from app.models.drafts import StoredDraft
from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.operations import Kind
from app.models.text.writable import writable, writable_json
from app.store.drafts import StoredDrafts
from app.store.journal import entries_of_kinds
from tests.app.outbox_desk import OutboxDesk, meeting, ticket
from tests.faults import NOW, FaultyServer

HALF, WHOLE = "half \ud83d a pair", "half \ufffd a pair"


@pytest.fixture
async def desk(tmp_path):
    server = FaultyServer()
    desk = OutboxDesk(server, tmp_path / "foyer.sqlite3")
    yield desk
    await desk.close()
    server.close()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (HALF, WHOLE),
        ("\udc4b first", "\ufffd first"),
        ("last \ud83d", "last \ufffd"),
        ("\ud83d\ud83d\udc4b", "\ufffd👋"),
        ("\ud83d\udc4b is whole", "👋 is whole"),
        ("Zoë 👩‍👩‍👧", "Zoë 👩‍👩‍👧"),
        ("", ""),
    ],
)
def test_half_a_sign_becomes_the_sign_for_what_cannot_be_written(text, kept):
    assert writable(text) == kept
    assert writable_json({text: [text]}) == f'{{"{kept}": ["{kept}"]}}'


@pytest.mark.parametrize("kind", [Kind.MEETING, Kind.TICKET])
async def test_what_is_entered_is_kept_and_sent(desk, kind):
    body = meeting(HALF, visitors=[{"firstName": HALF, "lastName": "Doe"}]) if kind is Kind.MEETING else ticket(HALF)
    operation = await desk.sync.put("op", kind, body)
    assert operation.body["title"] == WHOLE
    desk.kept.add("op")
    desk.run()
    await desk.sent()
    assert await desk.server.titles() == [WHOLE]


async def test_a_draft_is_kept(desk):
    drafts = StoredDrafts(desk.database, desk.account)
    await drafts.keep(StoredDraft("meeting", "1", {"title": HALF, HALF: [HALF]}), NOW)
    (draft,) = await drafts.stored("meeting")
    assert draft.body == {"title": WHOLE, WHOLE: [WHOLE]}


async def test_the_journal_keeps_whom_it_is_about(desk):
    person = VisitorSnapshot(name=HALF, company=HALF)
    entry = Entry("e", EntryKind.CHECK_IN, "2026-03-12/M-1/V-1", NOW, "Desk 1", person)
    await desk.outbox.put((), NOW, entries=[entry])
    (kept,) = await desk.database.read(lambda c: entries_of_kinds(c, desk.account.id, EntryKind))
    assert (kept.person.name, kept.person.company) == (WHOLE, WHOLE)
    (present,) = (await desk.lists.on_site()).present
    assert present.person.name == WHOLE
