"""*You're checked in*: what becomes of the host, the badge and the Wi-Fi, as it happens; and when it can't be done."""

from __future__ import annotations

import msgspec
import pytest

from app.errors import DiskFull, PrinterFault
from tests.fake_server import FakeServer
from tests.meetings import SOFIA, meeting, visitor
from tests.post_office import PostOffice, mail_settings
from tests.ui.badge_printer import Printer
from tests.ui.conftest import eventually
from tests.ui.kiosk.conftest import AT_THE_KIOSK, OpenKiosk
from tests.ui.kiosk.hands import has, inside, key_in, screen, tap
from ui.compose.kiosk import KioskApp
from ui.kiosk.health.sign import TroubleSign

LIST = "/vm/meetings"


async def check_in(running: KioskApp) -> None:
    tap(running, "I have a meeting")
    key_in(running, "Lima")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))


async def test_the_host_is_told_and_the_visitor_reads_so(
    open_kiosk: OpenKiosk, server: FakeServer, office: PostOffice
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", host=SOFIA | {"email": "sofia@northgate.example"})])
    with_mail = mail_settings(office, **AT_THE_KIOSK | {"kiosk_waiting": "Please wait on the blue sofa."})
    running = await open_kiosk(**msgspec.structs.asdict(with_mail))
    await check_in(running)
    await eventually(lambda: "Your host knows that you are here" in screen(running))
    assert "Told at 09:42. Please wait on the blue sofa." in screen(running)


async def test_without_a_mail_server_nobody_claims_that_the_host_was_told(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    await check_in(running)
    assert "Your host" in screen(running)
    assert "knows" not in screen(running)
    assert "Told" not in screen(running)


async def test_the_wifi_is_shown_with_its_password(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(wifi_name="Northgate Guest", wifi_password="maple-4821")
    await check_in(running)
    assert "Guest Wi-Fi" in screen(running)
    assert "Northgate Guest" in screen(running)
    assert "maple-4821" in screen(running)


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    printer = Printer()
    monkeypatch.setattr("ui.badge.printing.print_badges", printer.take)
    monkeypatch.setattr("ui.compose.kiosk.check_printer", printer.answer)
    return printer


async def test_the_badge_is_printed_with_what_was_added(
    open_kiosk: OpenKiosk, server: FakeServer, printer: Printer
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(locked=True, kiosk_prints=True, kiosk_asks="company")
    tap(running, "I have a meeting")
    key_in(running, "Lima")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    key_in(running, "Bolt")
    tap(running, "Continue")
    await eventually(lambda: "It comes out of the printer now." in screen(running))
    assert [(badge.last_name, badge.company) for badge in printer.badges] == [("Lima", "Bolt")]
    running.kiosk.dress()  # as when the screen is turned
    assert "It comes out of the printer now." in screen(running)


async def test_with_a_dead_printer_the_visitor_is_checked_in_and_staff_see_a_sign(
    open_kiosk: OpenKiosk, server: FakeServer, printer: Printer
) -> None:
    printer.fault = PrinterFault.STOPPED
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(locked=True, kiosk_prints=True)
    await check_in(running)
    await eventually(lambda: "It could not be printed. Please ask for one at the front desk." in screen(running))
    assert len(inside(running)) == 1
    (sign,) = running.window.findChildren(TroubleSign)
    assert sign.isVisible()


async def test_on_a_full_disk_nobody_is_told_that_they_are_checked_in(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", title="A long story. " * 4_000)])
    running = await open_kiosk()
    await running._session._store.database.read(lambda connection: connection.execute("pragma max_page_count = 1"))
    tap(running, "I have a meeting")
    key_in(running, "Lima")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    await eventually(lambda: "Please ask at the front desk" in screen(running))
    assert inside(running) == ()
    assert "disk" not in screen(running)


async def test_what_fails_behind_the_screen_sends_no_visitor_away(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk()
    tap(running, "I have a meeting")
    running.report(DiskFull("no room for what is kept of mails"))
    assert "What is your last name?" in screen(running)
    running.report(KeyError("a bug"))
    assert "Please ask at the front desk" in screen(running)


async def test_the_language_of_the_invitation_is_offered(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, visitor("Ana Lima", language="fr"))])
    running = await open_kiosk()
    tap(running, "I have a meeting")
    key_in(running, "Lima")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Continuer en français"))
    tap(running, "Continuer en français")
    await eventually(lambda: has(running, "Oui, c'est moi"))
    assert not has(running, "Continuer en français")
