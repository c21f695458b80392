"""What the site has to be signed: nobody gets past it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.kiosk import terms
from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import eventually
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import has, inside, key_in, screen, tap
from ui.kiosk.flow.visitor_session import Step

LIST = "/vm/meetings"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    folder = tmp_path / "terms"
    folder.mkdir()
    (folder / "en.txt").write_text("House rules\n\nStay with your host.\n", encoding="utf-8")
    return str(folder)


@pytest.fixture
def slow_folder(folder: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """It answers once this is set."""
    go_on, read = threading.Event(), terms._text

    def slowly(*asked: object) -> object:
        go_on.wait()
        return read(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(terms, "_text", slowly)
    yield go_on
    go_on.set()


@pytest.mark.parametrize("asks", ["", "company"])
async def test_nothing_leads_past_the_terms_while_their_text_is_on_its_way(
    open_kiosk: OpenKiosk, server: FakeServer, folder: str, slow_folder: threading.Event, asks: str
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(kiosk_terms=folder, kiosk_asks=asks)
    tap(running, "I have a meeting")
    key_in(running, "Lima")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    if asks:
        tap(running, "Continue")
    assert "One moment, please" in screen(running)
    for name in ("Yes, that's me", "Not me", "Continue"):
        assert not has(running, name)
    running.flow.answer("again")  # a touch that was under way when the screen changed
    running.flow.confirm()
    running.flow.deny()
    assert running.flow.step is Step.TERMS
    slow_folder.set()
    await eventually(lambda: has(running, "Agree without drawing"))
    assert inside(running) == ()
    tap(running, "Agree without drawing")
    await eventually(lambda: has(running, "Done"))
    (present,) = inside(running)
    assert len(await running.services.signatures.of(present.visit)) == 1
