"""Somebody is told by mail that something was brought for them to a kiosk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.models.contacts import KnownPerson
from app.services.notices.delivery_mails import DeliveryMails
from tests.app.mail_desk import MailDesk
from tests.faults import FaultyServer
from tests.meetings import SOFIA, meeting
from tests.post_office import PostOffice

SOFIA_MAIL = "sofia@northgate.example"


@pytest.fixture
async def desk(tmp_path: Path, office: PostOffice) -> AsyncIterator[MailDesk]:
    server = FaultyServer()
    desk = MailDesk(tmp_path, office, server)
    yield desk
    await desk.close()
    server.close()


def delivery_mails(desk: MailDesk, *, mails: bool = True) -> DeliveryMails:
    services = desk.services
    return DeliveryMails(outbox=desk.outbox, site=desk.site, contacts=services.contacts, desk="Lobby", mails=mails)


async def test_it_goes_once_to_the_recipient(desk: MailDesk, office: PostOffice) -> None:
    for _ in range(2):
        assert await delivery_mails(desk).put("D-1", KnownPerson("US-1", "Sofia\r\nBcc: x", email=SOFIA_MAIL))
    desk.mail()
    await desk.mailed()
    (mail,) = office.mails
    assert [(one.display_name, one.addr_spec) for one in mail["To"].addresses] == [("Sofia Bcc: x", SOFIA_MAIL)]
    assert mail["Subject"] == "A delivery for you"
    assert mail["Bcc"] is None


@pytest.mark.parametrize("address", ["", "sofia", "sofia@"])
async def test_who_has_no_address_is_not_said_to_be_told(desk: MailDesk, address: str) -> None:
    assert not await delivery_mails(desk).put("D-1", KnownPerson("US-1", "Sofia", email=address))
    assert desk.mails() == []


async def test_without_a_mail_server_nobody_is_told(desk: MailDesk) -> None:
    assert not await delivery_mails(desk, mails=False).put("D-1", KnownPerson("US-1", "Sofia", email=SOFIA_MAIL))
    assert desk.mails() == []


async def test_a_visitor_who_is_taken_back_takes_no_delivery_along(desk: MailDesk) -> None:
    await delivery_mails(desk).put("D-1", KnownPerson("US-1", "Sofia", email=SOFIA_MAIL))
    arrived = await desk.arrivals.check_in(await desk.listed(meeting(1, "Ana Lima", host=SOFIA)))
    await desk.arrivals.undo(arrived.entries)
    assert [mail.body["subject"] for mail in desk.mails()] == ["A delivery for you"]
