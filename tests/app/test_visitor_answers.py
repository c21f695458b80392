"""What a visitor answers at the kiosk: kept with the check-in or not at all, read at every desk of the server, and gone
when its time is, or when they are forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.errors import StoreFailed
from app.models.drafts import VisitorDraft
from app.models.entries import Answered
from app.models.text.identity import Identity
from app.models.visit_events import Answer
from app.services.upkeep.retention import Retention
from app.services.visits.event_writes import Given
from app.services.visits.walk_in import WalkIns
from app.store.account import account_of
from app.store.erasure import PersonalData
from app.store.given.visitor_answers import VisitorAnswers
from app.store.outbox import Outbox
from app.store.rescue.rescue import opened
from tests.app.arrivals_desk import ArrivalsDesk
from tests.app.outbox_desk import meeting
from tests.faults import NOW, FaultyServer

PAGE = 4096
AMELIE, JOHN = "Amélie Dubois", "John Doe"
LATER = meeting(startAt="2026-03-12T10:00:00+01:00")
LAPTOP, WAY = Answer("Do you bring a laptop?", "Yes"), Answer("How did you come?", "Tram")


@pytest.fixture
def server():
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture
async def kiosk(server, tmp_path):
    """It has heard of today: a meeting of two visitors."""
    await server.make("/vm/meetings", LATER)
    kiosk = ArrivalsDesk(tmp_path, server, name="Kiosk")
    await kiosk.refresh()
    yield kiosk
    await kiosk.close()


@pytest.fixture
async def desk(server, tmp_path, kiosk):
    """Another PC, which hears of the kiosk by the server alone."""
    desk = ArrivalsDesk(tmp_path, server)
    await desk.refresh()
    yield desk
    await desk.close()


async def come(kiosk, name=AMELIE, *answers):
    kiosk.pass_time()
    visit = await kiosk.visit(name)
    await kiosk.arrivals.check_in([visit], given=Given(answers={visit.id: answers or (LAPTOP, WAY)}))
    return visit.id


async def read(desk, visit):
    return await desk.services.visitor_answers.of(visit)


def count(desk):
    return desk.database.read_now(lambda connection: connection.execute("select count(*) from answer").fetchone()[0])


# Kept, and told


async def test_what_was_answered_is_read_at_the_kiosk_at_once_and_at_a_desk_once_it_is_heard(kiosk, desk):
    visit = await come(kiosk)
    assert await read(kiosk, visit) == (LAPTOP, WAY)
    assert await read(kiosk, (await kiosk.visit(JOHN)).id) == ()
    assert await read(desk, visit) == ()
    await kiosk.send()
    await desk.refresh()
    assert await read(desk, visit) == (LAPTOP, WAY)
    assert await read(kiosk, visit) == (LAPTOP, WAY), "each once"


async def test_of_each_of_a_party_their_own_are_kept(kiosk, desk):
    amelie, john = await kiosk.visit(AMELIE), await kiosk.visit(JOHN)
    await kiosk.arrivals.check_in([amelie, john], given=Given(answers={amelie.id: (LAPTOP,), john.id: (WAY,)}))
    await kiosk.send()
    await desk.refresh()
    assert [await read(desk, one.id) for one in (amelie, john)] == [(LAPTOP,), (WAY,)]


async def test_to_each_question_the_last_answer_counts(kiosk, desk):
    visit = await come(kiosk)
    await kiosk.check_out(AMELIE)
    await come(kiosk, AMELIE, Answer(WAY.question, "Car"))
    await kiosk.send()
    await desk.refresh()
    for one in (kiosk, desk):
        assert await read(one, visit) == (LAPTOP, Answer(WAY.question, "Car"))


async def test_a_check_in_that_is_taken_back_takes_its_answers_along(kiosk, desk):
    visit = await come(kiosk)
    await kiosk.send()
    await desk.refresh()
    (entry,) = await kiosk.journal()
    await kiosk.undo(entry)
    await kiosk.send()
    await desk.refresh()
    assert [await read(one, visit) for one in (kiosk, desk)] == [(), ()]


async def test_who_was_checked_in_while_they_answered_has_answered_all_the_same(kiosk):
    await kiosk.check_in(AMELIE)
    assert await read(kiosk, await come(kiosk)) == (LAPTOP, WAY)
    assert len(kiosk.waiting()) == 1


async def test_somebody_who_was_not_invited_answers_and_is_read_at_a_desk_by_the_server_s_name(kiosk, desk):
    walk_ins = WalkIns(
        arrivals=kiosk.arrivals,
        lists=kiosk.lists,
        contacts=kiosk.services.contacts,
        site=kiosk.site,
        names_as_ids=lambda: True,
    )
    ada = VisitorDraft(first_name="Ada", last_name="Lovelace")
    visit, _ = await walk_ins.receive(ada, "Sofia Marchetti", "op1", answers=(LAPTOP,))
    assert await read(kiosk, visit.id) == (LAPTOP,)
    await kiosk.send()
    for one in (kiosk, desk):
        await one.refresh()
        assert await read(one, (await one.visit("Ada Lovelace")).id) == (LAPTOP,)


async def test_answers_that_can_t_be_written_keep_nobody_half_checked_in(kiosk):
    kiosk.database.write_now(
        lambda connection: connection.execute(
            "create trigger refuse before insert on answer begin select raise(abort, 'no'); end"
        )
    )
    with pytest.raises(StoreFailed):
        await come(kiosk)
    assert await kiosk.journal() == ()
    assert kiosk.waiting() == []
    assert not (await kiosk.visit(AMELIE)).arrival.on_site


# Gone


async def test_what_is_past_its_time_goes(kiosk, tmp_path):
    visit = await come(kiosk)
    daily = Retention(
        lists=kiosk.lists,
        outbox=kiosk.outbox,
        signatures=kiosk.services.signatures,
        visitor_answers=kiosk.services.visitor_answers,
        site=kiosk.site,
        logs=tmp_path,
        retention=timedelta(days=30),
    )
    kiosk.clock += timedelta(days=29)
    await daily.tidy()
    assert await read(kiosk, visit) == (LAPTOP, WAY)
    kiosk.clock += timedelta(days=2)
    await daily.tidy()
    assert (count(kiosk), await read(kiosk, visit)) == (0, ())


async def test_what_another_pc_told_goes_with_its_day(kiosk, desk, tmp_path):
    visit = await come(kiosk)
    await kiosk.send()
    await desk.refresh()
    later = datetime(2026, 5, 1, tzinfo=UTC)
    await desk.lists.forget_before(later, later.date())
    assert await read(desk, visit) == ()


async def test_a_visitor_who_is_forgotten_leaves_no_answer_and_the_others_theirs(kiosk, desk):
    visit, other = await come(kiosk), await come(kiosk, JOHN, WAY)
    await kiosk.check_out(AMELIE)
    await kiosk.send()
    await desk.refresh()
    for one in (kiosk, desk):
        await PersonalData(one.database).remove(Identity.of(AMELIE), (AMELIE, ""), one.clock)
        assert [await read(one, of) for of in (visit, other)] == [(), (WAY,)]
        await PersonalData(one.database).wipe()
        assert LAPTOP.question.encode() not in one.database.file.read_bytes()


# Damage


async def test_one_that_is_damaged_costs_no_other(tmp_path, caplog):
    database, _ = opened(tmp_path / "foyer.sqlite3")
    account = account_of(database, "https://api.example.com", "CO-1")
    visits = [f"2026-03-12/M-1/V-{number}" for number in range(3)]
    answered = [Answered(f"e{n}", visit, NOW, (Answer("Q", f"answer {n}"),)) for n, visit in enumerate(visits)]
    await Outbox(database, account).put([], NOW, answered=answered)
    database.write_now(
        lambda connection: connection.execute("update answer set answers = '[{\"question\": 3}]' where entry = 'e1'")
    )
    answers = VisitorAnswers(database, account)
    assert [len(await answers.of(visit)) for visit in visits] == [1, 0, 1]
    assert "An answer can't be read" in caplog.text
    database.close()
    with database.file.open("r+b") as stream:
        stream.write(bytes(PAGE))
    again, rescue = opened(database.file)
    assert rescue is not None
    answers = VisitorAnswers(again, account_of(again, "https://api.example.com", "CO-1"))
    assert [len(await answers.of(visit)) for visit in visits] == [1, 0, 1]
    again.close()
