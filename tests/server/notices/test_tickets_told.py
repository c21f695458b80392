"""What requesters and suppliers are told of tickets, by a real mail server and a program of the site's own."""

from __future__ import annotations

import json

import pytest

from app.models.contacts import KnownPerson
from app.models.notices.notice_plan import NoticeWay
from app.notify.webhook import Webhook
from tests.post_office import PostOffice
from tests.server.notices.conftest import MailingServer
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
