"""What requesters and suppliers are told of tickets, by a real mail server and a program of the site's own."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.models.contacts import KnownPerson
from app.models.notices.notice_plan import NoticeWay
from app.models.tickets.attachment import PIECE
from app.notify.webhook import Webhook
from app.server.notices.content.ticket_notices import LARGEST_FILES
from app.server.notices.of_tickets import FILES_FOLLOW
from app.services.people.host_book import HostBook
from tests.post_office import PostOffice
from tests.server.conftest import Clock
from tests.server.notices.conftest import MailingServer, Served, Start
from tests.server.notices.test_ways import secret
from tests.server.postgresql import EACH_DATABASE
from tests.site_program import SiteProgram

JONAS = "jonas@northgate.example"
TICKET = {"title": "Water under goods lift B", "notifierId": "Jonas Weber", "sendRequesterCopy": 1}
KINDS = frozenset(("comment",))


def listed(identity: str, name: str) -> KnownPerson | None:
    return KnownPerson("", name, email=JONAS) if name == "Jonas Weber" else None


class Reported:
    """A ticket on a server that tells by mail, and by a program of the site's own too."""

    def __init__(self, mailing: MailingServer, office: PostOffice, program: SiteProgram) -> None:
        self._mailing = mailing
        self._office = office
        self._program = program
        self._path = ""

    async def begin(self) -> None:
        taker = Webhook(f"http://127.0.0.1:{self._program.port}/", secret)
        self._mailing.start(listed_host=listed, ways=(NoticeWay("office", taker, KINDS),))
        self._path = f"/sd/tickets/{(await self._mailing.post('/sd/tickets', TICKET))['id']}"
        await self._mailing.turn()

    async def comment(self, text: str) -> None:
        await self._mailing.post(f"{self._path}/comments", {"text": text})

    async def send_again(self, text: str) -> None:
        """What was told by mail with these words."""
        told = (await self._mailing.get("/vm/notices", kind="comment"))["notices"]
        (one,) = (notice["id"] for notice in told if notice["way"] == "mail" and text in notice["text"])
        await self._mailing.post(f"/vm/notices/{one}/again", {})

    def mailed(self) -> list[list[str]]:
        """The comments in each mail of them."""
        texts = [mail.get_body(("plain",)).get_content() for mail in self._office.mails]
        return [_comments(text) for text in texts if _comments(text)]

    def posted(self) -> list[list[str]]:
        """The comments in each call of the program."""
        return [_comments(json.loads(body)["text"]) for body in self._program.bodies]


def _comments(text: str) -> list[str]:
    _, _, told = text.replace("\r\n", "\n").partition("Comment: ")
    return told.partition("\n\nTicket: ")[0].split("\n\n") if told else []


@pytest.fixture
def reported(mailing: MailingServer, office: PostOffice, program: SiteProgram) -> Reported:
    return Reported(mailing, office, program)


@EACH_DATABASE
async def test_a_comment_that_is_mailed_late_is_told_on_other_ways_too(
    reported: Reported, mailing: MailingServer, office: PostOffice
) -> None:
    office.answers[JONAS] = "451 4.7.1 Greylisted"
    await reported.begin()
    await reported.comment("On my way")
    office.answers.clear()
    await mailing.pass_time(61)  # it went after the copy
    assert reported.mailed() == reported.posted() == [["On my way"]]


@EACH_DATABASE
async def test_comments_of_one_second_are_told_once_each(reported: Reported, mailing: MailingServer) -> None:
    await reported.begin()
    for text in ("On my way", "It is the valve"):
        await reported.comment(text)
        await mailing.turn()
    assert reported.mailed() == reported.posted() == [["On my way"], ["It is the valve"]]


async def test_comments_that_wait_go_together(reported: Reported, mailing: MailingServer, office: PostOffice) -> None:
    await reported.begin()
    office.answers[JONAS] = "451 4.7.1 Greylisted"
    await reported.comment("On my way")
    await mailing.turn()
    await reported.comment("It is the valve")
    office.answers.clear()
    await mailing.pass_time(61)
    assert reported.mailed() == [["On my way", "It is the valve"]]


@EACH_DATABASE
async def test_a_comment_is_sent_again_with_the_words_that_it_had(reported: Reported, mailing: MailingServer) -> None:
    await reported.begin()
    for text in ("On my way", "It is the valve"):
        await reported.comment(text)
        await mailing.pass_time(60)
    await reported.send_again("On my way")
    await mailing.turn()
    assert reported.mailed()[-1] == ["On my way"]


AQUALIFT = "service@aqualift.example"
SUPPLIERS = "Name,Id,Email,Phone\nAqualift Services,,service@aqualift.example,\nVolta,SU-VO1,help@volta.example,\n"


class Supplied:
    """A ticket on a server with the site's list of suppliers."""

    def __init__(self, served: Served, clock: Clock, office: PostOffice) -> None:
        self._served = served
        self._clock = clock
        self._office = office
        self._path = ""

    async def report(self, **more: str) -> None:
        made = await self._served.desk.post("/sd/tickets", json=TICKET | more)
        self._path = f"/sd/tickets/{made.json()['id']}"

    async def assign(self, supplier: str) -> None:
        assert (await self._served.desk.patch(self._path, json={"supplierId": supplier})).is_success

    async def begin(self, name: str, content: bytes) -> str:
        """Where its pieces go."""
        digest = hashlib.sha256(content).hexdigest()
        body = {"name": name, "digest": digest, "size": len(content)}
        assert (await self._served.desk.post(f"{self._path}/attachments", json=body)).is_success
        return f"{self._path}/attachments/{digest}"

    async def attach(self, name: str, content: bytes) -> None:
        to = await self.begin(name, content)
        for first in range(0, len(content), PIECE):
            piece = content[first : first + PIECE]
            span = {"Content-Range": f"bytes {first}-{first + len(piece) - 1}/{len(content)}"}
            assert (await self._served.desk.put(to, content=piece, headers=span)).is_success

    async def pass_time(self, seconds: int) -> None:
        self._clock.now += timedelta(seconds=seconds)
        await self._served.settled()

    def mails_to(self, address: str) -> list[EmailMessage]:
        mails = zip(self._office.envelopes, self._office.mails, strict=True)
        return [mail for (_, to), mail in mails if to == address]

    def files(self) -> dict[str, str]:
        """By their names, what came along with the one mail to AQUALIFT."""
        (mail,) = self.mails_to(AQUALIFT)
        return {str(part.get_filename()): part.get_content() for part in mail.iter_attachments()}

    async def told(self) -> list[tuple[str, str, str]]:
        notices = await self._served.notices()
        return [(one["name"], one["state"], one["said"]) for one in notices if one["kind"] == "assigned"]


@pytest.fixture
def supplied(start: Start, clock: Clock, office: PostOffice, tmp_path: Path) -> Supplied:
    file = tmp_path / "suppliers.csv"
    file.write_text(SUPPLIERS)
    served = start(listed_host=listed, listed_supplier=HostBook(file, "suppliers").find)
    return Supplied(served, clock, office)


async def test_a_supplier_of_the_site_s_list_gets_the_ticket_with_its_files_as_far_as_there_is_room(
    supplied: Supplied,
) -> None:
    await supplied.report()
    await supplied.attach("Pfütze.txt", b"Wet.")
    await supplied.attach("film.bin", bytes(LARGEST_FILES))
    await supplied.attach("plan.txt", b"Level -1")
    await supplied.assign("aqualift  services")
    await supplied.pass_time(FILES_FOLLOW)
    assert supplied.files() == {"Pfütze.txt": "Wet.", "plan.txt": "Level -1"}
    (mail,) = supplied.mails_to(AQUALIFT)
    text = mail.get_body(("plain",)).get_content()
    assert "Too large to attach: film.bin" in text
    assert "Nobody reads replies to this email." in text


@EACH_DATABASE
async def test_files_that_are_sent_after_the_ticket_come_along(supplied: Supplied) -> None:
    await supplied.report(supplierId="Aqualift Services")
    for name in ("one.txt", "two.txt"):
        await supplied.pass_time(FILES_FOLLOW - 1)
        await supplied.attach(name, name.encode())
    await supplied.pass_time(FILES_FOLLOW - 1)
    assert supplied.mails_to(AQUALIFT) == []
    await supplied.pass_time(1)
    assert supplied.files() == {"one.txt": "one.txt", "two.txt": "two.txt"}


async def test_a_file_that_never_came_is_not_called_too_large(supplied: Supplied) -> None:
    await supplied.report(supplierId="Aqualift Services")
    await supplied.begin("film.bin", b"a film")
    await supplied.pass_time(FILES_FOLLOW)
    assert supplied.files() == {}
    (mail,) = supplied.mails_to(AQUALIFT)
    assert "film.bin" not in mail.get_body(("plain",)).get_content()


async def test_a_supplier_is_found_by_id_and_who_stands_in_no_list_is_not_told(supplied: Supplied) -> None:
    await supplied.report()
    for supplier in ("SU-VO1", "Somebody else"):
        await supplied.assign(supplier)
        await supplied.pass_time(FILES_FOLLOW)
    assert len(supplied.mails_to("help@volta.example")) == 1
    assert await supplied.told() == [
        ("Volta", "sent", ""),
        ("Somebody else", "refused", "Somebody else has no email address."),
    ]
