"""Programs and services that answer otherwise than they should: nothing is lost by it, held up or given away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI

from app.models.notices.notice_plan import NoticePlan, NoticeWay
from app.notify.service import Service
from app.notify.webhook import Webhook
from app.server.application import close, create
from tests.server.conftest import Clock
from tests.server.notices.conftest import all_sent
from tests.server.notices.test_ways import address, notices, report, secret

KINDS = frozenset(("created",))
LONG = 300.0
"""Seconds, longer than any of this takes."""

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def answered(answer: Answer) -> AsyncIterator[int]:
    """The port of a program that answers each call so."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        await reader.readexactly(int(head.partition(b"content-length:")[2].split()[0]))  # else it is hung up on
        await answer(writer)
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


def saying(answer: bytes) -> Answer:
    async def say(writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()

    return say


def served(clock: Clock, way: NoticeWay) -> FastAPI:
    return create("sqlite://", time_zone="Europe/Brussels", now=clock, notice_plan=NoticePlan(ways=(way,)))


async def told(clock: Clock, way: NoticeWay) -> tuple[str, str]:
    """How it stands with the notice of a ticket on that way."""
    server = served(clock, way)
    await report(server)
    await all_sent(server)
    ((notice),) = await notices(server, way.name)
    await asyncio.to_thread(close, server)
    return notice["state"], notice["said"]


async def test_a_program_that_never_answers_keeps_no_server_from_closing(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.notify.webhook.PATIENCE", LONG)
    came, goes_on = asyncio.Event(), asyncio.Event()

    async def hang(writer: asyncio.StreamWriter) -> None:
        came.set()
        await goes_on.wait()

    async with answered(hang) as port:
        server = served(clock, NoticeWay("office", Webhook(f"http://127.0.0.1:{port}/", secret), KINDS))
        await report(server)
        await came.wait()
        closing = asyncio.create_task(asyncio.to_thread(close, server))
        try:
            await asyncio.wait_for(asyncio.shield(closing), LONG / 10)
        finally:
            goes_on.set()
            await closing


@pytest.mark.parametrize("what", ["webhook", "service"])
async def test_an_answer_that_dribbles_in_is_given_up_and_asked_for_again(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(f"app.notify.{what}.WHOLE_SECONDS", 0.2)

    async def dribble(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(50):
            writer.write(b"X-More: again\r\n")
            await asyncio.sleep(0.1)
            if writer.is_closing():
                return

    async with answered(dribble) as port:
        taker = Service(address(f"json://127.0.0.1:{port}/"))
        way = NoticeWay("office", Webhook(f"http://127.0.0.1:{port}/", secret) if what == "webhook" else taker, KINDS)
        assert await told(clock, way) == ("queued", f"The {what} does not answer in time.")


async def test_the_address_of_a_service_is_in_no_log_when_its_answer_cannot_be_read(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    async with answered(saying(b"HTTP/1.1 200 OK\r\nno header\r\n\r\nok")) as port:
        way = NoticeWay("lobby", Service(address(f"json://127.0.0.1:{port}/hush-hush")), KINDS)
        assert (await told(clock, way))[0] == "sent"
    assert "hush-hush" not in caplog.text


async def test_a_refusal_is_told_as_one_line_of_letters_and_its_words_are_in_no_log(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    body = b"Not\x00 with\r\nus\xff"
    head = f"HTTP/1.1 403 Forbidden\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    async with answered(saying(head + body)) as port:
        way = NoticeWay("office", Webhook(f"http://127.0.0.1:{port}/", secret), KINDS)
        assert await told(clock, way) == ("refused", "403 Not with us\ufffd")
    assert "is refused: 403\n" in caplog.text
    assert "with us" not in caplog.text
