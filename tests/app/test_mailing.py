"""Hosts are told of arrivals by mail: who is told what, when, and what becomes of a mail that isn't taken."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.models.text.identity import Identity
from app.models.visit_row import Telling
from app.store.erasure import PersonalData
from tests.app.mail_desk import MailDesk
from tests.contacts import meet
from tests.faults import DAY, NOW, FaultyServer
from tests.meetings import JONAS, SOFIA, meeting, visitor
from tests.post_office import SENDER, PostOffice

SOFIA_MAIL, JONAS_MAIL = "sofia@northgate.example", "jonas@northgate.example"
HOST = SOFIA | {"email": SOFIA_MAIL}
COLLEAGUE = JONAS | {"email": JONAS_MAIL}
ANA = visitor("Ana Lima", companyName="Lima & Filhos", mobile="+351 912 345 678")
TOLD_AT = datetime.fromisoformat("2026-03-12T09:42:07+01:00")

Open = Callable[..., MailDesk]


def lunch(*visitors: Any, **more: Any) -> dict[str, Any]:
    return meeting(1, *(visitors or (ANA,))) | {"title": "Board lunch", "host": HOST} | more


@pytest.fixture
async def open_desk(tmp_path: Path, office: PostOffice) -> AsyncIterator[Open]:
    desks: list[MailDesk] = []
    server = FaultyServer()

    def open_one(office: PostOffice | None = office, **settings: Any) -> MailDesk:
        desks.append(MailDesk(tmp_path, office, server, **settings))
        return desks[-1]

    yield open_one
    for desk in desks:
        await desk.close()
    server.close()


@pytest.fixture
def desk(open_desk: Open) -> MailDesk:
    return open_desk()


async def test_the_host_is_told_who_is_here(desk: MailDesk, office: PostOffice) -> None:
    ana = await desk.check_in(lunch())
    assert desk.arrival(ana).telling is Telling.ON_ITS_WAY
    desk.mail()
    await desk.mailed()
    (mail,) = office.mails
    assert office.envelopes == [(SENDER, SOFIA_MAIL)]
    assert (mail["To"], mail["From"]) == (f"Sofia Marchetti <{SOFIA_MAIL}>", SENDER)
    assert mail["Subject"] == "Ana Lima has arrived"
    assert mail["Date"].datetime == TOLD_AT
    assert mail.get_content().splitlines() == [
        "Ana Lima of Lima & Filhos arrived at 09:42.",
        "Northgate House, Desk 1, 2026-03-12.",
        "Their number: +351 912 345 678",
        "Meeting: Board lunch, 10:00.",
    ]
    assert desk.arrival(ana).telling is Telling.TOLD
    assert desk.arrival(ana).notified_at == TOLD_AT


async def test_so_are_those_who_asked_for_it_and_nobody_twice(desk: MailDesk, office: PostOffice) -> None:
    notified = [HOST, COLLEAGUE, COLLEAGUE | {"email": JONAS_MAIL.upper()}]
    await desk.check_in(lunch(checkinNotificationUsers=notified))
    desk.mail()
    await desk.mailed()
    assert [to for _, to in office.envelopes] == [SOFIA_MAIL, JONAS_MAIL]


async def test_who_leaves_is_told_to_those_alone_who_asked_for_it(desk: MailDesk, office: PostOffice) -> None:
    told = lunch(checkoutNotificationUsers=[COLLEAGUE])
    ana = await desk.check_in(told)
    await desk.arrivals.check_out([ana])
    desk.mail()
    await desk.mailed()
    assert office.subjects() == ["Ana Lima has arrived", "Ana Lima has left"]
    assert office.envelopes[1] == (SENDER, JONAS_MAIL)
    assert office.mails[1].get_content().startswith("Ana Lima of Lima & Filhos left at 09:42.")


async def test_a_group_that_comes_together_is_one_mail_that_names_them_all(desk: MailDesk, office: PostOffice) -> None:
    names = [f"Guest {number}" for number in range(2, 13)]
    told = lunch(ANA, *names, checkoutNotificationUsers=[COLLEAGUE])
    await desk.check_in(told)
    desk.mail()
    await desk.mailed()
    (mail,) = office.mails
    assert mail["Subject"] == "Ana Lima and 11 more have arrived"
    assert mail.get_content().splitlines() == [
        "12 visitors arrived at 09:42.",
        "Northgate House, Desk 1, 2026-03-12.",
        "Ana Lima of Lima & Filhos, +351 912 345 678",
        *names,
        "Meeting: Board lunch, 10:00.",
    ]
    assert [desk.arrival(visit).notified_at for visit in await desk.listed(told)] == [TOLD_AT] * 12
    await desk.arrivals.check_out(await desk.listed(told))
    await desk.mailed()
    assert office.subjects()[1:] == ["Ana Lima and 11 more have left"]
    assert office.mails[1].get_content().startswith("12 visitors left at 09:42.")


async def test_two_meetings_are_two_mails(desk: MailDesk, office: PostOffice) -> None:
    other = meeting(2, "Bo Berg") | {"title": "Audit", "host": COLLEAGUE}
    await desk.arrivals.check_in([*(await desk.listed(lunch())), *(await desk.listed(other))])
    desk.mail()
    await desk.mailed()
    assert sorted((to, mail["Subject"]) for (_, to), mail in zip(office.envelopes, office.mails, strict=True)) == [
        (JONAS_MAIL, "Bo Berg has arrived"),
        (SOFIA_MAIL, "Ana Lima has arrived"),
    ]


async def test_of_a_group_the_host_was_told_of_those_alone_who_were_in_the_mail(
    desk: MailDesk, open_desk: Open
) -> None:
    """The last of them comes later, and somebody of the first left in between."""
    ana, bo, cy = await desk.listed(lunch(ANA, "Bo Berg", "Cy Young"))
    await desk.arrivals.check_in([ana, bo])
    desk.mail()
    await desk.mailed()
    await desk.arrivals.check_out([bo])
    await desk.close()
    again = open_desk()
    await again.arrivals.check_in([bo, cy])
    assert [again.arrival(one).telling for one in (ana, bo, cy)] == [
        Telling.TOLD,
        Telling.ON_ITS_WAY,
        Telling.ON_ITS_WAY,
    ]


async def test_telling_a_colleague_is_not_telling_the_host(desk: MailDesk, office: PostOffice) -> None:
    ana = await desk.check_in(lunch(host=SOFIA, checkinNotificationUsers=[COLLEAGUE]))
    desk.mail()
    await desk.mailed()
    assert [to for _, to in office.envelopes] == [JONAS_MAIL]
    assert desk.arrival(ana).telling is Telling.NOT_TOLD


async def test_an_address_that_the_desk_met_elsewhere_will_do(desk: MailDesk, office: PostOffice) -> None:
    meet(desk.database, desk.account, lunch())
    await desk.check_in(lunch(host=SOFIA))
    desk.mail()
    await desk.mailed()
    assert [to for _, to in office.envelopes] == [SOFIA_MAIL]


@pytest.mark.parametrize("address", ["", "x@@y", "sofia", "a@b\r\nBcc: c@d.example"])
async def test_what_can_t_be_an_address_gets_no_mail(desk: MailDesk, address: str) -> None:
    ana = await desk.check_in(lunch(host=SOFIA | {"email": address}))
    assert desk.mails() == []
    assert desk.arrival(ana).telling is Telling.NOT_TOLD


async def test_without_a_mail_server_nobody_is_told(open_desk: Open) -> None:
    desk = open_desk(None)
    ana = await desk.check_in(lunch())
    desk.mail()
    assert desk.mails() == []
    assert desk.arrival(ana).telling is Telling.NOT_TOLD


@pytest.mark.parametrize(
    "name",
    [
        "Ana\r\nBcc: everybody@example.com",
        "Ana\u2028Bcc: x",
        "Ana\x00Lima",
        "“Ana”, <a@b.example>;",
        "安娜",
        "Ana " * 99,
    ],
)
async def test_no_name_breaks_out_of_its_line(desk: MailDesk, office: PostOffice, name: str) -> None:
    host = HOST | {"firstname": name}
    await desk.check_in(lunch(visitor(name, companyName=name, mobile=name), host=host, title=name))
    desk.mail()
    await desk.mailed()
    (mail,) = office.mails
    assert [to for _, to in office.envelopes] == [SOFIA_MAIL]
    assert set(mail.keys()) <= {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version", "X-Peer", "X-MailFrom", "X-RcptTo"),
    }
    assert [one.addr_spec for one in mail["To"].addresses] == [SOFIA_MAIL]
    assert len(mail.get_content().splitlines()) == 4


async def test_an_arrival_that_is_undone_in_time_is_told_to_nobody(desk: MailDesk, office: PostOffice) -> None:
    said = await desk.arrivals.check_in(await desk.listed(lunch()))
    await desk.arrivals.undo(said.entries)
    desk.mail()
    assert desk.mails() == []
    assert office.mails == []


async def test_a_group_that_is_undone_in_time_is_told_to_nobody(desk: MailDesk) -> None:
    ana, bo = await desk.listed(lunch(ANA, "Bo Berg"))
    said = await desk.arrivals.check_in([ana, bo])
    await desk.arrivals.undo(said.entries)
    assert desk.mails() == []


async def test_that_the_host_was_told_is_known_after_a_restart(desk: MailDesk, open_desk: Open) -> None:
    ana = await desk.check_in(lunch())
    desk.mail()
    await desk.mailed()
    await desk.close()
    again = open_desk()
    assert again.arrival(ana).notified_at == TOLD_AT
    assert (await again.arrivals.on_site()).present[0].person.name == "Ana Lima"


@pytest.mark.parametrize("others", [(), ("Bo Berg",)])
async def test_a_mail_that_was_sent_says_nothing_of_a_visitor_who_is_forgotten(
    desk: MailDesk, others: tuple[str, ...]
) -> None:
    await desk.check_in(lunch(ANA, *others))
    desk.mail()
    await desk.mailed()
    for arrival in desk.pending:
        await desk.sync.discard(arrival.id)
    personal_data = PersonalData(desk.database)
    await personal_data.remove(Identity.of("Ana Lima", "Lima & Filhos"), ("Ana Lima", ""), NOW)
    await personal_data.wipe()
    file = desk.database.file.read_bytes()
    (mail,) = await desk.outbox.those("kind = 'mail'")
    assert mail.body == {}
    assert file.count(SOFIA_MAIL.encode()) == len(others)  # the meeting, as long as it has another visitor
    assert b"912 345" not in file
    assert b"Lima" not in file


async def test_a_mail_server_that_is_away_is_waited_for(desk: MailDesk, office: PostOffice) -> None:
    await office.close()
    ana = await desk.check_in(lunch())
    desk.mail()
    await desk.rests()
    assert desk.mail_states() == ["waiting"]
    assert str(desk.mailing.trouble) == "The mail server can't be reached."
    assert desk.arrival(ana).telling is Telling.ON_ITS_WAY
    await office.open()
    desk.mail_naps.go_on()
    await desk.mailed()
    assert desk.mailing.trouble is None
    assert desk.arrival(ana).telling is Telling.TOLD


async def test_the_pauses_between_two_tries_grow(desk: MailDesk, office: PostOffice) -> None:
    await office.close()
    await desk.check_in(lunch())
    desk.mail()
    for _ in range(3):
        await desk.rests()
        desk.mailing.online_again()
    await desk.rests()
    assert desk.mail_naps.taken == [2.0, 4.0, 8.0, 16.0]
    await office.open()
    desk.mailing.wake()
    await desk.mailed()


async def test_a_dead_mail_server_holds_up_no_arrival(desk: MailDesk, office: PostOffice) -> None:
    await office.close()
    made = await desk.server.make("/vm/meetings", {"title": "Board lunch", "hostId": "Sofia"} | _hours() | _visitors())
    (told,) = await desk.server.meetings()
    assert told["id"] == made
    await desk.check_in(told | {"host": HOST})
    desk.mail()
    desk.run()
    await desk.until(lambda: [row.kind.value for row in desk.pending] == ["mail"])
    assert desk.services.calls.exist


async def test_nor_does_a_dead_server_hold_up_a_mail(desk: MailDesk, office: PostOffice) -> None:
    await desk.check_in(lunch())
    desk.mail()
    await desk.mailed()
    assert office.subjects() == ["Ana Lima has arrived"]
    assert [row.kind.value for row in desk.pending] == ["arrival"]


async def test_a_refused_recipient_is_for_a_person_and_keeps_nobody_else_from_being_told(
    desk: MailDesk, office: PostOffice
) -> None:
    office.answers[SOFIA_MAIL] = "550 5.1.1 No such mailbox"
    ana = await desk.check_in(lunch(checkinNotificationUsers=[COLLEAGUE]))
    desk.mail()
    await desk.until(lambda: desk.mail_states() == ["rejected"])
    (row,) = desk.mails()
    assert (row.status, row.words) == (550, "5.1.1 No such mailbox")
    assert desk.arrival(ana).telling is Telling.NOT_TOLD
    assert [to for _, to in office.envelopes] == [JONAS_MAIL]
    office.answers.clear()
    await desk.sync.resend(row.id)
    await desk.mailed()
    assert desk.arrival(ana).telling is Telling.TOLD


async def test_a_recipient_who_is_put_off_lets_the_others_go_first(desk: MailDesk, office: PostOffice) -> None:
    office.answers[SOFIA_MAIL] = "450 4.7.1 Greylisted, try again later"
    await desk.check_in(lunch(checkinNotificationUsers=[COLLEAGUE]))
    desk.mail()
    await desk.rests()
    assert str(desk.mailing.trouble) == (
        "The mail server takes no mail just now: 450 4.7.1 Greylisted, try again later."
    )
    office.answers.clear()
    desk.mailing.wake()
    await desk.mailed()
    assert [to for _, to in office.envelopes] == [JONAS_MAIL, SOFIA_MAIL]


async def test_an_unknown_outcome_is_tried_once_more_as_the_same_mail(desk: MailDesk, office: PostOffice) -> None:
    office.hangs_up = True
    await desk.check_in(lunch())
    desk.mail()
    await desk.rests()
    assert str(desk.mailing.trouble) == "The mail server got the whole mail, and did not say whether it took it."
    assert desk.mail_states() == ["unknown"]
    office.hangs_up = False
    desk.mailing.wake()
    await desk.mailed()
    assert len(office.mails) == 2
    assert len({mail["Message-ID"] for mail in office.mails}) == 1


async def test_and_then_it_is_told_and_the_others_go_on(desk: MailDesk, office: PostOffice) -> None:
    """Who takes each mail and hangs up then got the same one a hundred times."""
    office.hangs_up = True
    ana = await desk.check_in(lunch())
    desk.mail()
    await desk.rests()
    desk.mailing.wake()
    await desk.until(lambda: desk.mail_states() == ["unclear"])
    (row,) = desk.mails()
    assert row.words == "The mail server got the whole mail, and did not say whether it took it."
    assert desk.arrival(ana).telling is Telling.NOT_TOLD
    office.hangs_up = False
    desk.mailing.wake()
    bo = await desk.check_in(meeting(2, "Bo Ek", host=HOST))
    await desk.until(lambda: desk.mail_states() == ["unclear"] and desk.arrival(bo).telling is Telling.TOLD)
    assert len(office.mails) == 3
    await desk.sync.resend(row.id)  # a person wants it once more
    await desk.mailed()
    assert desk.arrival(ana).telling is Telling.TOLD


async def test_killed_while_sending_it_is_sent_once_more_as_the_same_mail(
    desk: MailDesk, office: PostOffice, open_desk: Open
) -> None:
    """The power goes after the server took it, and before that is on the disk."""
    office.silent = True
    ana = await desk.check_in(lunch())
    (row,) = desk.mails()
    for _ in range(2):
        desk.mail()
        await office.took_one.wait()
        office.took_one.clear()
        await desk.close()
        desk = open_desk()
        assert desk.arrival(ana).telling is Telling.ON_ITS_WAY
        desk.run()
    office.silent = False
    desk.mail()
    await desk.until(lambda: desk.mail_states() == ["unclear"])
    assert [mail["Message-ID"] for mail in office.mails] == [f"<{row.id}@northgate.example>"] * 2


def _hours() -> dict[str, Any]:
    return {"startAt": f"{DAY}T10:00:00+01:00", "endAt": f"{DAY}T11:00:00+01:00"}


def _visitors() -> dict[str, Any]:
    return {"visitors": [{"firstName": "Ana", "lastName": "Lima"}]}
