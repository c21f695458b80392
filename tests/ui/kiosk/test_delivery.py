"""*I have a delivery*: for whom, one touch, and the desks and the recipient hear of it."""

from __future__ import annotations

import msgspec
import pytest

from tests.fake_server import FakeServer
from tests.meetings import SOFIA, meeting
from tests.post_office import PostOffice, mail_settings
from tests.ui.conftest import eventually
from tests.ui.kiosk.conftest import AT_THE_KIOSK, OpenKiosk
from tests.ui.kiosk.hands import has, inside, key_in, screen, tap
from tests.ui.kiosk.test_walk_in import knows
from ui.compose.kiosk import KioskApp

LIST = "/vm/meetings"
SOFIA_MAIL = "sofia@northgate.example"
AT_DESK, UNHEARD = "Please leave it at the front desk", "Nobody there knows of it yet."
CALLED, TELLING = "Reception has been called", "We are telling Sofia Marchetti"


@pytest.fixture(autouse=True)
def day(server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", host=SOFIA | {"email": SOFIA_MAIL})])


def is_ours(server: FakeServer) -> None:
    server.is_desk_server = True
    server.answers("PUT", "/vm/kiosks/Lobby", json={})
    server.answers("GET", "/vm/kiosks", json={"toldAt": "2026-03-12T09:42:07+01:00", "kiosks": []})


def takes_the_call(running: KioskApp, server: FakeServer) -> str:
    """The path on which the desks' server takes it."""
    assert running.flow.session is not None
    path = f"/vm/calls/{running.flow.session.operation}"
    server.answers("PUT", path, status=204, content=b"")
    return path


def with_mail(office: PostOffice) -> dict[str, object]:
    return msgspec.structs.asdict(mail_settings(office, **AT_THE_KIOSK | {"kiosk_deliveries": True}))


async def come_for_sofia(running: KioskApp) -> None:
    await knows(running, "Sofia Marchetti")
    tap(running, "I have a delivery")
    assert "Who is the delivery for?" in screen(running)
    key_in(running, "Sof")
    await eventually(lambda: has(running, "Sofia Marchetti"))


async def test_only_where_the_site_wants_it_is_it_a_choice(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk()
    assert has(running, "I am leaving")
    assert not has(running, "I have a delivery")


async def test_the_desks_and_the_recipient_are_told(
    open_kiosk: OpenKiosk, server: FakeServer, office: PostOffice
) -> None:
    is_ours(server)
    running = await open_kiosk(**with_mail(office))
    await come_for_sofia(running)
    path = takes_the_call(running, server)
    tap(running, "Sofia Marchetti")
    await eventually(lambda: CALLED in screen(running))
    assert AT_DESK in screen(running)
    assert TELLING in screen(running)
    (asked,) = server.asked(path)
    assert asked.body == {"kiosk": "Lobby", "name": "", "company": "", "host": "Sofia Marchetti", "delivery": True}
    await eventually(lambda: bool(office.mails))
    (mail,) = office.mails
    assert [one.addr_spec for one in mail["To"].addresses] == [SOFIA_MAIL]
    assert mail["Subject"] == "A delivery for you"
    assert mail.get_content().splitlines() == [
        "Something was brought for you at 09:42.",
        "Northgate House, Lobby, 2026-03-12.",
        "Please ask for it at the front desk.",
    ]
    assert inside(running) == (), "nobody came in"
    tap(running, "Done")
    await eventually(lambda: has(running, "I have a delivery"))


async def test_without_a_mail_server_nobody_claims_that_the_recipient_is_told(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    is_ours(server)
    running = await open_kiosk(kiosk_deliveries=True)
    await come_for_sofia(running)
    takes_the_call(running, server)
    tap(running, "Sofia Marchetti")
    await eventually(lambda: CALLED in screen(running))
    assert AT_DESK in screen(running)
    assert TELLING not in screen(running)


@pytest.mark.parametrize("typed", ["", "Noor"])
async def test_for_nobody_in_particular_it_is_left_at_the_desk(
    open_kiosk: OpenKiosk, server: FakeServer, office: PostOffice, typed: str
) -> None:
    is_ours(server)
    running = await open_kiosk(**with_mail(office))
    tap(running, "I have a delivery")
    if typed:
        key_in(running, typed)
        await eventually(lambda: "Nobody of that name was found." in screen(running))
    assert not has(running, "Call reception")
    path = takes_the_call(running, server)
    tap(running, "Leave it at the desk")
    await eventually(lambda: CALLED in screen(running))
    (asked,) = server.asked(path)
    assert asked.body == {"kiosk": "Lobby", "name": "", "company": "", "host": typed, "delivery": True}
    assert office.mails == []


async def test_where_no_desk_hears_it_the_recipient_is_told_and_the_front_desk_is_to_be_asked(
    open_kiosk: OpenKiosk, server: FakeServer, office: PostOffice
) -> None:
    """A vendor's server has no such call."""
    running = await open_kiosk(**with_mail(office))
    await come_for_sofia(running)
    tap(running, "Sofia Marchetti")
    await eventually(lambda: "Please ask at the front desk" in screen(running))
    for words in (AT_DESK, UNHEARD, TELLING):
        assert words in screen(running)
    await eventually(lambda: bool(office.mails))


@pytest.mark.parametrize("own", [True, False])
async def test_where_nobody_hears_it_it_is_said_so(open_kiosk: OpenKiosk, *, own: bool) -> None:
    """A kiosk's own server has no desk, a vendor's no such call, and nobody is mailed."""
    running = await open_kiosk(kiosk_deliveries=True, **({"server": "", "company": ""} if own else {}))
    tap(running, "I have a delivery")
    tap(running, "Leave it at the desk")
    await eventually(lambda: "Please ask at the front desk" in screen(running))
    assert AT_DESK not in screen(running)


async def test_back_leads_to_the_first_screen(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk(kiosk_deliveries=True)
    tap(running, "I have a delivery")
    tap(running, "Back")
    assert has(running, "I have a meeting")


async def test_nobody_goes_through_the_people_who_work_here(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk(kiosk_deliveries=True)
    tap(running, "I have a delivery")
    assert running.window.page is not None
    assert running.window.page.field is not None
    for typed in ("aaa", "aab", "aac", "aad"):
        running.window.page.field.setText(typed)
        await eventually(lambda: "Nobody of that name was found." in screen(running))
    running.window.page.field.setText("aae")
    await eventually(lambda: "Please ask at the front desk" in screen(running))
