"""The upkeep of a server that starts keeps nobody waiting: not who asks first, nor who ends it."""

from __future__ import annotations

from threading import Event

from app.server.application import close, create
from app.server.statistics import kept_counts
from tests.server.asking import desk_of


async def test_the_first_answer_comes_before_anything_is_counted(monkeypatch, clock):
    answered, counted = Event(), []
    monkeypatch.setattr(kept_counts, "keep", lambda *_: counted.append(answered.wait(5)))
    server = create("sqlite://", time_zone="Europe/Brussels", now=clock)
    async with desk_of(server) as desk:
        assert (await desk.get("/vm/kiosks")).status_code == 200
    answered.set()
    close(server)
    assert counted == [True]
