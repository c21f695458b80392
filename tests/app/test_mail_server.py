"""Talking to a mail server: encrypted as asked or not at all, signed in, and every way in which it says no."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from app.errors import MailInDoubt, MailNotTaken, MailPutOff, MailRefused, MailSignInRefused
from app.mail.mail_server import MailServer
from app.mail.smtp import Line, Patience
from app.models.notices.mail import Mail
from app.settings import Settings, checked
from tests.post_office import CERTIFICATE, HOST, PASSWORD, SENDER, USER, PostOffice

MAIL = Mail(
    id="0123-0",
    to="sofia@northgate.example",
    name="Sofia Marchetti",
    subject="Ana Lima has arrived",
    text="Ana Lima of Lima & Filhos arrived at 09:42.",
    at=datetime(2026, 3, 12, 8, 42, tzinfo=UTC),
)

OpenOffice = Callable[..., Awaitable[PostOffice]]


@pytest.fixture
async def open_office() -> AsyncIterator[OpenOffice]:
    offices: list[PostOffice] = []

    async def open_one(security: str = "none", **how: bool) -> PostOffice:
        offices.append(PostOffice(security, **how))
        await offices[-1].open()
        return offices[-1]

    yield open_one
    for office in offices:
        await office.close()


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own store of certificates knows the post office's."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def reached(office: PostOffice, security: str = "none", *, user: str = "", password: str = PASSWORD) -> MailServer:
    async def told() -> str:
        return password

    settings = checked(
        {
            "smtp_server": HOST,
            "smtp_port": office.port,
            "smtp_security": security,
            "smtp_user": user,
            "mail_from": "desk@northgate.example",
        }
    )
    return MailServer(settings, told)


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
async def test_a_mail_is_taken(open_office: OpenOffice, security: str) -> None:
    office = await open_office(security, signed_in=True)
    await reached(office, security, user=USER).take(MAIL)
    assert office.subjects() == ["Ana Lima has arrived"]
    assert office.passwords == [PASSWORD]


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_that_nobody_vouches_for_gets_neither_mail_nor_password(
    open_office: OpenOffice, security: str
) -> None:
    office = await open_office(security, signed_in=True)
    with pytest.raises(MailNotTaken, match="certificate of the mail server localhost comes from an issuer that"):
        await reached(office, security, user=USER).take(MAIL)
    assert (office.mails, office.passwords) == ([], [])


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("asked", "offered", "said"),
    [
        ("starttls", "none", "can't be used so: STARTTLS extension not supported by server."),
        ("tls", "none", "does not speak TLS on this port."),
        ("none", "starttls", "asks for a user and a password: 530 Must issue a STARTTLS command first."),
    ],
)
async def test_encryption_is_never_left_out(open_office: OpenOffice, asked: str, offered: str, said: str) -> None:
    office = await open_office(offered)
    with pytest.raises(MailNotTaken, match=said):
        await reached(office, asked).take(MAIL)
    assert office.mails == []


@pytest.mark.parametrize(
    ("user", "password", "said"),
    [
        (USER, "wrong", "does not take this user and password: 535 5.7.8 Authentication credentials invalid."),
        (USER, "pässword", "Only a user and a password of plain letters"),
        ("", "", "asks for a user and a password: 530 5.7.0 Authentication required."),
    ],
)
async def test_a_sign_in_that_is_refused_is_said(open_office: OpenOffice, user: str, password: str, said: str) -> None:
    office = await open_office(signed_in=True)
    with pytest.raises(MailSignInRefused, match=said):
        await reached(office, user=user, password=password).take(MAIL)
    assert office.mails == []


async def test_a_server_that_offers_no_sign_in(open_office: OpenOffice) -> None:
    office = await open_office()
    with pytest.raises(MailNotTaken, match=r"SMTP AUTH extension not supported by server\."):
        await reached(office, user=USER).take(MAIL)


@pytest.mark.parametrize(
    ("place", "answer", "error", "said"),
    [
        (MAIL.to, "550 5.1.1 No such mailbox", MailRefused, "550 5.1.1 No such mailbox"),
        (MAIL.to, "450 4.2.0 Greylisted", MailPutOff, "takes no mail just now: 450 4.2.0 Greylisted."),
        (MAIL.to, "451 4.7.1 Greylisted", MailPutOff, "takes no mail just now: 451 4.7.1 Greylisted."),
        (MAIL.to, "452 Too many", MailNotTaken, "takes no mail just now: 452 Too many."),
        ("DATA", "554 5.6.0 We don't like it.", MailRefused, "554 5.6.0 We don't like it."),
        ("DATA", "451", MailNotTaken, "takes no mail just now: 451."),
    ],
)
async def test_what_the_server_refuses_is_told_in_its_words(
    open_office: OpenOffice, place: str, answer: str, error: type[Exception], said: str
) -> None:
    office = await open_office()
    office.answers[place] = answer
    with pytest.raises(error) as told:
        await reached(office).take(MAIL)
    assert said in str(told.value)


@pytest.mark.parametrize(
    ("greeting", "said"),
    [
        (b"", "The mail server hung up."),
        (b"554 Not for you\r\n", "The mail server sent the desk away: 554 Not for you."),
        (b"SSH-2.0-OpenSSH_9.7\r\n", "The mail server sent the desk away: -1"),
    ],
)
async def test_a_server_that_is_none(greeting: bytes, said: str) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    office = PostOffice()
    office.port = server.sockets[0].getsockname()[1]
    with pytest.raises(MailNotTaken) as told:
        await reached(office).take(MAIL)
    assert str(told.value).startswith(said)
    server.close()


async def test_a_server_that_never_greets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.mail.smtp.RFC_5321", Patience(20, 0.1, 20, 20, 20))
    over = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    office = PostOffice()
    office.port = server.sockets[0].getsockname()[1]
    with pytest.raises(MailNotTaken, match=r"The mail server does not answer in time\."):
        await reached(office).take(MAIL)
    over.set()
    server.close()


@pytest.mark.parametrize("name", ["no..such", "a" * 300])
async def test_a_name_that_nobody_knows(name: str) -> None:
    server = MailServer(Settings(smtp_server=name, mail_from="desk@northgate.example"), lambda: asyncio.sleep(0, ""))
    with pytest.raises(MailNotTaken, match=r"Nobody knows a mail server of that name\."):
        await server.take(MAIL)


@pytest.mark.parametrize(
    ("hasty", "waits"), [(False, [300, 300, 300, 300, 120, 600]), (True, [10, 10, 10, 10, 10, 60])]
)
async def test_each_answer_is_waited_for_as_long_as_the_rfc_says(
    open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch, hasty: bool, waits: list[float]
) -> None:
    """To the greeting, EHLO, MAIL and RCPT; to DATA; and after the last dot, when servers look for viruses."""
    taken: list[float | None] = []
    reply = Line.getreply

    def timed(line: Line) -> tuple[int, bytes]:
        assert line.sock is not None
        taken.append(line.sock.gettimeout())
        return reply(line)

    monkeypatch.setattr(Line, "getreply", timed)
    office = await open_office()
    await reached(office).take(MAIL, hasty=hasty)
    assert taken == waits


@pytest.mark.parametrize("how", ["hangs up", "is silent", "answers nonsense"])
async def test_who_got_the_whole_mail_and_does_not_say_so_may_have_taken_it(
    open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr("app.mail.smtp.RFC_5321", Patience(20, 20, 20, 20, taken=0.1 if how == "is silent" else 20))
    office = await open_office()
    office.hangs_up, office.silent = how == "hangs up", how == "is silent"
    if how == "answers nonsense":
        office.answers["DATA"] = "Thank you!"
    with pytest.raises(MailInDoubt, match="got the whole mail, and did not say whether it took it"):
        await reached(office).take(MAIL)


async def test_whoever_hangs_up_before_has_not_taken_it() -> None:
    asked: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in (b"220 here\r\n", b"250 size\r\n", b"250 OK\r\n", b"250 OK\r\n"):
            writer.write(answer)
            asked.append((await reader.readline())[:4].upper())
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    office = PostOffice()
    office.port = server.sockets[0].getsockname()[1]
    with pytest.raises(MailNotTaken) as error:
        await reached(office).take(MAIL)
    assert not isinstance(error.value, MailInDoubt)
    assert asked == [b"EHLO", b"MAIL", b"RCPT", b"DATA"]
    server.close()


async def test_a_line_that_begins_with_a_dot_arrives_with_it(open_office: OpenOffice) -> None:
    office = await open_office()
    text = ".\n.. two\nÅsa Ø\n."
    await reached(office).take(replace(MAIL, text=text))
    assert office.mails[0].get_content().splitlines() == text.splitlines()


@pytest.mark.parametrize("field", ["to", "reply_to"])
async def test_an_address_of_any_letters_is_taken_where_the_server_knows_them(
    open_office: OpenOffice, field: str
) -> None:
    office = await open_office(any_letters=True)
    await reached(office).take(replace(MAIL, **{field: "jörg@straße.example"}))
    assert office.envelopes == [(SENDER, "jörg@xn--strae-oqa.example" if field == "to" else MAIL.to)]
    (mail,) = office.mails
    header = mail[field.replace("_", "-")].encode(errors="surrogateescape").decode()  # the library reads no UTF-8 there
    assert "jörg@xn--strae-oqa.example" in header
    assert mail.get_content().strip() == MAIL.text


@pytest.mark.parametrize("field", ["to", "reply_to"])
async def test_without_smtputf8_it_is_not_sent_and_that_is_said(open_office: OpenOffice, field: str) -> None:
    office = await open_office()
    with pytest.raises(MailRefused, match="no address with other letters than a to z"):
        await reached(office).take(replace(MAIL, **{field: "jörg@straße.example"}))
    assert not office.mails


async def test_a_domain_of_any_letters_needs_no_smtputf8(open_office: OpenOffice) -> None:
    office = await open_office()
    await reached(office).take(replace(MAIL, to="x@straße.example"))
    assert office.envelopes == [(SENDER, "x@xn--strae-oqa.example")]


async def test_what_is_no_address_is_refused_without_asking(open_office: OpenOffice) -> None:
    office = await open_office()
    with pytest.raises(MailRefused):
        await reached(office).take(replace(MAIL, to="at the gate"))
    assert not office.mails
