"""Every path, by touches, in each language, on each screen, with the network up and down."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import eventually
from tests.ui.kiosk.conftest import SIZES, OpenKiosk
from tests.ui.kiosk.hands import has, inside, key_in, sign_with_a_finger, tap
from ui.compose.kiosk import KioskApp
from ui.kiosk.flow.visitor_session import Step
from ui.kiosk.kit.controls import plain
from ui.kiosk.kit.i18n import Words
from ui.wording.languages import LANGUAGES

LIST = "/vm/meetings"


def translated(source: str) -> str:
    """What the kiosk calls it in the language that it speaks now."""
    return plain(str(Words(source)))


async def choose(running: KioskApp, code: str) -> None:
    tap(running, LANGUAGES[code])
    await eventually(lambda: has(running, translated("I have a meeting")))


async def answer(running: KioskApp, text: str) -> None:
    key_in(running, text)
    tap(running, translated("Continue"))


async def comes_to_a_meeting(running: KioskApp) -> None:
    tap(running, translated("I have a meeting"))
    await answer(running, "Lima")
    await eventually(lambda: has(running, translated("Yes, that’s me")))
    tap(running, translated("Yes, that’s me"))
    await answer(running, "Bolt")
    await agrees(running)


async def walks_in(running: KioskApp) -> None:
    tap(running, translated("I was not invited"))
    await answer(running, "Hopper")
    await answer(running, "Grace")
    await answer(running, "Navy")
    key_in(running, "Marchetti")
    await eventually(lambda: has(running, "Sofia Marchetti"))
    tap(running, "Sofia Marchetti")
    await agrees(running)


async def agrees(running: KioskApp) -> None:
    await eventually(lambda: has(running, translated("I agree")))
    sign_with_a_finger(running)
    tap(running, translated("I agree"))
    await eventually(lambda: running.flow.step is Step.DONE)
    tap(running, translated("Done"))


async def leaves(running: KioskApp) -> None:
    tap(running, translated("I am leaving"))
    await answer(running, "Lima")
    await eventually(lambda: has(running, translated("Yes, that’s me")))
    tap(running, translated("Yes, that’s me"))
    await eventually(lambda: running.flow.step is Step.GOODBYE)
    tap(running, translated("Done"))


@pytest.mark.parametrize("online", [True, False], ids=["online", "offline"])
@pytest.mark.parametrize("size", SIZES, ids=["upright", "lying", "small"])
@pytest.mark.parametrize("code", LANGUAGES)
async def test_each_path_leads_to_its_end(
    open_kiosk: OpenKiosk, server: FakeServer, tmp_path: Path, code: str, size: tuple[int, int], online: bool
) -> None:
    terms = tmp_path / "terms"
    terms.mkdir()
    (terms / "en.txt").write_text("House rules\n\nStay with your host.\n", encoding="utf-8")
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(size=size, kiosk_asks="company", kiosk_terms=str(terms))
    if not online:
        for method in ("GET", "POST"):
            server.answers(method, LIST, error=httpx.ConnectError("cut"))
    await choose(running, code)
    await comes_to_a_meeting(running)
    await choose(running, code)  # after each visitor the kiosk speaks the site's own language again
    await walks_in(running)
    await choose(running, code)
    await leaves(running)
    (present,) = inside(running)
    assert present.person.name == "Grace Hopper"
    (signature,) = await running.services.signatures.of(present.visit)
    assert signature.signed.text.title == "House rules"
    assert signature.signed.strokes
