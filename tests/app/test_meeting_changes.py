"""A meeting of the server's is changed here: at once on the desk's lists, once on the server, and nothing of anybody's
is lost."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.errors import StillOnSite
from app.models.drafts import VisitorDraft
from app.models.meetings.changes import Scope
from app.models.operations import Kind, State
from app.models.visit_row import Status
from tests.app.arrivals_desk import DAY, ArrivalsDesk
from tests.app.changes_desk import SERVERS, wished
from tests.app.outbox_desk import PATIENCE
from tests.faults import NOW, refused

TOMORROW = DAY + timedelta(days=1)


@pytest.fixture(params=SERVERS.values(), ids=SERVERS)
def server(request):
    server = request.param()
    yield server
    server.close()


@pytest.fixture
async def desk(server, tmp_path):
    meeting = await server.invite(wished())
    desk = ArrivalsDesk(tmp_path, server)
    desk.meeting = meeting
    await desk.refresh()
    await desk.day.refresh(TOMORROW)
    yield desk
    await desk.close()


async def opened(desk, day=DAY):
    found = await desk.services.meeting_changes.opened(desk.meeting, day)
    assert found is not None
    return found


async def save(desk, operation="op", **different):
    edited = await opened(desk)
    draft = replace(edited.draft, **different)
    await desk.services.meeting_changes.save(edited, draft, Scope.ALL, operation)


async def rows(desk, day=DAY):
    found = await desk.day.rows(day)
    return found.visits if found else ()


async def said_by(server, desk):
    """Title and description on the server."""
    meeting = await server.one(desk.meeting)
    return meeting["title"], meeting["description"]


async def test_a_form_begins_with_what_the_server_has(desk, server):
    edited = await opened(desk)
    assert (edited.draft.title, edited.draft.end_at.hour, edited.repeats) == ("Audit", 11, False)
    assert [one.id for one in edited.draft.visitors] == [
        one["id"] for one in (await server.one(desk.meeting))["visitors"]
    ]
    assert edited.modified == (await server.one(desk.meeting))["lastModifiedAt"]
    assert desk.services.meeting_changes.dates(edited, Scope.ALL) == (DAY,)
    assert await desk.services.meeting_changes.opened("M-99", DAY) is None


async def test_it_is_on_screen_at_once_and_marked_until_it_is_sent(desk, server):
    before = await rows(desk)
    await save(desk, title="Audit 2")
    shown = await rows(desk)
    assert [(one.title, one.waits.state) for one in shown] == [("Audit 2", State.WAITING)] * 2
    assert [(one.key, one.id) for one in shown] == [(one.key, one.id) for one in before]
    await desk.send()
    assert [(one.title, one.waits) for one in await rows(desk)] == [("Audit 2", None)] * 2
    assert (await server.one(desk.meeting))["title"] == "Audit 2"
    assert desk.pending == ()


async def test_moved_to_another_day_it_stands_there(desk, server):
    edited = await opened(desk)
    by = timedelta(days=1)
    draft = replace(edited.draft, start_at=edited.draft.start_at + by, end_at=edited.draft.end_at + by)
    await desk.services.meeting_changes.save(edited, draft, Scope.ALL, "op")
    assert await rows(desk) == ()
    assert [one.waits.operation for one in await rows(desk, TOMORROW)] == ["op", "op"]
    await desk.send()
    assert await rows(desk) == ()
    assert [(one.name, one.waits) for one in await rows(desk, TOMORROW)] == [
        ("Ada Lovelace", None),
        ("Charles Babbage", None),
    ]
    await desk.refresh()
    await desk.day.refresh(TOMORROW)
    assert (len(await rows(desk)), len(await rows(desk, TOMORROW))) == (0, 2)


async def test_visitors_keep_their_ids_and_so_do_their_arrivals(desk, server):
    await desk.check_in("Ada Lovelace")
    edited = await opened(desk)
    assert len(edited.stays(Scope.ALL)) == 1
    new = VisitorDraft(first_name="Grace", last_name="Hopper")
    await desk.services.meeting_changes.save(
        edited, replace(edited.draft, visitors=(*edited.draft.visitors, new)), Scope.ALL, "op"
    )
    assert [one.status(desk.site.now()) for one in await rows(desk)] == [
        Status.ON_SITE,
        Status.EXPECTED,
        Status.EXPECTED,
    ]
    await desk.check_in("Grace Hopper")
    keys = [one.key for one in await rows(desk)]
    await desk.send()
    after = await rows(desk)
    assert [one.status(desk.site.now()) for one in after] == [Status.ON_SITE, Status.EXPECTED, Status.ON_SITE]
    assert [one.key for one in after] == keys
    assert {one.person.name for one in desk.present()} == {"Ada Lovelace", "Grace Hopper"}


async def test_a_visitor_on_site_is_not_taken_out(desk, server):
    await desk.check_in("Ada Lovelace")
    edited = await opened(desk)
    changes = desk.services.meeting_changes
    with pytest.raises(StillOnSite):
        await changes.cancel_visitor(edited, edited.draft.visitors[0].id, Scope.ALL, "op")
    with pytest.raises(StillOnSite):
        await changes.cancel(edited, Scope.ALL, "op")
    await changes.cancel_visitor(edited, edited.draft.visitors[1].id, Scope.ALL, "op2")
    assert [one.cancelled is not None for one in await rows(desk)] == [False, True]


async def test_nor_is_one_whom_a_change_that_waits_has_added(desk, server):
    new = VisitorDraft(first_name="Grace", last_name="Hopper")
    await save(desk, visitors=(*(await opened(desk)).draft.visitors, new))
    await desk.check_in("Grace Hopper")
    with pytest.raises(StillOnSite):
        await save(desk, "op2", visitors=(await opened(desk)).draft.visitors[:-1])
    with pytest.raises(StillOnSite):
        await desk.services.meeting_changes.undo("op")
    assert [one.person.name for one in desk.present()] == ["Grace Hopper"]


async def test_one_that_waits_to_be_created_keeps_its_day_and_whoever_came(desk, server):
    create, (ada, bo) = (
        desk.services.invitations.create,
        (
            VisitorDraft(first_name="Mary", last_name="Somerville"),
            VisitorDraft(first_name="Bo", last_name="Berg"),
        ),
    )
    draft = replace((await opened(desk)).draft, title="New", visitors=(ada, bo))
    await create(draft, "new")
    await desk.check_in("Mary Somerville")
    by = timedelta(days=1)
    for other in (
        replace(draft, start_at=draft.start_at + by, end_at=draft.end_at + by),
        replace(draft, visitors=(bo, VisitorDraft(first_name="Cy", last_name="Dahl"), bo)),
    ):
        with pytest.raises(StillOnSite) as refusal:
            await create(other, "new2", instead_of="new")
        assert refusal.value.names == ("Mary Somerville",)
    later = timedelta(hours=1)
    await create(replace(draft, start_at=draft.start_at + later, visitors=(bo, ada)), "new3", instead_of="new")
    assert [one.person.name for one in desk.present()] == ["Mary Somerville"]
    await desk.send()
    assert [one.person.name for one in desk.present()] == ["Mary Somerville"]


async def test_a_meeting_with_somebody_on_site_stays_on_its_day(desk, server):
    await desk.check_in("Ada Lovelace")
    draft = (await opened(desk)).draft
    later, by = timedelta(hours=2), timedelta(days=1)
    with pytest.raises(StillOnSite) as refusal:
        await save(desk, start_at=draft.start_at + by, end_at=draft.end_at + by)
    assert refusal.value.names == ("Ada Lovelace",)
    await save(desk, start_at=draft.start_at + later, end_at=draft.end_at + later)
    await desk.send()
    assert desk.pending == ()


async def test_a_change_by_which_somebody_came_is_not_undone(desk, server):
    """Whether it was sent or not."""
    new = VisitorDraft(first_name="Grace", last_name="Hopper")
    draft, by = (await opened(desk)).draft, timedelta(days=-1)
    await save(desk, visitors=(*draft.visitors, new))
    await desk.send()
    await desk.check_in("Grace Hopper")
    await save(desk, "moved", start_at=draft.start_at + by)
    ada = next(one for one in await rows(desk, DAY + by) if one.name == "Ada Lovelace")
    await desk.arrivals.check_in([ada])
    for operation, name in (("op", "Grace Hopper"), ("moved", "Ada Lovelace")):
        with pytest.raises(StillOnSite) as refusal:
            await desk.services.meeting_changes.undo(operation)
        assert refusal.value.names == (name,)
    assert [one.id for one in desk.pending if one.kind is Kind.MEETING_CHANGE] == ["moved"]


async def test_what_was_taken_back_is_crossed_out_with_who_and_when(desk, server):
    await desk.services.meeting_changes.cancel(await opened(desk), Scope.ALL, "op")
    shown = await rows(desk)
    assert [(one.status(desk.site.now()), one.cancelled.by, one.waits.operation) for one in shown] == [
        (Status.CANCELLED, "Desk 1", "op")
    ] * 2
    assert (await desk.day.rows(DAY)).visitors == 0
    await desk.send()
    assert await server.standing() == []
    for _ in range(2):  # this server doesn't list it any more, and it is crossed out all the same
        assert [(one.status(desk.site.now()), one.waits, one.key) for one in await rows(desk)] == [
            (Status.CANCELLED, None, row.key) for row in shown
        ]
        await desk.refresh()


async def test_a_visitor_who_was_taken_out_is_crossed_out(desk, server):
    edited = await opened(desk)
    await desk.services.meeting_changes.cancel_visitor(edited, edited.draft.visitors[0].id, Scope.ALL, "op")
    await desk.send()
    await desk.refresh()
    assert [one["firstname"] for one in (await server.one(desk.meeting))["visitors"]] == ["Charles"]
    assert {one.name: one.cancelled is not None for one in await rows(desk)} == {
        "Ada Lovelace": True,
        "Charles Babbage": False,
    }


async def test_undo_before_it_was_sent_drops_it(desk, server):
    before = await rows(desk)
    await desk.services.meeting_changes.cancel(await opened(desk), Scope.ALL, "op")
    await desk.services.meeting_changes.undo("op")
    assert (await rows(desk), desk.pending) == (before, ())


async def test_undo_after_it_was_sent_sends_the_way_back(desk, server):
    """A server that has forgotten the meeting is asked for a new one like it."""
    await desk.services.meeting_changes.cancel(await opened(desk), Scope.ALL, "op")
    await desk.send()
    await desk.services.meeting_changes.undo("op")
    assert [one.cancelled for one in await rows(desk)] == [None, None]
    await desk.send()
    await desk.refresh()
    (again,) = await server.standing()
    assert (again["title"], [one["firstname"] for one in again["visitors"]]) == ("Audit", ["Ada", "Charles"])
    assert [(one.name, one.cancelled) for one in await rows(desk)] == [
        ("Ada Lovelace", None),
        ("Charles Babbage", None),
    ]


async def test_undo_of_an_edit_that_was_sent(desk, server):
    await save(desk, title="Audit 2")
    await desk.send()
    await server.edit(desk.meeting, description="Theirs")
    await desk.services.meeting_changes.undo("op")
    await desk.send()
    assert await said_by(server, desk) == (
        "Audit",
        "Theirs",
    )


async def test_edited_again_while_it_waits_the_newer_one_takes_its_place(desk, server):
    new = VisitorDraft(first_name="Grace", last_name="Hopper")
    edited = await opened(desk)
    await save(desk, title="Audit 2", visitors=(*edited.draft.visitors, new))
    await desk.check_in("Grace Hopper")
    again = await opened(desk)
    assert (again.draft.title, again.instead_of, again.base["title"]) == ("Audit 2", "op", "Audit")
    await save(desk, "op2", description="With hats")
    assert [one.id for one in desk.pending if one.kind.value != "arrival"] == ["op2"]
    await desk.send()
    meeting = await server.one(desk.meeting)
    assert (meeting["title"], meeting["description"], len(meeting["visitors"])) == ("Audit 2", "With hats", 3)
    assert [one.person.name for one in desk.present()] == ["Grace Hopper"]


async def test_edited_back_to_what_it_was_nothing_waits(desk, server):
    await save(desk, title="Audit 2")
    await save(desk, "op2", title="Audit")
    assert desk.pending == ()
    await save(desk, "op3")
    assert desk.pending == ()


async def test_behind_one_that_is_under_way_it_is_sent_after_it(desk, server):
    new = VisitorDraft(first_name="Grace", last_name="Hopper")
    edited = await opened(desk)
    await save(desk, visitors=(*edited.draft.visitors, new))
    await desk.outbox.set_sending("op", NOW)
    again = await opened(desk)
    assert again.instead_of == ""
    grace = again.draft.visitors[-1]
    changed = (*again.draft.visitors[:-1], replace(grace, email="grace@x.example"))
    await desk.services.meeting_changes.save(again, replace(again.draft, visitors=changed), Scope.ALL, "op2")
    assert [one.id for one in desk.pending] == ["op", "op2"]
    await desk.send()
    assert [one.get("email") for one in (await server.one(desk.meeting))["visitors"]] == ["", "", "grace@x.example"]
    assert desk.pending == ()


async def test_different_fields_are_both_kept_and_that_is_said(desk, server):
    said = []
    desk.sync.on_merged(lambda *merged: said.append(merged))
    await save(desk, title="Audit 2")
    await server.edit(desk.meeting, description="Theirs")
    await desk.send()
    assert await said_by(server, desk) == (
        "Audit 2",
        "Theirs",
    )
    assert said == [("Audit 2", ("description",), ("Desk 9",) if server.is_own else ())]


async def test_the_same_field_is_a_persons_to_choose(desk, server):
    changes = desk.services.meeting_changes
    await save(desk, title="Yours", description="Mine")
    await server.edit(desk.meeting, title="Theirs")
    await desk.send()
    assert desk.states() == [State.UNCLEAR]
    assert (await server.one(desk.meeting))["title"] == "Theirs"
    conflict = await changes.conflict("op")
    assert [(one.key, one.base, one.theirs, one.yours) for one in conflict.fields] == [
        ("title", "Audit", "Theirs", "Yours")
    ]
    await server.edit(desk.meeting, title="Theirs again")
    await changes.resolve("op", {"title": "yours"})
    await desk.send()
    (field,) = (await changes.conflict("op")).fields  # it changed once more, and nothing is overwritten unseen
    assert field.theirs == "Theirs again"
    await changes.resolve("op", {"title": "theirs"})
    await desk.send()
    assert await said_by(server, desk) == (
        "Theirs again",
        "Mine",
    )
    assert desk.pending == ()


async def test_theirs_alone_leaves_nothing_to_send(desk, server):
    await save(desk, title="Yours")
    await server.edit(desk.meeting, title="Theirs")
    await desk.send()
    await desk.services.meeting_changes.resolve("op", {"title": "theirs"})
    assert desk.pending == ()


async def test_one_that_is_gone_is_offered_as_a_new_one(desk, server):
    changes = desk.services.meeting_changes
    await save(desk, title="Audit 2")
    await server.take_back(desk.meeting)
    await desk.send()
    conflict = await changes.conflict("op")
    assert (conflict.gone, conflict.title) == (True, "Audit 2")
    draft = await changes.as_new("op")
    assert (draft.title, [one.id for one in draft.visitors]) == ("Audit 2", ["", ""])


async def test_one_that_they_changed_is_not_cancelled_unseen(desk, server):
    changes = desk.services.meeting_changes
    await changes.cancel(await opened(desk), Scope.ALL, "op")
    await server.edit(desk.meeting, title="Theirs")
    await desk.send()
    (field,) = (await changes.conflict("op")).fields
    assert (field.key, field.theirs["title"], field.yours) == ("meeting", "Theirs", None)
    await changes.resolve("op", {"meeting": "yours"})
    await desk.send()
    assert (await server.standing(), desk.pending) == ([], ())


async def test_a_meeting_that_waits_to_be_created_is_edited_there(desk, server):
    await desk.services.invitations.create(replace((await opened(desk)).draft, title="New", visitors=()), "new")
    changes = desk.services.meeting_changes
    edited = await changes.opened("new", DAY)
    assert edited.create == "new"
    await changes.save(edited, replace(edited.draft, title="Newer"), Scope.ALL, "new2")
    assert [(one.id, one.body["title"]) for one in desk.pending] == [("new2", "Newer")]
    await changes.cancel(await changes.opened("new2", DAY), Scope.ALL, "op")
    assert desk.pending == ()


async def test_offline_it_waits(desk, server):
    desk.line.up = False
    await save(desk, title="Audit 2")
    desk.naps.hold()
    desk.run()
    await asyncio.wait_for(desk.naps.asleep.wait(), PATIENCE)  # until it rests before the next try
    await desk.stop()
    desk.naps.go_on()
    assert desk.states() == [State.WAITING]
    desk.line.up = True
    server.meets("GET", refused)
    await desk.send()
    assert (await server.one(desk.meeting))["title"] == "Audit 2"
