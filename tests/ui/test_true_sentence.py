"""What the banner says of something that was entered stands there as long as it is true."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.api.api import Api
from app.errors import Unreachable
from app.models.lists import WAITING, Change
from app.services.site import Site
from tests.fake_server import FakeServer, Held
from tests.ui.conftest import eventually
from tests.ui.hands import click, find
from tests.ui.waiting_desk import MEETINGS, NO_NETWORK, WaitingDesk, on_server, unanswered
from ui.shell.true_sentence import Say
from ui.theme import Theme
from ui.widgets.banner import Message

SAVED = "Meeting saved: Board lunch. It is sent by itself."


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, theme: Theme) -> AsyncIterator[WaitingDesk]:
    desk = WaitingDesk(tmp_path, server, site, theme)
    yield desk
    await desk.close()


async def saved(desk: WaitingDesk) -> None:
    """As the form does it once the meeting is kept."""
    await desk.enter("Board lunch")
    desk.window.page().saved.emit(SAVED, "Board lunch")
    await eventually(lambda: desk.window.banner.words == SAVED)


async def test_it_goes_when_the_meeting_was_sent(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, json=on_server("M-1", "Board lunch"))
    await saved(desk)
    desk.start()
    await desk.until()
    await eventually(lambda: desk.window.banner.words == "")


async def test_it_stays_while_the_meeting_waits_and_other_changes_come_and_go(
    desk: WaitingDesk, server: FakeServer
) -> None:
    server.answers("POST", MEETINGS, error=NO_NETWORK)
    await saved(desk)
    await desk.enter("Another")
    await desk.outbox.discard("Another")
    await eventually(lambda: find(desk.window, "Connection").text().endswith("1 waiting"))
    assert desk.window.banner.words == SAVED


async def test_when_it_was_refused_that_is_said_in_its_place(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, status=422, json={"error": "Unknown host"})
    await saved(desk)
    desk.start()
    await desk.until("rejected")
    words = "The server refused “Board lunch”. What you entered is kept. It says: Unknown host"
    await eventually(lambda: desk.window.banner.words == words)
    assert find(desk.window, "Connection").text().endswith("1 refused")
    click(desk.window.banner, "Show waiting")
    assert desk.window.page().name == "Waiting changes"
    await desk.services.pending_changes.discard("Board lunch")
    await eventually(lambda: desk.window.banner.words == "")


REFUSED = "The server refused “Board lunch”. What you entered is kept. It says: Unknown host"


async def test_what_a_person_closed_is_not_said_again_what_became_of_it_is(
    desk: WaitingDesk, server: FakeServer
) -> None:
    server.answers("POST", MEETINGS, status=422, json={"error": "Unknown host"})
    await saved(desk)
    click(desk.window.banner, "Close message")
    desk.start()
    await desk.until("rejected")
    await eventually(lambda: desk.window.banner.words == REFUSED)
    click(desk.window.banner, "Close message")
    server.answers("POST", MEETINGS, content=Held({"error": "Unknown host"}))
    await desk.enter("Another")
    await eventually(lambda: find(desk.window, "Connection").text().endswith("1 waiting · 1 refused"))
    assert desk.window.banner.words == ""


async def test_what_was_entered_while_the_server_was_away_and_refused_later_is_said(
    desk: WaitingDesk, server: FakeServer
) -> None:
    """What the banner says of the connection meanwhile doesn't take the sentence away."""
    server.answers("POST", MEETINGS, error=NO_NETWORK)
    await saved(desk)
    desk.start()
    await desk.rests()
    await eventually(lambda: desk.window.banner.words.startswith("No answer from the server"))
    server.answers("POST", MEETINGS, status=422, json={"error": "Unknown host"})
    click(desk.window.banner, "Try now")
    await desk.until("rejected")
    await eventually(lambda: desk.window.banner.words == REFUSED)


async def test_a_sentence_comes_back_when_the_server_answers_again(desk: WaitingDesk) -> None:
    await saved(desk)
    with suppress(Unreachable):
        await desk.services.connection.call(unanswered)
    desk.window.show_error(Unreachable())
    assert desk.window.banner.words.startswith("No answer from the server")
    await desk.services.connection.call(_answered)
    await eventually(lambda: desk.window.banner.words == SAVED)


async def _answered(api: Api) -> None:
    """As any call does that the server answers."""


async def test_a_refusal_stays_while_another_meeting_is_sent(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, status=422, json={"error": "Unknown host"})
    await saved(desk)
    desk.start()
    await desk.until("rejected")
    await eventually(lambda: desk.window.banner.words == REFUSED)
    server.answers("POST", MEETINGS, json=on_server("M-2", "Another"))
    await desk.enter("Another")
    desk.window.page().saved.emit("Meeting saved: Another.", "Another")
    await eventually(lambda: find(desk.window, "Connection").text() == "Online · 1 refused")
    await eventually(lambda: desk.window.banner.words == REFUSED)


async def test_each_topic_has_a_sentence_of_its_own(desk: WaitingDesk) -> None:
    """As of two walk-ins whose badges were not printed: the second that is over takes nothing of the first away."""
    true = {"first": True, "second": True}

    def sentence(words: str) -> Say:
        async def say() -> Message | None:
            return Message(words, "notice") if true[words] else None

        return say

    for words in true:
        desk.window.sentences.keep(words, sentence(words), WAITING)
    banner = desk.window.banner
    await eventually(lambda: banner.words == "second")
    true["second"] = False
    await desk.enter("Board lunch")
    await eventually(lambda: banner.words == "first")
    true["first"] = False
    await desk.enter("Another")
    await eventually(lambda: banner.words == "")


async def test_what_is_closed_just_as_something_changes_is_over(desk: WaitingDesk) -> None:
    """The look that the change asks for has nothing left to look at."""

    async def say() -> Message | None:
        return Message("so", "notice")

    desk.window.sentences.keep("topic", say, WAITING)
    banner = desk.window.banner
    await eventually(lambda: banner.words == "so")
    desk.window.sentences.on_change(Change(1, frozenset({WAITING})))
    click(banner, "Close message")
    await desk.enter("Board lunch")
    await eventually(lambda: find(desk.window, "Connection").text().endswith("1 waiting"))
    assert (banner.words, desk.reports) == ("", [])
