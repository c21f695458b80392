"""What the header says of the server follows from what came back, and from nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

import pytest

from app.api.api import Api
from app.api.client import Client
from app.errors import (
    BadSetting,
    Busy,
    FoyerError,
    NoAnswer,
    NotAllowed,
    NotFound,
    Refused,
    ServerFailed,
    SignInNeeded,
    TooLarge,
    Unreachable,
    Unreadable,
)
from app.services.connection import Connection, ConnectionState

CONNECTING, ONLINE, OFFLINE, SIGN_IN = (
    ConnectionState.CONNECTING,
    ConnectionState.ONLINE,
    ConnectionState.OFFLINE,
    ConnectionState.SIGN_IN_NEEDED,
)


@pytest.fixture
def api(client: Client) -> Api:
    return Api.over(client)


async def opener(api: Api) -> Api:
    return api


async def ask(connection: Connection, error: FoyerError | None = None) -> None:
    async def answer(api: Api) -> str:
        if error:
            raise error
        return "answered"

    if error is None:
        assert await connection.call(answer) == "answered"
        return
    with pytest.raises(type(error)):
        await connection.call(answer)


async def test_a_server_that_answers_nothing_but_errors_for_a_while_is_not_online(api: Api) -> None:
    seconds = [0.0]
    connection = Connection(partial(opener, api), clock=lambda: seconds[0])
    await ask(connection)
    for now in (10.0, 30.0):
        seconds[0] = now
        await ask(connection, ServerFailed(500))
        assert (connection.state, connection.is_failing) == (ONLINE, False)
    seconds[0] = 60.0
    await ask(connection, Unreadable("no JSON"))
    assert (connection.state, connection.is_failing) == (OFFLINE, True)
    await ask(connection)
    assert (connection.state, connection.is_failing) == (ONLINE, False)
    seconds[0] = 70.0
    await ask(connection, ServerFailed(500))
    assert connection.state is ONLINE, "it begins anew"


@pytest.mark.parametrize(
    ("error", "at_first", "when_online", "when_offline"),
    [
        (Unreachable("refused"), OFFLINE, OFFLINE, OFFLINE),
        (NoAnswer("silence"), OFFLINE, OFFLINE, OFFLINE),
        (SignInNeeded(401), SIGN_IN, SIGN_IN, SIGN_IN),
        (NotAllowed(403), ONLINE, ONLINE, ONLINE),
        (NotFound(404), ONLINE, ONLINE, ONLINE),
        (Refused(418), ONLINE, ONLINE, ONLINE),
        (Busy(429), ONLINE, ONLINE, ONLINE),
        (Busy(503), OFFLINE, ONLINE, OFFLINE),
        (ServerFailed(500), OFFLINE, ONLINE, OFFLINE),
        (Unreadable("a web page"), OFFLINE, ONLINE, OFFLINE),
        (TooLarge(1), OFFLINE, ONLINE, OFFLINE),
        (BadSetting("no folder"), OFFLINE, ONLINE, OFFLINE),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, FoyerError) else "",
)
async def test_each_error_means_one_state(
    api: Api, error: FoyerError, at_first: ConnectionState, when_online: ConnectionState, when_offline: ConnectionState
) -> None:
    fresh, online, offline = (Connection(partial(opener, api)) for _ in range(3))
    assert fresh.state is CONNECTING
    await ask(online)
    assert online.state is ONLINE
    await ask(offline, Unreachable("gone"))
    for connection, state in ((fresh, at_first), (online, when_online), (offline, when_offline)):
        await ask(connection, error)
        assert connection.state is state
        await ask(connection)
        assert connection.state is ONLINE


async def test_an_answer_to_what_was_asked_before_does_not_say_that_nobody_has_to_sign_in(api: Api) -> None:
    connection, answered = Connection(partial(opener, api)), asyncio.Event()

    async def later(api: Api) -> bool:
        return await answered.wait()

    asked = asyncio.ensure_future(connection.call(later))
    await asyncio.sleep(0)
    await ask(connection, SignInNeeded(401))
    answered.set()
    await asked
    assert connection.state is SIGN_IN
    await ask(connection)
    assert connection.state is ONLINE


async def test_only_changes_are_told(api: Api) -> None:
    connection = Connection(partial(opener, api))
    told: list[ConnectionState] = []
    connection.on_change(lambda: told.append(connection.state))
    for error in (None, None, Unreachable("x"), NoAnswer("x"), None):
        await ask(connection, error)
    assert told == [ONLINE, OFFLINE, ONLINE]


async def test_the_way_is_opened_once_however_many_ask_at_once(api: Api) -> None:
    opened: list[int] = []

    async def slowly() -> Api:
        opened.append(1)
        await asyncio.sleep(0)
        return api

    connection = Connection(slowly)
    await asyncio.gather(*(ask(connection) for _ in range(5)))
    assert len(opened) == 1


async def test_a_way_that_could_not_be_opened_is_tried_again(api: Api) -> None:
    ways: list[Callable[[], Api]] = [lambda: api]

    async def once_refused() -> Api:
        if ways:
            ways.pop()
            raise BadSetting("the file is in use")
        return api

    connection = Connection(once_refused)
    with pytest.raises(BadSetting):
        await ask(connection)
    assert connection.state is OFFLINE
    await ask(connection)
    assert connection.state is ONLINE
    await connection.close()


async def test_closing_what_was_never_opened_is_nothing(api: Api) -> None:
    await Connection(partial(opener, api)).close()
