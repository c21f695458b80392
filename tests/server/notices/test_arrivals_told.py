"""Hosts are told of arrivals by the server, once, and every desk hears what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.models.contacts import KnownPerson
from tests.post_office import SENDER, PostOffice
from tests.server.conftest import Clock
from tests.server.notices.conftest import Body, MailingServer
from tests.server.postgresql import EACH_DATABASE

SOFIA, JONAS, MIRA, DESK = (f"{name}@northgate.example" for name in ("sofia", "jonas", "mira", "desk"))
BOOK = {
    "Sofia Marchetti": KnownPerson("", "Sofia Marchetti", email=SOFIA),
    "Jonas Weber": KnownPerson("", "Jonas Weber", email=JONAS),
    "Mira Novak": KnownPerson("", "Mira Novak", email=MIRA),
}
ANA = {"firstName": "Ana", "lastName": "Lima", "companyName": "Lumen", "mobile": "+32 471 20 44 10"}
BO, CY = {"firstName": "Bo", "lastName": "Berg"}, {"firstName": "Cy", "lastName": "Young"}
MEETING = {
    "title": "Façade survey",
    "hostId": "Sofia Marchetti",
    "startAt": "2026-03-12T09:30:00+01:00",
    "endAt": "2026-03-12T11:00:00+01:00",
    "visitors": [ANA],
}


def listed(id_or_name: str, name: str) -> KnownPerson | None:
    return BOOK.get(name)


class Lobby:
    """One meeting at a server that has begun, and what a desk says of its visitors."""

    def __init__(self, mailing: MailingServer, clock: Clock, office: PostOffice) -> None:
        self.mailing = mailing
        self._clock = clock
        self._office = office
        self._meeting: Body = {}

    async def open(self, plan: dict[str, Any] | None = None, **different: Any) -> None:
        self.mailing.start(**({"listed_host": listed} | (plan or {})))
        self._meeting = await self.mailing.post("/vm/meetings", MEETING | different)

    async def change(self, **different: Any) -> None:
        """The meeting is another in this."""
        visitors = [ANA | {"id": self._meeting["visitors"][0]["id"]}]
        await self.mailing.put(f"/vm/meetings/{self._meeting['id']}", MEETING | {"visitors": visitors} | different)

    def visit(self, number: int = 0) -> str:
        return f"2026-03-12/{self._meeting['id']}/{self._meeting['visitors'][number]['id']}"

    async def say(self, kind: str, key: str = "", number: int = 0, **more: Any) -> Body:
        self._clock.now += timedelta(milliseconds=1)
        body = {"kind": kind, "at": self._clock.now.isoformat(), "desk": "Desk 1"} | more
        return await self.mailing.post(f"/vm/visits/{self.visit(number)}/events", body, key)

    async def heard(self, number: int = 0) -> list[str]:
        """What the desks hear of the host."""
        visit = await self.mailing.get(f"/vm/visits/{self.visit(number)}")
        return [
            " ".join(filter(None, (event["kind"], event["desk"], event.get("note"))))
            for event in visit["events"]
            if "host" in event["kind"]
        ]

    async def figures(self) -> Body:
        figures = await self.mailing.get("/vm/statistics", **{"from": "2026-03-12", "to": "2026-03-12"})
        return {name: figure for name, figure in figures.items() if name != "at"}

    def told(self) -> list[tuple[str, str]]:
        """To whom which subject went."""
        return [(to, mail["Subject"]) for (_, to), mail in zip(self._office.envelopes, self._office.mails, strict=True)]


@pytest.fixture
def lobby(mailing: MailingServer, clock: Clock, office: PostOffice) -> Lobby:
    return Lobby(mailing, clock, office)


@EACH_DATABASE
async def test_the_host_is_told_and_each_desk_hears_when(lobby: Lobby, office: PostOffice) -> None:
    await lobby.open()
    await lobby.say("check-in")
    assert await lobby.heard() == ["tell-host"]
    await lobby.mailing.pass_time(2)
    assert office.envelopes == [(SENDER, SOFIA)]
    assert lobby.told() == [(SOFIA, "Ana Lima has arrived")]
    text = office.mails[0].get_body(("plain",)).get_content()
    for words in ("Ana Lima of Lumen arrived at", "Waiting at: Desk 1", "+32 471 20 44 10", "Façade survey"):
        assert words in text
    assert await lobby.heard() == ["tell-host", "host-told"]


@EACH_DATABASE
async def test_a_group_is_one_message_to_each_who_is_to_know(lobby: Lobby, office: PostOffice) -> None:
    await lobby.open(visitors=[ANA, BO, CY], checkinNotificationUsers=["Jonas Weber", "Sofia Marchetti"])
    for number, desk in enumerate(("North door", "South door", "North door")):
        await lobby.say("check-in", number=number, desk=desk)
    await lobby.mailing.pass_time(2)
    assert "Waiting at: North door, South door" in office.mails[0].get_body(("plain",)).get_content()
    assert sorted(lobby.told()) == [(one, "Ana Lima and 2 more have arrived") for one in (JONAS, SOFIA)]
    assert [await lobby.heard(number) for number in range(3)] == [["tell-host", "host-told"]] * 3


async def test_an_address_of_two_is_told_once(lobby: Lobby) -> None:
    same = {**BOOK, "Jonas Weber": KnownPerson("", "Jonas Weber", email=SOFIA.upper())}
    await lobby.open({"listed_host": lambda _, name: same.get(name)}, checkinNotificationUsers=["Jonas Weber"])
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    assert lobby.told() == [(SOFIA, "Ana Lima has arrived")]


@EACH_DATABASE
async def test_two_desks_that_check_in_the_same_visitor_tell_the_host_once(lobby: Lobby) -> None:
    await lobby.open()
    await lobby.say("check-in", desk="Desk 1")
    await lobby.mailing.pass_time(2)
    await lobby.say("check-in", desk="Desk 2")
    await lobby.mailing.pass_time(60)
    assert lobby.told() == [(SOFIA, "Ana Lima has arrived")]


@EACH_DATABASE
async def test_who_was_taken_back_or_left_before_it_went_is_not_told(lobby: Lobby) -> None:
    await lobby.open(visitors=[ANA, BO])
    await lobby.say("check-in", key="e-1")
    await lobby.say("undo", undoes="e-1")
    await lobby.say("check-in", number=1)
    await lobby.say("check-out", number=1)
    await lobby.mailing.pass_time(60)
    assert lobby.told() == []
    assert lobby.mailing.states() == [("arrival", "overtaken")] * 2


async def test_a_check_out_by_mistake_that_is_undone_at_once_leaves_the_host_told(lobby: Lobby) -> None:
    await lobby.open()
    await lobby.say("check-in")
    await lobby.say("check-out", key="e-2")
    await lobby.say("undo", undoes="e-2")
    await lobby.mailing.pass_time(2)
    assert lobby.told() == [(SOFIA, "Ana Lima has arrived")]
    assert (await lobby.heard())[-1] == "host-told"


async def test_who_comes_again_is_told_again(lobby: Lobby, clock: Clock) -> None:
    await lobby.open()
    for _ in range(2):
        await lobby.say("check-in")
        await lobby.mailing.pass_time(60)
        await lobby.say("check-out")
        clock.now += timedelta(minutes=5)
    assert lobby.told() == [(SOFIA, "Ana Lima has arrived")] * 2


async def test_an_arrival_that_is_heard_of_long_after_is_no_news(lobby: Lobby, clock: Clock) -> None:
    await lobby.open()
    came = clock.now.isoformat()
    clock.now += timedelta(hours=13)
    await lobby.say("check-in", at=came)
    await lobby.mailing.pass_time(2)
    assert (lobby.told(), await lobby.heard()) == ([], [])


@EACH_DATABASE
async def test_a_departure_tells_those_who_asked_for_it(lobby: Lobby) -> None:
    await lobby.open(checkoutNotificationUsers=["Jonas Weber"])
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    await lobby.say("check-out")
    await lobby.mailing.pass_time(2)
    assert lobby.told() == [(SOFIA, "Ana Lima has arrived"), (JONAS, "Ana Lima has left")]


async def test_a_host_without_an_address_is_not_told_and_it_says_why(lobby: Lobby) -> None:
    await lobby.open({"listed_host": lambda _, name: None})
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    assert await lobby.heard() == ["tell-host", "host-not-told Sofia Marchetti has no email address."]


@EACH_DATABASE
async def test_a_refused_message_says_why_and_is_told_again_when_a_desk_wants_it(
    lobby: Lobby, office: PostOffice
) -> None:
    office.answers[SOFIA] = "550 5.1.1 No such mailbox"
    await lobby.open()
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    assert await lobby.heard() == ["tell-host", "host-not-told 550 5.1.1 No such mailbox"]
    del office.answers[SOFIA]
    await lobby.say("tell-host", desk="Desk 2")
    assert (await lobby.heard())[2:] == ["tell-host Desk 2"]
    await lobby.mailing.turn()
    assert lobby.told() == [(SOFIA, "Ana Lima has arrived")]
    assert (await lobby.heard())[3:] == ["host-told"]
    assert lobby.mailing.states() == [("arrival", "overtaken"), ("arrival", "sent")]


async def test_while_the_mail_server_is_away_it_is_said_that_the_host_is_not_told_yet(
    lobby: Lobby, office: PostOffice
) -> None:
    await office.close()
    await lobby.open()
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    await lobby.mailing.pass_time(60)
    assert [words.split(" ")[0] for words in await lobby.heard()] == ["tell-host", "host-not-told"]
    await office.open()
    await lobby.mailing.pass_time(1800)
    assert lobby.told() == [(SOFIA, "Ana Lima has arrived")]
    assert (await lobby.heard())[2:] == ["host-told"]


async def test_who_called_says_so_with_a_note_and_what_waits_is_not_sent(lobby: Lobby, office: PostOffice) -> None:
    await lobby.open()
    await lobby.say("check-in")
    await lobby.say("host-told", note="Comes down in five minutes")
    await lobby.mailing.pass_time(2)
    assert lobby.told() == []
    assert await lobby.heard() == ["tell-host", "host-told Desk 1 Comes down in five minutes"]


async def test_what_is_said_of_the_host_changes_nothing_about_who_is_in(lobby: Lobby) -> None:
    await lobby.open()
    visit = await lobby.say("host-told")
    assert visit["status"]["value"] == "Expected"
    statistics = await lobby.figures()
    await lobby.say("check-in", key="e-1")
    await lobby.mailing.pass_time(2)
    assert (await lobby.say("undo", undoes="e-1"))["status"]["value"] == "Expected"
    assert await lobby.figures() == statistics


ATTENDED = {"userIds": ["Jonas Weber"]}
NEXT = "Sofia Marchetti has not been reached: Ana Lima has arrived"


@EACH_DATABASE
async def test_a_host_who_can_t_be_told_is_stood_in_for_at_once(lobby: Lobby, office: PostOffice) -> None:
    office.answers[SOFIA] = "550 5.1.1 No such mailbox"
    await lobby.open({"front_desk": (DESK,)}, **ATTENDED)
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    assert lobby.told() == [(JONAS, NEXT)]
    assert await lobby.heard() == ["tell-host", "host-not-told 550 5.1.1 No such mailbox"]


@EACH_DATABASE
async def test_who_is_not_reached_is_stood_in_for_one_after_the_other(lobby: Lobby) -> None:
    plan = {"reached_minutes": 10, "front_desk": (DESK, MIRA)}
    await lobby.open(plan, visitors=[ANA, BO], **ATTENDED)
    await lobby.say("check-in")
    await lobby.say("check-in", number=1)
    await lobby.mailing.pass_time(2)
    await lobby.mailing.pass_time(9 * 60)
    assert [to for to, _ in lobby.told()] == [SOFIA]
    for _ in range(4):
        await lobby.mailing.pass_time(10 * 60)
    sofia, jonas, *front_desk = (to for to, _ in lobby.told())
    assert (sofia, jonas, sorted(front_desk)) == (SOFIA, JONAS, [DESK, MIRA])
    assert {words for _, words in lobby.told()[1:]} == {
        "Sofia Marchetti has not been reached: Ana Lima and 1 more have arrived"
    }


@EACH_DATABASE
async def test_the_assistant_of_the_site_s_list_is_the_first_to_stand_in(lobby: Lobby, office: PostOffice) -> None:
    book = BOOK | {"Sofia Marchetti": KnownPerson("", "Sofia Marchetti", assistant=MIRA)}
    plan = {"listed_host": lambda _, name: book.get(name), "reached_minutes": 10, "front_desk": (DESK,)}
    await lobby.open(plan, **ATTENDED)
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    assert lobby.told() == [(MIRA, NEXT)]
    assert office.mails[0]["To"].addresses[0].display_name == ""
    for _ in range(3):
        await lobby.mailing.pass_time(10 * 60)
    assert lobby.told()[1:] == [(JONAS, NEXT), (DESK, NEXT)]
    assert office.mails[2]["To"].addresses[0].display_name == "Front desk"


@EACH_DATABASE
async def test_nobody_stands_in_for_a_host_whom_somebody_called(lobby: Lobby) -> None:
    await lobby.open({"reached_minutes": 10, "front_desk": (DESK,)})
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    await lobby.say("host-told", note="On her way")
    await lobby.mailing.pass_time(20 * 60)
    assert [to for to, _ in lobby.told()] == [SOFIA]


@pytest.mark.parametrize("both", [True, False])
async def test_the_rest_of_a_group_waits_while_it_is_said_who_was_called_about(
    lobby: Lobby, clock: Clock, both: bool
) -> None:
    await lobby.open({"reached_minutes": 10, "front_desk": (DESK,)}, visitors=[ANA, BO])
    await lobby.say("check-in")
    await lobby.say("check-in", number=1)
    await lobby.mailing.pass_time(2)
    clock.now += timedelta(minutes=9, seconds=55)
    await lobby.say("host-told")
    await lobby.mailing.pass_time(8)
    if both:
        await lobby.say("host-told", number=1)
    await lobby.mailing.pass_time(60)
    words = "Sofia Marchetti has not been reached: Bo Berg has arrived"
    assert lobby.told()[1:] == ([] if both else [(DESK, words)])


async def test_nobody_is_called_to_a_visitor_who_has_left(lobby: Lobby) -> None:
    await lobby.open({"reached_minutes": 10, "front_desk": (DESK,)})
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    await lobby.say("check-out")
    await lobby.mailing.pass_time(20 * 60)
    assert [to for to, _ in lobby.told()] == [SOFIA]


@EACH_DATABASE
async def test_the_host_hears_once_of_a_visitor_who_is_still_here_after_the_end(lobby: Lobby) -> None:
    await lobby.open({"overdue_minutes": 30})
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    await lobby.mailing.pass_time(100 * 60)  # the meeting ended 22 minutes before
    assert [to for to, _ in lobby.told()] == [SOFIA]
    await lobby.mailing.pass_time(10 * 60)
    await lobby.mailing.pass_time(60 * 60)
    assert lobby.told()[1:] == [(SOFIA, "Ana Lima is still here")]


async def test_nothing_of_the_check_out_is_told_while_the_meeting_goes_on_for_longer(lobby: Lobby) -> None:
    await lobby.open({"overdue_minutes": 30})
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    await lobby.change(endAt="2026-03-12T13:00:00+01:00")
    await lobby.mailing.pass_time(2 * 3600)
    assert [to for to, _ in lobby.told()] == [SOFIA]
    await lobby.mailing.pass_time(2 * 3600)
    assert lobby.told()[1:] == [(SOFIA, "Ana Lima is still here")]


async def test_a_meeting_that_ends_earlier_has_its_check_outs_told_earlier(lobby: Lobby) -> None:
    await lobby.open({"overdue_minutes": 30})
    await lobby.say("check-in")
    await lobby.mailing.pass_time(2)
    await lobby.change(endAt="2026-03-12T10:00:00+01:00")
    await lobby.mailing.pass_time(50 * 60)
    assert lobby.told()[1:] == [(SOFIA, "Ana Lima is still here")]


@EACH_DATABASE
async def test_a_server_that_was_killed_while_it_told_of_a_group_tells_it_once_more_as_the_same_message(
    lobby: Lobby, office: PostOffice, clock: Clock
) -> None:
    await lobby.open(visitors=[ANA, BO])
    await lobby.say("check-in")
    await lobby.say("check-in", number=1)
    office.silent = True
    clock.now += timedelta(seconds=2)
    lobby.mailing.wake()
    await office.took_one.wait()
    await lobby.mailing.end()  # nobody knows whether it was taken
    office.silent = False
    lobby.mailing.start(listed_host=listed)
    await lobby.mailing.wait_for_others()
    await lobby.mailing.turn()
    assert [subject for _, subject in lobby.told()] == ["Ana Lima and 1 more have arrived"] * 2
    first, second = (mail["Message-ID"] for mail in office.mails)
    assert first == second
    assert lobby.mailing.states() == [("arrival", "sent")] * 2
    assert [await lobby.heard(number) for number in range(2)] == [["tell-host", "host-told"]] * 2


async def test_a_server_that_was_killed_before_it_told_tells_it_once(lobby: Lobby) -> None:
    await lobby.open()
    await lobby.say("check-in")
    await lobby.mailing.end()
    lobby.mailing.start(listed_host=listed)
    await lobby.mailing.pass_time(2)
    await lobby.mailing.pass_time(60)
    assert lobby.told() == [(SOFIA, "Ana Lima has arrived")]


async def test_of_a_message_that_was_cut_off_twice_it_is_said_that_nobody_knows(
    lobby: Lobby, office: PostOffice, clock: Clock
) -> None:
    await lobby.open()
    await lobby.say("check-in")
    office.silent = True
    clock.now += timedelta(seconds=2)
    for _ in range(2):
        office.took_one.clear()
        lobby.mailing.wake()
        await office.took_one.wait()
        await lobby.mailing.end()
        lobby.mailing.start(listed_host=listed, front_desk=(DESK,))
    office.silent = False
    await lobby.mailing.turn()
    assert (await lobby.heard())[1] == "host-not-told The server went down while it was being sent."
    assert lobby.mailing.states() == [("arrival", "unknown"), ("not reached", "sent")]


async def test_an_arrival_goes_before_the_invitations_of_a_big_day(lobby: Lobby) -> None:
    from app.models.notices.kinds import NoticeKind
    from app.server.notices import queue
    from app.server.notices.order import Order

    await lobby.open()
    application = lobby.mailing.application
    assert application is not None
    context = application.state.context
    await lobby.say("check-in")
    with context.database.writing() as connection:
        later = int(context.now().timestamp()) + 3600  # so that the server's own thread leaves them alone
        queue.put(connection, later, [queue.Queued(kind=NoticeKind.REMINDER)] * 5000)
        first = Order().next_due(connection, later)
    assert first is not None
    assert first.kind == "arrival"
