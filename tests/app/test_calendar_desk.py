"""Calendar files at a desk on the real server: which meeting came from which event, and meetings copied as files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from app.models.calendars.calendar_event import Unclear
from app.models.drafts import MeetingDraft, VisitorDraft
from app.models.meetings.changes import Scope
from app.models.visit_row import VisitRow
from app.services.calendars.copies import CalendarCopies
from app.services.calendars.imports import CalendarImports, ImportedEvent, Standing
from app.services.calendars.later_version import later_version
from tests.app.arrivals_desk import DAY, ArrivalsDesk
from tests.calendars import NEXTCLOUD, OUTLOOK, event
from tests.faults import FaultyServer

TODAY = ("DTSTART:20260312T130000Z", "DURATION:PT1H", "ATTENDEE;CN=Ada Ek:mailto:ada.ek@acme.example")


class CalendarDesk(ArrivalsDesk):
    def __init__(self, folder: Path, server: FaultyServer) -> None:
        super().__init__(folder, server)
        services = self.services
        self.imports = CalendarImports(
            origins=services.calendar_origins,
            contacts=services.contacts,
            day=services.day,
            site=self.site,
            names_as_ids=lambda: True,
        )
        self.copies = CalendarCopies(
            changes=services.meeting_changes,
            day=services.day,
            origins=services.calendar_origins,
            contacts=services.contacts,
            site=self.site,
        )

    async def read(self, text: str) -> ImportedEvent:
        """The only event of that text."""
        (imported,) = (await self.imports.of_text(text)).events
        return imported

    async def take(self, imported: ImportedEvent, operation: str = "op-1") -> None:
        """As the form of a new meeting does it."""
        assert imported.origin
        await self.imports.remember(operation, imported.origin, imported.draft)
        await self.services.invitations.create(imported.draft, operation)

    async def row(self, day: date = DAY) -> VisitRow:
        listed = await self.services.day.rows(day)
        assert listed
        return listed.visits[0]

    async def copied(self, day: date = DAY) -> str:
        text = await self.copies.text_of(await self.row(day))
        assert text
        return text


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture
async def desk(tmp_path: Path, server: FaultyServer) -> AsyncIterator[CalendarDesk]:
    desk = CalendarDesk(tmp_path, server)
    desk.run()
    yield desk
    await desk.close()


async def test_an_event_is_new_once_and_known_then(desk: CalendarDesk) -> None:
    await desk.stop()
    imported = await desk.read(OUTLOOK)
    assert (imported.standing, imported.meeting) == (Standing.NEW, "")
    await desk.take(imported)
    again = await desk.read(OUTLOOK)
    assert (again.standing, again.meeting) == (Standing.SAME, "op-1")


async def test_a_sent_meeting_is_found_by_the_id_that_the_server_gave_it(desk: CalendarDesk) -> None:
    await desk.take(await desk.read(event(*TODAY)))
    await desk.sent()
    later = await desk.read(event(*TODAY, "SEQUENCE:1", "SUMMARY:Audit, moved"))
    assert (later.standing, later.meeting) == (Standing.CHANGED, (await desk.row()).meeting)
    row = await desk.imports.row_of(later)
    assert row
    assert row.day == DAY


async def test_of_the_same_number_the_later_written_version_is_a_change(desk: CalendarDesk) -> None:
    await desk.take(await desk.read(event(*TODAY)))
    assert (await desk.read(event(*TODAY, "DTSTAMP:20260302T080000Z"))).standing is Standing.CHANGED
    assert (await desk.read(event(*TODAY, "DTSTAMP:20260228T080000Z"))).standing is Standing.SAME


async def test_a_cancellation_finds_its_meeting_and_no_other(desk: CalendarDesk) -> None:
    cancelled = event(*TODAY, "STATUS:CANCELLED", "SEQUENCE:1", calendar=("METHOD:CANCEL",))
    await desk.stop()
    assert (await desk.read(cancelled)).standing is Standing.NOT_HERE
    await desk.take(await desk.read(event(*TODAY)))
    found = await desk.read(cancelled)
    assert (found.standing, found.meeting) == (Standing.CANCELLED, "op-1")


@pytest.mark.parametrize(
    ("lines", "standing"),
    [
        (("SEQUENCE:1",), Standing.SAME),
        (("SEQUENCE:2", "DTSTAMP:20260228T080000Z"), Standing.SAME),
        (("SEQUENCE:2", "DTSTAMP:later"), Standing.CANCELLED),
        (("SEQUENCE:2",), Standing.CANCELLED),
    ],
)
async def test_a_cancellation_of_before_the_version_that_is_here_takes_nothing_back(
    desk: CalendarDesk, lines: tuple[str, ...], standing: Standing
) -> None:
    await desk.stop()
    await desk.take(await desk.read(event(*TODAY, "SEQUENCE:2")))
    assert (await desk.read(event(*TODAY, *lines, calendar=("METHOD:CANCEL",)))).standing is standing


async def test_a_discarded_meeting_is_new_again(desk: CalendarDesk) -> None:
    await desk.stop()
    await desk.take(await desk.read(event(*TODAY)))
    await desk.sync.discard("op-1")
    assert (await desk.read(event(*TODAY))).standing is Standing.NEW


async def test_an_edited_meeting_that_waits_stays_the_events(desk: CalendarDesk) -> None:
    await desk.stop()
    imported = await desk.read(event(*TODAY))
    await desk.take(imported)
    await desk.services.invitations.create(imported.draft, "op-2", instead_of="op-1")
    assert (await desk.read(event(*TODAY))).meeting == "op-2"


async def test_what_is_over_is_forgotten(desk: CalendarDesk) -> None:
    await desk.take(await desk.read(event(*TODAY)))
    after = datetime(2026, 3, 13, tzinfo=UTC)
    await desk.lists.forget_before(after - timedelta(days=2), date(2026, 3, 11))
    assert (await desk.read(event(*TODAY))).standing is Standing.SAME
    await desk.lists.forget_before(after, after.date())
    assert (await desk.read(event(*TODAY))).standing is Standing.NEW


async def test_times_of_a_series_that_were_moved_are_remembered_by_themselves(desk: CalendarDesk) -> None:
    await desk.stop()
    series, moved = (await desk.imports.of_text(NEXTCLOUD)).events
    await desk.take(series)
    await desk.take(moved, "op-2")
    again = (await desk.imports.of_text(NEXTCLOUD)).events
    assert [one.meeting for one in again] == ["op-1", "op-2"]


@pytest.mark.parametrize("waits", [False, True])
async def test_a_meeting_that_was_copied_is_the_same_when_it_is_imported(desk: CalendarDesk, waits: bool) -> None:
    if waits:
        await desk.stop()
    imported = await desk.read(
        event(*TODAY, "ATTENDEE;CN=Zoë O'Neill:mailto:zoe@acme.example", "SUMMARY:Audit\\; fire\\, C:\\\\New \\\\n")
    )
    await desk.take(imported)
    if not waits:
        await desk.sent()
        await desk.refresh()
    text = await desk.copied()
    again = await desk.read(text)
    assert again.draft == _by_id(imported.draft, again.draft)
    assert again.origin
    assert again.origin.uid == "audit-1"
    assert text.count("BEGIN:VEVENT") == 1
    assert "TZID:Europe/Brussels" in text


async def test_a_series_is_copied_whole_from_any_of_its_days(desk: CalendarDesk) -> None:
    imported = await desk.read(
        event(
            "DTSTART;TZID=Europe/Brussels:20260311T090000",
            "DURATION:PT30M",
            "RRULE:FREQ=DAILY;COUNT=5",
            "EXDATE;TZID=Europe/Brussels:20260313T090000",
            "ATTENDEE;CN=Ada Ek:mailto:ada.ek@acme.example",
        )
    )
    await desk.take(imported)
    await desk.sent()
    await desk.services.day.refresh(date(2026, 3, 14))
    again = await desk.read(await desk.copied(date(2026, 3, 14)))
    assert again.draft == _by_id(imported.draft, again.draft)


async def test_further_days_and_those_that_a_rule_leaves_out_are_copied_too(
    desk: CalendarDesk, server: FaultyServer
) -> None:
    """Another program made it: no form of ours shows either."""
    rules = {
        "rrule": "FREQ=DAILY;COUNT=6",
        "exrule": "FREQ=DAILY;INTERVAL=3;COUNT=2",
        "rdate": "20260330,20260331T060000Z",
        "exdate": "20260315",
    }
    span = {"startAt": "2026-03-11T09:00:00+01:00", "endAt": "2026-03-11T09:30:00+01:00"}
    ada = {"firstName": "Ada", "lastName": "Ek"}
    body = {"title": "Audit", "hostId": "Sofia Marchetti", **span, "visitors": [ada], "recurrence": rules}
    await server.make("/vm/meetings", body)
    await desk.refresh()
    (event,) = Calendar.from_ical(await desk.copied()).walk("VEVENT")
    brussels = ZoneInfo("Europe/Brussels")
    further = [one.dt for one in event["RDATE"].dts]
    assert further == [datetime(2026, 3, 30, 9, tzinfo=brussels), datetime(2026, 3, 31, 8, tzinfo=brussels)]
    left_out = [one.dt for one in event["EXDATE"].dts]
    assert left_out == [datetime(2026, 3, day, 9, tzinfo=brussels) for day in (11, 14, 15)]


async def test_a_meeting_of_the_servers_is_copied_with_its_own_uid(desk: CalendarDesk) -> None:
    draft = MeetingDraft(
        title="Audit",
        host_id="Sofia Marchetti",
        start_at=datetime(2026, 3, 12, 14, tzinfo=desk.site.zone),
        end_at=datetime(2026, 3, 12, 15, tzinfo=desk.site.zone),
    )
    await desk.services.invitations.create(draft, "op-1")
    await desk.sent()
    await desk.refresh()
    whole = await desk.services.day.whole(await desk.row())
    assert whole.meeting
    imported = await desk.read(await desk.copied())
    assert imported.origin
    assert (imported.origin.uid, imported.draft.title) == (whole.meeting.uid, "Audit")
    assert imported.draft.host_id == whole.meeting.host.id if whole.meeting.host else ""


async def test_a_series_that_is_closed_and_made_anew_is_still_the_events(desk: CalendarDesk) -> None:
    imported = await desk.read(
        event(
            "DTSTART;TZID=Europe/Brussels:20260311T090000",
            "DURATION:PT30M",
            "RRULE:FREQ=DAILY;COUNT=9",
            "ATTENDEE;CN=Ada Ek:mailto:ada.ek@acme.example",
        )
    )
    await desk.take(imported)
    await desk.sent()
    await desk.services.day.refresh(date(2026, 3, 14))
    row = await desk.row(date(2026, 3, 14))
    changes = desk.services.meeting_changes
    edited = await changes.opened(row.meeting, row.day, row.starts)
    assert edited
    draft = replace(edited.draft, title="Audit, longer")
    await changes.save(edited, draft, Scope.FOLLOWING, "op-2")
    await desk.sent()
    known = await desk.services.calendar_origins.of_event("audit-1", "")
    assert known
    await desk.services.day.refresh(date(2026, 3, 14))
    assert known.meeting == (await desk.row(date(2026, 3, 14))).meeting


async def test_one_time_of_a_series_that_is_here_is_changed_or_taken_back_alone(desk: CalendarDesk) -> None:
    series = await desk.read(event("DTSTART:20260312T130000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3"))
    await desk.take(series)
    await desk.sent()
    alone = ("RECURRENCE-ID:20260313T130000Z", "DURATION:PT1H", "SEQUENCE:1")
    moved = await desk.read(event(*alone, "DTSTART:20260316T090000Z"))
    assert (moved.standing, moved.is_of_one_time) == (Standing.CHANGED, True)
    row = await desk.imports.row_of(moved)
    assert row
    assert (row.day, row.starts) == (date(2026, 3, 13), datetime(2026, 3, 13, 13, tzinfo=UTC))
    gone = await desk.read(event(*alone, "DTSTART:20260313T130000Z", "STATUS:CANCELLED"))
    assert (gone.standing, gone.is_of_one_time) == (Standing.CANCELLED, True)


async def test_a_later_version_keeps_whom_the_desk_added_and_the_days_at_hand(desk: CalendarDesk) -> None:
    monday = ("DTSTART;TZID=Europe/Brussels:20260309T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=9")
    first = await desk.read(event(*monday, "ATTENDEE;CN=Ada Ek:mailto:ada.ek@acme.example"))
    walked_in = VisitorDraft(id="V-2", first_name="Cy", last_name="Moe")
    known = replace(first.draft.visitors[0], id="V-1", company_name="Acme")
    week = timedelta(days=7)
    starts, ends = first.draft.start_at, first.draft.end_at
    assert starts
    assert ends
    now = replace(first.draft, start_at=starts + week, end_at=ends + week, visitors=(known, walked_in))
    guests = ("ATTENDEE;CN=Ada Ek:mailto:ada.ek@acme.example", "ATTENDEE;CN=Bo Lind:mailto:bo@acme.example")
    tuesday = ("DTSTART;TZID=Europe/Brussels:20260310T100000", *monday[1:], "SEQUENCE:1")
    later = later_version(now, await desk.read(event(*tuesday, *guests)))
    assert later.draft.start_at == datetime(2026, 3, 17, 10, tzinfo=desk.site.zone)
    assert [one.id for one in later.draft.visitors] == ["V-1", "V-2", ""]
    assert later.draft.visitors[0].company_name == "Acme"
    assert [(one.unclear, one.detail) for one in later.doubts] == [(Unclear.NO_GUESTS_ANY_MORE, "Cy Moe")]


def _by_id(draft: MeetingDraft, other: MeetingDraft) -> MeetingDraft:
    """`draft`, whose host was typed by name, with the id by which `other` has them."""
    return replace(draft, host_id=other.host_id)
