"""What is said of tickets at a desk, what is attached to them and which of them belong together: shown at once, and
sent once, whatever the connection does."""

from __future__ import annotations

import asyncio
import os
from hashlib import sha256
from pathlib import Path

import pytest

from app.errors import FileFailed, OnItsWay
from app.models.operations import Kind, State
from app.models.tickets.steps import CLOSED, IN_PROGRESS, ON_HOLD
from app.store.backup.backup import back_up, copy_file
from app.store.backup.restoring import restore
from app.store.database import FILE_NAME
from app.store.tickets.attachment_files import PIECE, AttachmentFiles
from tests import faults
from tests.app.outbox_desk import meeting
from tests.app.test_change_faults import WORST, down_at, passes
from tests.app.test_sync_faults import PASSING
from tests.app.tickets.desk import TicketsDesk, change, report, told

HOME = Path(FILE_NAME)
LIFT = "Water under lift B"
LAMP = "Lamp broken"


@pytest.fixture
async def desk(server, tmp_path):
    desk = TicketsDesk(tmp_path, server)
    await report(server, LIFT)
    await report(server, LAMP)
    await desk.refresh()
    yield desk
    await desk.close()


def kept_in(folder: Path) -> list[str]:
    return [file.name for file in folder.glob("*-to-send/*")]


async def test_comments_are_there_while_they_wait_and_each_once_at_the_server(desk, server):
    await change(server, LIFT, statusId=ON_HOLD)
    await desk.refresh()
    await desk.changes.comment(await desk.ticket(LIFT), "It smells", "one", internal=True)
    await desk.changes.comment(await desk.ticket(LIFT), "Thank you", "two", from_requester=True)
    shown = await desk.whole(LIFT)
    assert [(one.text, one.internal, one.operation) for one in shown.comments] == [
        ("It smells", True, "one"),
        ("Thank you", False, "two"),
    ]
    assert shown.status.id == str(IN_PROGRESS)  # the requester answered
    await desk.send()
    there = await told(server, LIFT)
    assert [(one["text"], one["fromRequester"]) for one in there["comments"]] == [
        ("It smells", False),
        ("Thank you", True),
    ]
    shown = await desk.whole(LIFT)
    assert [one.operation for one in shown.comments] == ["", ""]
    with pytest.raises(OnItsWay):
        await desk.changes.undo("one")


async def test_a_ticket_leads_back_to_a_visit_that_was_still_to_be_sent(desk, server):
    await desk.put("O-1", Kind.MEETING, meeting())
    link = {"day": "2026-03-12", "meeting": "O-1", "visitor": "1", "name": "John Doe"}
    await desk.put("O-2", Kind.TICKET, {"title": "Door stuck", "notifierId": "Sofia Marchetti", "visit": link})
    desk.kept.clear()
    await desk.send()
    (there,) = await server.meetings()
    john = next(one["id"] for one in there["visitors"] if one["firstname"] == "John")
    assert (await told(server, "Door stuck"))["visit"] == link | {"meeting": there["id"], "visitor": john}


async def test_what_belongs_together(desk, server):
    lift, lamp = await desk.ticket(LIFT), await desk.ticket(LAMP)
    await desk.changes.relate(lamp, lift, "same", same=True)
    shown = await desk.whole(LAMP)
    assert ([one.title for one in shown.related], shown.status.id) == ([LIFT], str(CLOSED))
    await desk.send()
    there = await told(server, LAMP)
    assert ([one["title"] for one in there["related"]], there["status"]["id"]) == ([LIFT], CLOSED)
    await desk.changes.unrelate(await desk.ticket(LIFT), lamp.ticket.id, "apart")
    await desk.send()
    assert (await told(server, LAMP))["related"] == []


@pytest.mark.parametrize("name", [*WORST, "refused", "drips dry", "429"])
async def test_one_fault_at_each_call_and_all_is_there_once(desk, server, name):
    fault = PASSING[name]
    row = await desk.ticket(LIFT)
    await desk.changes.save([row], {"reference": "B-12"}, "change")
    await desk.changes.comment(row, "It smells", "comment")
    await desk.changes.relate(row, await desk.ticket(LAMP), "relation")
    await desk.changes.attach(row, b"a photo", "photo", name="leak.jpg")
    server.meets("PATCH", fault)
    server.meets("POST", fault, passes, fault, passes, fault)
    server.meets("PUT", fault)
    await desk.send()
    there = await told(server, LIFT)
    assert there["reference"] == "B-12"
    assert [one["text"] for one in there["comments"]] == ["It smells"]
    assert [one["title"] for one in there["related"]] == [LAMP]
    assert [(one["name"], one["received"]) for one in there["attachments"]] == [("leak.jpg", 7)]


async def test_a_desk_that_goes_down_at_any_moment(desk, server):
    """Nothing of it is lost, and nothing doubled, also where an answer was lost before."""
    for moment in range(1, 24, 2):
        title = f"Round {moment}"
        await report(server, title)
        await desk.refresh()
        row = await desk.ticket(title)
        await desk.changes.save([row], {"reference": "B-12", "statusId": ON_HOLD}, f"change {moment}")
        await desk.changes.comment(row, "It smells", f"comment {moment}")
        await desk.changes.attach(row, title.encode(), f"photo {moment}", name="leak.jpg")
        if moment % 4 == 1:
            server.meets("PATCH", faults.lost_answer)
            server.meets("POST", faults.lost_answer)
        await down_at(desk, moment)
        server.forget_faults()
        await desk.send()
        there = await told(server, title)
        assert (there["reference"], there["status"]["id"], len(there["comments"])) == ("B-12", ON_HOLD, 1), moment
        assert [one["received"] for one in there["attachments"]] == [len(title)], moment
        assert [one["what"] for one in there["log"]].count("status") == 1, moment


async def test_two_desks_on_one_ticket(desk, server, tmp_path):
    """While one has no way to the server, both comment, and each changes something else; then both know all."""
    other = TicketsDesk(tmp_path / "other", server, name="Desk 2")
    await other.refresh()
    desk.line.up = False
    desk.run()
    await desk.changes.comment(await desk.ticket(LIFT), "Of one", "one")
    await desk.changes.save([await desk.ticket(LIFT)], {"priorityId": 3}, "urgent")
    await other.changes.comment(await other.ticket(LIFT), "Of two", "two")
    await other.changes.save([await other.ticket(LIFT)], {"statusId": IN_PROGRESS}, "start")
    await other.send()
    assert [one.operation for one in (await desk.whole(LIFT)).comments] == ["one"]
    desk.line.up = True
    desk.sync.wake()
    await desk.sent()
    await other.refresh()
    assert [comment.text for comment in (await other.whole(LIFT)).comments] == ["Of two"]  # until it is told anew
    await other.tickets.ask_for((await other.ticket(LIFT)).ticket.id)
    for one in (desk, other):
        shown = await one.whole(LIFT)
        assert sorted(comment.text for comment in shown.comments) == ["Of one", "Of two"]
        assert (shown.status.id, shown.priority.id) == (str(IN_PROGRESS), "3")
    await other.close()


async def test_20_mb_over_a_line_that_breaks_three_times(desk, server, tmp_path):
    content = os.urandom(1000) * (20 * 2**20 // 1000)
    photo = tmp_path / "leak.jpg"
    photo.write_bytes(content)
    await desk.changes.attach(await desk.ticket(LIFT), photo, "photo")
    photo.unlink()  # the desk has its own
    server.meets("PUT", *[passes] * 5, faults.reset_unread, *[passes] * 9, faults.lost_answer, passes, faults.silence)
    desk.run()
    await desk.sent()
    (there,) = (await told(server, LIFT))["attachments"]
    assert (there["digest"], there["received"]) == (sha256(content).hexdigest(), len(content))
    pieces = -(-len(content) // PIECE)
    assert sum(call.startswith("PUT") for call in server.calls) == pieces + 3
    while kept_in(tmp_path):
        await desk.lists.count_waiting()
    (shown,) = (await desk.whole(LIFT)).attachments
    assert shown.operation == ""


async def test_what_goes_at_once_passes_a_file(desk, server):
    row = await desk.ticket(LIFT)
    await desk.changes.attach(row, bytes(3 * PIECE), "photo", name="leak.jpg")
    await desk.changes.comment(row, "It smells", "comment")
    assert [(one.name, one.received) for one in (await desk.whole(LIFT)).attachments] == [("leak.jpg", 0)]
    await desk.send()
    calls = [call.partition(" ")[0] for call in server.calls if call.endswith("/comments") or call.startswith("PUT")]
    assert calls == ["POST", "PUT", "PUT", "PUT"]


async def test_a_desk_that_goes_down_in_the_middle_goes_on_there(server, tmp_path):
    desk = TicketsDesk(tmp_path, server)
    await report(server, LIFT)
    await desk.refresh()
    await desk.changes.attach(await desk.ticket(LIFT), bytes(4 * PIECE), "photo", name="leak.jpg")
    server.meets("PUT", passes, passes, faults.lost_answer)
    desk.naps.hold()
    desk.run()
    await desk.naps.asleep.wait()
    await desk.close()
    before = sum(call.startswith("PUT") for call in server.calls)
    later = TicketsDesk(tmp_path, server)
    await later.send()
    assert (await told(server, LIFT))["attachments"][0]["received"] == 4 * PIECE
    assert sum(call.startswith("PUT") for call in server.calls) == before + 2
    await later.close()


async def test_a_desk_that_comes_back_from_a_backup_attaches_what_it_had_still_to_send(server, tmp_path):
    (tmp_path / "first").mkdir()
    desk = TicketsDesk(tmp_path / "first", server, name=HOME.stem)
    identity = await report(server, LIFT)
    await desk.refresh()
    row = await desk.ticket(LIFT)
    await desk.changes.attach(row, b"a photo", "photo", name="leak.jpg")
    (tmp_path / "first" / "foyer-to-send" / ("0a" * 32)).write_bytes(b"nothing that is to be sent")
    await desk.close()
    home, backup = tmp_path / "first" / HOME, tmp_path / "backup.zip"
    back_up(home, lambda target: copy_file(home, target), [], backup)
    (tmp_path / "second").mkdir()
    other = TicketsDesk(tmp_path / "second", server, name=HOME.stem)
    await other.refresh()
    await other.changes.attach(await other.ticket(LIFT), b"another photo", "other", name="lift.jpg")
    await other.close()
    (aside,) = restore(backup, tmp_path / "second", [])
    kept = sorted(file.parent.name for file in (tmp_path / "second").glob("*-to-send/*"))
    assert kept == [f"{aside.stem}-to-send", "foyer-to-send"]
    restored = TicketsDesk(tmp_path / "second", server, name=HOME.stem)
    await restored.send()
    await restored.close()
    (there,) = (await server.asked(f"/sd/tickets/{identity}", {}))["attachments"]
    assert (there["name"], there["received"], there["size"]) == ("leak.jpg", 7, 7)


async def test_a_file_that_the_server_has_already_is_attached_without_the_copy(desk, server, tmp_path):
    for title, operation in ((LIFT, "one"), (LAMP, "two")):
        await desk.changes.attach(await desk.ticket(title), b"a photo", operation, name="leak.jpg")
        if operation == "one":
            await desk.send()
    for file in tmp_path.glob("*-to-send/*"):
        file.unlink()
    await desk.send()
    assert [one["received"] for one in (await told(server, LAMP))["attachments"]] == [7]


async def test_what_is_attached_can_be_seen_before_and_after_it_was_sent(desk):
    await desk.changes.attach(await desk.ticket(LIFT), b"a photo", "photo", name="leak.jpg")
    for _ in range(2):
        (shown,) = (await desk.whole(LIFT)).attachments
        assert await desk.tickets.attachment(await desk.ticket(LIFT), shown.digest) == b"a photo"
        await desk.send()


async def test_a_ticket_is_found_by_its_id_though_it_stands_in_no_list(desk, server):
    identity = await report(server, "Door sticks")
    assert await desk.tickets.one(identity) is None
    row = await desk.tickets.ask_for(identity)
    assert row.ticket.title == "Door sticks"
    await desk.changes.comment(row, "Since Monday", "comment")
    assert [one.id for one in (await desk.tickets.one(identity)).changes] == ["comment"]
    await desk.send()
    row = await desk.tickets.one(identity)
    assert [one.text for one in desk.tickets.whole(row).comments] == ["Since Monday"]


@pytest.mark.parametrize("how", ["undone", "discarded with its ticket"])
async def test_a_copy_goes_when_nobody_wants_it(desk, tmp_path, how):
    if how == "undone":
        row = await desk.ticket(LIFT)
    else:
        body = {"title": "New", "notifierId": "Sofia Marchetti", "sendRequesterSolved": 0, "sendRequesterCopy": 0}
        await desk.sync.put("new", Kind.TICKET, body)
        row = await desk.ticket("New")
    await desk.changes.attach(row, b"a photo", "photo", name="leak.jpg")
    assert len(kept_in(tmp_path)) == 1
    if how == "undone":
        await desk.changes.undo("photo")
    else:
        await desk.services.pending_changes.discard("new")
    assert (desk.pending, kept_in(tmp_path)) == ((), [])


async def test_a_copy_that_was_just_made_is_not_tidied_away(desk, tmp_path):
    files = AttachmentFiles(desk.database)
    for number in range(10):
        photo = b"photo %d" % number
        kept, _, _ = await asyncio.gather(files.keep("leak.jpg", photo), files.drop_unused(), files.drop_unused())
        assert await files.whole(kept.digest) == photo
        files.named(kept)
    await files.drop_unused()
    assert kept_in(tmp_path) == []


async def test_a_file_that_can_not_be_taken_is_said(desk, tmp_path):
    row = await desk.ticket(LIFT)
    for content in (b"", tmp_path / "nowhere.png", bytes(20 * 2**20 + 1)):
        with pytest.raises(FileFailed):
            await desk.changes.attach(row, content, "photo", name="leak.jpg")
    assert (desk.pending, kept_in(tmp_path)) == ((), [])


async def test_a_comment_on_a_ticket_that_is_gone_waits_for_a_person(desk, server):
    gone = {"ticket": "T-0", "title": LIFT, "text": "Hm", "internal": False, "fromRequester": False}
    await desk.sync.put("op", Kind.TICKET_COMMENT, gone)
    desk.run()
    await desk.until(lambda: desk.states() == [State.REJECTED])
    assert desk.pending[0].status == 404
