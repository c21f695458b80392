"""A mail server that refuses the sign-in is asked seldom: it locks out whoever tries again and again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from app.errors import MailSignInRefused
from app.mail.mail_server import MailServer
from app.models.notices.kinds import MAIL, NoticeKind
from app.models.notices.mail import Mail
from app.server.notices.takers import takers
from tests.post_office import PASSWORD, USER, PostOffice, mail_settings
from tests.server.conftest import Clock


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    office = PostOffice(signed_in=True)
    await office.open()
    yield office
    await office.close()


async def test_a_refused_sign_in_is_tried_again_after_a_quarter_of_an_hour_by_one(
    clock: Clock, office: PostOffice
) -> None:
    kept = ["wrong"]

    async def password() -> str:
        return kept[0]

    taker = takers(MailServer(mail_settings(office, smtp_user=USER), password), (), clock)[MAIL]

    async def refused(number: int) -> bool:
        mail = Mail(id=str(number), to="ana@lumen.example", name="", subject="Audit", text="At nine", at=clock.now)
        try:
            await taker.take(mail, NoticeKind.INVITATION)
        except MailSignInRefused as error:
            return "user and password" in str(error)
        return False

    assert await refused(1)
    tries = len(office.passwords)  # of one sign-in, which may try more than one way
    clock.now += timedelta(minutes=14)
    assert all([await refused(number) for number in range(2, 6)])
    assert len(office.passwords) == tries
    clock.now += timedelta(minutes=1)
    assert all(await asyncio.gather(*map(refused, range(6, 10))))
    assert len(office.passwords) == 2 * tries
    kept[0] = PASSWORD
    clock.now += timedelta(minutes=15)
    assert not await refused(10)
    assert not await refused(11)
    assert office.subjects() == ["Audit"] * 2
