"""A network that IT has to mend: the desk opens, what is entered waits, and one sentence says what is in the way."""

from __future__ import annotations

import asyncio
import os

import pytest

from app.models.operations import Kind, State
from app.settings import Settings
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import click, says
from tests.ui.waiting_desk import meeting_body

SERVER = Settings(server="https://api.example.com", company="CO-C202")


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("SSL_CERT_FILE", "/nowhere/ca.pem", "The variable SSL_CERT_FILE names /nowhere/ca.pem, which can't be read"),
        ("ALL_PROXY", "socks://127.0.0.1:1080/", "The variable ALL_PROXY names a proxy of the kind socks://"),
        ("HTTPS_PROXY", "http://[::1", "The variable HTTPS_PROXY names a proxy by an address that can't be one."),
    ],
)
async def test_a_variable_that_cannot_be_used_is_named_and_the_meeting_waits(
    variable: str, value: str, sentence: str, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(variable, value)
    desk = open_desk(SERVER, over=None)
    await eventually(lambda: sentence in desk.window.banner.words)
    assert "everything is saved on this desk" in desk.window.banner.words

    sync, changes = desk.services.sync, desk.services.pending_changes
    await sync.put("op-1", Kind.MEETING, meeting_body("Board lunch"))
    changed = asyncio.Event()
    changes.on_change(changed.set)
    while not ((row := await changes.get("op-1")) and row.attempts and row.state is State.WAITING):
        await asyncio.wait_for(changed.wait(), 200)
        changed.clear()
    click(desk.window, "Connection")
    await eventually(lambda: says(desk.window.page(), sentence))
