"""What a visitor signs: kept with the check-in or not at all, read again with its text, and gone when its time is."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from app.errors import DiskFull, StoreFailed
from app.models.drafts import VisitorDraft
from app.models.terms import Signature, Signed, Text
from app.models.text.identity import Identity
from app.services.upkeep.retention import Retention
from app.services.visits.event_writes import Given
from app.services.visits.walk_in import WalkIns
from app.store.account import account_of
from app.store.erasure import PersonalData
from app.store.given.signatures import Signatures
from app.store.outbox import Outbox
from app.store.rescue.rescue import mended, opened
from tests.app.arrivals_desk import ArrivalsDesk
from tests.app.outbox_desk import meeting
from tests.faults import NOW, FaultyServer

AMELIE, JOHN = "Amélie Dubois", "John Doe"
PAGE = 4096
LATER = meeting(startAt="2026-03-12T10:00:00+01:00")
ENGLISH = Text.read("en", "House rules\n\nKeep your badge visible.\n")
FRENCH = Text.read("fr", "Règles\nPortez votre badge.\n")
STROKES = (((100, 310, 0), (120, 290, 16), (180, 330, 33)), ((500, 300, 420),))
SIGNED = Signed(ENGLISH, STROKES)


@pytest.fixture
def server():
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture
async def desk(server, tmp_path):
    """A desk that has heard of today: a meeting of two visitors."""
    await server.make("/vm/meetings", LATER)
    desk = ArrivalsDesk(tmp_path, server)
    await desk.refresh()
    yield desk
    await desk.close()


def kept(desk):
    return Signatures(desk.database, account_of(desk.database, "desk", "CO-DESK"))


def walk_ins(desk):
    return WalkIns(
        arrivals=desk.arrivals,
        lists=desk.lists,
        contacts=desk.services.contacts,
        site=desk.site,
        names_as_ids=lambda: True,
    )


async def come(desk, name=AMELIE, signed=SIGNED):
    """Checks somebody in who has signed; gives the visit's id."""
    desk.pass_time()
    visit = await desk.visit(name)
    await desk.arrivals.check_in([visit], given=Given({visit.id: signed}))
    return visit.id


def count(desk, table):
    return desk.database.read_now(lambda connection: connection.execute(f"select count(*) from {table}").fetchone()[0])


# Kept


async def test_what_was_signed_is_read_again_with_its_text_and_its_check_in(desk):
    visit = await come(desk)
    (entry,) = await desk.journal()
    assert await kept(desk).of(visit) == (Signature(entry.id, visit, entry.at, SIGNED),)
    assert await kept(desk).of((await desk.visit(JOHN)).id) == ()


async def test_the_server_hears_that_it_was_signed_and_no_stroke_of_it(desk, server):
    amelie = await desk.visit(AMELIE)
    await desk.arrivals.check_in([amelie], given=Given({amelie.id: SIGNED}))
    await desk.arrivals.check_in([await desk.visit(JOHN)])
    signed, unsigned = desk.waiting()
    assert signed.body["agreesToTerms"] == 1
    assert {*signed.body} - {*unsigned.body} == {"agreesToTerms"}
    await desk.send()
    listed = {one["visitor"]["firstname"]: one["agreesToTerms"] for one in await server.visits()}
    assert listed == {"Amélie": 1, "John": 0}


async def test_who_can_t_draw_agrees_by_a_button(desk):
    visit = await come(desk, signed=Signed(FRENCH))
    (signature,) = await kept(desk).of(visit)
    assert signature.signed.by_button
    assert signature.signed.text == FRENCH
    assert not SIGNED.by_button


async def test_who_comes_twice_signs_twice_and_a_text_is_kept_once(desk):
    visit = await come(desk)
    await desk.check_out(AMELIE)
    await come(desk, signed=Signed(FRENCH, STROKES))
    await come(desk, JOHN)
    assert [one.signed.text for one in await kept(desk).of(visit)] == [ENGLISH, FRENCH]
    assert (count(desk, "signature"), count(desk, "terms_text")) == (3, 2)


async def test_of_several_who_come_together_each_has_their_own_signature(desk):
    amelie, john = await desk.visit(AMELIE), await desk.visit(JOHN)
    drawn = Signed(FRENCH, STROKES)
    await desk.arrivals.check_in([amelie, john], given=Given({amelie.id: SIGNED, john.id: drawn}))
    assert [one.signed for one in await kept(desk).of(amelie.id)] == [SIGNED]
    assert [one.signed for one in await kept(desk).of(john.id)] == [drawn]


async def test_who_was_checked_in_while_they_read_has_signed_all_the_same(desk):
    visit = await come(desk)
    signed = {visit: Signed(FRENCH, STROKES)}
    again = await desk.arrivals.check_in([await desk.visit(AMELIE)], given=Given(signed))
    assert again.entries == ()
    assert [one.signed for one in await kept(desk).of(visit)] == [SIGNED, Signed(FRENCH, STROKES)]
    assert [one.person.name for one in desk.present()] == [AMELIE]
    assert len(desk.waiting()) == 1, "a signature is nothing to be sent"


async def test_a_check_in_without_terms_keeps_none(desk):
    await desk.check_in(AMELIE)
    assert (count(desk, "signature"), count(desk, "terms_text")) == (0, 0)


async def test_a_full_disk_keeps_neither_the_check_in_nor_the_signature(desk):
    visit = await desk.visit(AMELIE)
    drawn = Signed(ENGLISH, (tuple((n % 1000, 300, n) for n in range(20_000)),))
    (pages,) = desk.database.read_now(lambda connection: connection.execute("pragma page_count").fetchone())
    limit_pages(desk, pages + 10)  # room for the check-in, and not for so much ink
    with pytest.raises(DiskFull):
        await desk.arrivals.check_in([visit], given=Given({visit.id: drawn}))
    assert [count(desk, table) for table in ("signature", "terms_text", "journal", "outbox")] == [0] * 4
    assert not (await desk.visit(AMELIE)).arrival.on_site
    limit_pages(desk, pages + 1000)
    await desk.arrivals.check_in([visit], given=Given({visit.id: drawn}))
    assert [one.signed for one in await kept(desk).of(visit.id)] == [drawn]


def limit_pages(desk, pages):
    desk.database.read_now(lambda connection: connection.execute(f"pragma max_page_count = {pages}").fetchone())


async def test_a_signature_that_can_t_be_written_keeps_nobody_half_checked_in(desk):
    """Whatever the store refuses of it, the journal and the outbox have nothing either."""
    desk.database.write_now(
        lambda connection: connection.execute(
            "create trigger refuse before insert on signature begin select raise(abort, 'no'); end"
        )
    )
    with pytest.raises(StoreFailed):
        await come(desk)
    assert [count(desk, table) for table in ("signature", "terms_text", "journal", "outbox")] == [0] * 4


async def test_somebody_who_was_not_invited_signs_and_is_found_once_the_server_has_named_the_visit(desk, server):
    ada = VisitorDraft(first_name="Ada", last_name="Lovelace")
    visit, _ = await walk_ins(desk).receive(ada, "Sofia Marchetti", "op1", signature=SIGNED)
    assert [one.visit for one in await kept(desk).of(visit.id)] == ["2026-03-12/op1/0"]
    await desk.send()
    await desk.refresh()
    named = (await desk.visit("Ada Lovelace")).id
    assert named != visit.id
    assert [one.signed for one in await kept(desk).of(named)] == [SIGNED]


async def test_another_server_s_signatures_are_others(desk):
    visit = await come(desk)
    other = Signatures(desk.database, account_of(desk.database, "https://other.example", "CO-2"))
    assert await other.of(visit) == ()


# Gone


async def test_what_is_past_its_time_goes_and_so_does_a_text_that_nobody_has_signed_since(desk):
    desk.clock = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
    first = await come(desk, signed=Signed(FRENCH, STROKES))
    desk.clock = datetime(2026, 3, 12, 15, 0, tzinfo=UTC)
    second = await come(desk, JOHN)
    noon = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
    assert await kept(desk).forget_before(noon) == 1
    assert await kept(desk).of(first) == ()
    assert [one.signed for one in await kept(desk).of(second)] == [SIGNED]
    assert count(desk, "terms_text") == 1
    assert await kept(desk).forget_before(noon) == 0


async def test_the_daily_tidying_keeps_to_the_retention_setting(desk, tmp_path):
    visit = await come(desk)
    daily = Retention(
        lists=desk.lists,
        outbox=desk.outbox,
        signatures=kept(desk),
        visitor_answers=desk.services.visitor_answers,
        site=desk.site,
        logs=tmp_path,
        retention=timedelta(days=30),
    )
    desk.clock += timedelta(days=29)
    await daily.tidy()
    assert len(await kept(desk).of(visit)) == 1
    desk.clock += timedelta(days=2)
    await daily.tidy()
    assert await kept(desk).of(visit) == ()


async def test_a_visitor_who_is_forgotten_leaves_no_signature_and_the_others_theirs(desk, server):
    visit, other = await come(desk), await come(desk, JOHN)
    await desk.check_out(AMELIE)
    await desk.send()
    await PersonalData(desk.database).remove(Identity.of(AMELIE), (AMELIE, ""), desk.clock)
    assert await kept(desk).of(visit) == ()
    assert [one.signed for one in await kept(desk).of(other)] == [SIGNED]


# Damage


class Store:
    def __init__(self, file):
        self.database, self.rescue = opened(file)
        self.account = account_of(self.database, "https://api.example.com", "CO-1")
        self.outbox = Outbox(self.database, self.account)
        self.signatures = Signatures(self.database, self.account)

    async def all(self):
        return [signature for number in range(60) for signature in await self.signatures.of(visit(number))]


def visit(number):
    return f"2026-03-12/M-1/V-{number}"


@pytest.fixture
async def full(tmp_path):
    """A file of many pages, closed; and what was signed in it."""
    store = Store(tmp_path / "foyer.sqlite3")
    drawn = [Signed(ENGLISH, (tuple((x, n, x) for x in range(300, 500)),)) for n in range(60)]
    signatures = [Signature(f"e{n}", visit(n), NOW, signed) for n, signed in enumerate(drawn)]
    await store.outbox.put([], NOW, signatures=signatures)
    store.database.close()
    return store.database.file, signatures


def damage(file, held, content, *, at_page):
    """Overwrites one place where these bytes stand, or the page that they are on."""
    found = file.read_bytes().index(held)
    with file.open("r+b") as stream:
        stream.seek(found // PAGE * PAGE if at_page else found)
        stream.write(content)


async def test_a_damaged_beginning_costs_no_signature(full):
    file, signatures = full
    with file.open("r+b") as stream:
        stream.write(bytes(PAGE))
    store = Store(file)
    assert store.rescue is not None
    assert await store.all() == signatures
    store.database.close()


async def test_a_page_of_signatures_is_found_damaged_after_the_start_and_costs_those_on_it_alone(full):
    file, signatures = full
    damage(file, b"[300,30,300]", b"\xa5" * PAGE, at_page=True)
    store = Store(file)
    assert store.rescue is None  # the first window doesn't wait for thousands of drawings to be read
    assert await mended(store.database) is not None
    left = await store.all()
    assert len(signatures) - 4 <= len(left) < len(signatures)
    assert set(left) < set(signatures)
    store.database.close()


@pytest.mark.parametrize(
    "noise", [b"[300;30,", b"\xff\xff\xff\xff", b"[300,{}]"], ids=["no JSON", "no UTF-8", "no number"]
)
async def test_one_whose_bytes_were_changed_costs_no_other(full, noise, caplog):
    file, signatures = full
    damage(file, b"[300,30,300]", noise, at_page=False)
    store = Store(file)
    assert await store.signatures.of(visit(30)) == ()
    assert await store.all() == [one for one in signatures if one.visit != visit(30)]
    assert "A signature can't be read" in caplog.text
    store.database.close()


async def test_a_text_that_is_damaged_is_not_taken_for_what_was_signed(full):
    """The signature is carried over, and says which text it was; the words aren't passed off as that."""
    file, signatures = full
    damage(file, b"Keep your badge", b"Lose", at_page=False)
    with file.open("r+b") as stream:
        stream.write(bytes(PAGE))
    store = Store(file)
    assert store.rescue is not None
    lost = Text("en", "", "", ENGLISH.version)
    assert await store.all() == [
        Signature(one.entry, one.visit, one.at, Signed(lost, one.signed.strokes)) for one in signatures
    ]
    store.database.close()


async def test_what_could_not_be_dropped_is_tried_again(desk, tmp_path, monkeypatch):
    visit = await come(desk)
    daily = Retention(
        lists=desk.lists,
        outbox=desk.outbox,
        signatures=kept(desk),
        visitor_answers=desk.services.visitor_answers,
        site=desk.site,
        logs=tmp_path,
        retention=timedelta(days=30),
    )
    desk.clock += timedelta(days=31)
    monkeypatch.setattr("app.services.upkeep.retention.DAILY", 0)
    forget, tries = desk.outbox.forget_before, []

    async def fails_once(moment):
        tries.append(moment)
        if len(tries) == 1:
            raise DiskFull("the disk is full")
        return await forget(moment)

    monkeypatch.setattr(desk.outbox, "forget_before", fails_once)
    running = asyncio.ensure_future(daily.run())
    async with asyncio.timeout(20):
        while await kept(desk).of(visit):  # noqa: ASYNC110  until it was dropped
            await asyncio.sleep(0)
    running.cancel()
    assert len(tries) > 1
    assert await kept(desk).of(visit) == ()


async def test_who_was_in_already_and_who_comes_now_sign_together_or_not_at_all(desk):
    """Two transactions would keep the check-in of one and say that nothing was kept."""
    await desk.check_in(AMELIE)
    before = len(await desk.journal())
    both = [await desk.visit(AMELIE), await desk.visit(JOHN)]
    desk.database.write_now(
        lambda connection: connection.execute(
            "create trigger refuse before insert on journal when new.kind = 'signed'"
            " begin select raise(abort, 'no'); end"
        )
    )
    with pytest.raises(StoreFailed):
        await desk.arrivals.check_in(both, given=Given({one.id: SIGNED for one in both}))
    assert (len(await desk.journal()), count(desk, "signature")) == (before, 0)
    assert [one.person.name for one in desk.present()] == [AMELIE]


async def test_a_walk_in_that_was_kept_is_said_to_be_kept_though_it_can_t_be_read_back(desk, monkeypatch):
    async def unreadable(visit):
        raise StoreFailed("the disk is gone")

    monkeypatch.setattr(desk.lists, "find", unreadable)
    row, recorded = await walk_ins(desk).receive(VisitorDraft("Bo", "Ek"), "US-G606", "op-1")
    assert (row.name, row.arrival.on_site, len(recorded.entries)) == ("Bo Ek", True, 1)
    assert [one.person.name for one in desk.present()] == ["Bo Ek"]
