"""A whole invitation, handed to a mail server and read out of it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from msgspec.structs import replace

from app.errors import MailRefused
from app.mail.mail_server import MailServer
from app.models.notices.kinds import NoticeKind
from app.server.notices.letters.letter import invitation_letter
from app.server.notices.letters.samples import sample_invitation
from app.server.notices.letters.texts import Texts
from tests.post_office import PostOffice, mail_settings


async def handed_over(office: PostOffice, **different: str) -> EmailMessage:
    async def password() -> str:
        return ""

    await office.open()
    try:
        told = replace(sample_invitation(NoticeKind.INVITATION, "fr"), **different)
        await MailServer(mail_settings(office), password).take(invitation_letter(told, Texts()))
    finally:
        await office.close()
    (mail,) = office.mails
    return mail


async def test_every_part_arrives_as_it_was() -> None:
    name = "Zoë “Zed” d’Été, 王小明 محمد"
    mail = await handed_over(PostOffice(), name=name, note=".\n..\nFrom here\n" + "long " * 400, host="Al & Co")
    assert mail["Reply-To"].addresses[0].display_name == "Al & Co"
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "image/png", "text/calendar", "application/ics"]
    text = mail.get_body(("plain",))
    assert text is not None
    assert "\n..\nFrom here\n" in text.get_content().replace("\r\n", "\n")
    assert text.get_content().count("long ") == 399
    assert "Zoë “Zed” d’Été, 王小明" in text.get_content()


async def test_a_host_of_any_letters_is_answered_or_the_mail_is_not_sent() -> None:
    mail = await handed_over(PostOffice(any_letters=True), host_email="jörg@straße.example")
    assert "jörg@xn--strae-oqa.example" in mail["Reply-To"].encode(errors="surrogateescape").decode()
    with pytest.raises(MailRefused):
        await handed_over(PostOffice(), host_email="jörg@straße.example")
