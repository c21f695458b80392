"""*Waiting changes*: the list of what isn't at the server, and what a person does about each."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QRadioButton

from app.errors import Unreachable
from app.services.site import Site
from tests.fake_server import FakeServer, Held
from tests.ui.conftest import eventually
from tests.ui.hands import click, click_row, column, find, named, press, row, row_in_hand
from tests.ui.waiting_desk import MEETINGS, NO_ANSWER, NO_NETWORK, TICKETS, WaitingDesk, meeting_body, on_server
from ui.theme import Theme


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, theme: Theme) -> AsyncIterator[WaitingDesk]:
    desk = WaitingDesk(tmp_path, server, site, theme)
    yield desk
    await desk.close()


async def offline(desk: WaitingDesk, *titles: str) -> None:
    """These were entered while there is no network, and the list is open."""
    for calls in (MEETINGS, TICKETS):
        desk.server.answers("POST", calls, error=NO_NETWORK)
    for title in titles:
        await desk.enter(title)
    desk.start()
    await desk.rests()
    await desk.show()


async def refused(desk: WaitingDesk, title: str = "Board lunch", **body: str) -> None:
    desk.server.answers("POST", MEETINGS, status=400, json={"error": "Unknown host: US-X990"})
    await desk.enter(title, **body)
    desk.start()
    await desk.until("rejected")
    await desk.show()


async def unclear(desk: WaitingDesk) -> None:
    """The answer was lost, and the server lists two that look the same."""
    desk.server.answers("POST", MEETINGS, error=NO_ANSWER)
    desk.server.answers("GET", MEETINGS, json=[on_server("M-1", "Board lunch"), on_server("M-2", "Board lunch")])
    await desk.enter("Board lunch")
    desk.start()
    await desk.until("unknown")
    await desk.rests()
    desk.sync.wake()
    await desk.until("unclear")
    await desk.show()


async def test_nothing_waits(desk: WaitingDesk) -> None:
    await desk.show()
    assert desk.reads("Nothing waits")
    assert desk.reads("Everything you entered is on the server.")
    assert not named(desk.window, "Try now")


async def test_nothing_is_claimed_before_the_list_was_read(desk: WaitingDesk) -> None:
    await desk.enter("Board lunch")
    click(desk.window, "Connection")
    assert not desk.reads("Nothing waits")
    assert desk.table.hasFocus()
    await eventually(lambda: column(desk.table, "Change") == ["Board lunch"])


async def test_each_change_has_a_row(desk: WaitingDesk) -> None:
    await desk.report("Lift 2 is stuck")
    await offline(desk, "Board lunch")
    assert row(desk.table, 0) == ("09:42", "Lift 2 is stuck, New ticket", "Sofia Marchetti", "Waiting to be sent")
    assert row(desk.table, 1) == (
        "09:42",
        "Board lunch, New meeting",
        "Anaïs Lefèvre-Dubois, Kwabena Owusu-Ansah and 1 more, Fri 13 March, 12:00",
        "Waiting to be sent",
    )
    assert desk.reads("2 changes not yet at the server")


async def test_what_was_entered_is_told_whole(desk: WaitingDesk) -> None:
    await desk.report("Lift 2 is stuck", priorityId="3", dueDate="2026-03-20", reference="L2", description="Doors.")
    await desk.show()
    told = desk.pane()
    for words in (
        "This ticket waits to be sent",
        "What will be sent",
        "Sofia Marchetti",
        "High",
        "2026-03-20",
        "Doors.",
    ):
        assert words in told
    click(desk.window, "Show request body")
    shown = find(desk.window, "Request body", QPlainTextEdit).toPlainText()
    assert json.loads(shown) == desk.pending[0].body
    click(desk.window, "Hide request body")
    assert not named(desk.window, "Request body")


async def test_it_is_sent_as_soon_as_the_server_is_back(desk: WaitingDesk, server: FakeServer) -> None:
    await offline(desk, "Board lunch", "Price list")
    assert "The server doesn't answer: it will be sent by itself when it does." in desk.pane()
    server.answers("POST", MEETINGS, json=on_server("M-1", "Board lunch"))
    click(desk.window, "Try now")
    await eventually(lambda: desk.reads("Nothing waits"))
    assert desk.pending == ()


async def test_a_row_that_goes_leaves_the_one_in_hand_in_hand(desk: WaitingDesk, server: FakeServer) -> None:
    await offline(desk, "First", "Second", "Third")
    click_row(desk.table, 2)
    asked: list[int] = []
    desk.table.model().dataChanged.connect(lambda first, last: asked.extend(range(first.row(), last.row() + 1)))
    server.answers("POST", MEETINGS, json=on_server("M-1", "First"))
    server.answers("POST", MEETINGS, error=NO_NETWORK)
    click(desk.window, "Try now")
    await eventually(lambda: column(desk.table, "Change") == ["Second", "Third"])
    await desk.rests()
    assert row_in_hand(desk.table)[1] == "Third, New meeting"
    assert set(asked) == {0}  # what was being sent; the third row was let alone


async def test_those_that_come_later_wait_for_their_turn(desk: WaitingDesk, server: FakeServer) -> None:
    held = Held(on_server("M-1", "First"))
    server.answers("POST", MEETINGS, content=held)
    server.answers("POST", MEETINGS, json=on_server("M-2", "Second"))
    await desk.enter("First")
    await desk.enter("Second")
    await desk.show()
    desk.start()
    await desk.until("sending", "waiting")
    assert "This meeting is being sent" in desk.pane()
    assert not desk.can("Edit and resend")
    assert not desk.can("Discard")
    click_row(desk.table, 1)
    assert "It will be sent after those that were entered before it." in desk.pane()
    held.let_go()
    await desk.until()


async def test_a_refusal_is_told_in_the_servers_words(desk: WaitingDesk) -> None:
    await refused(desk, hostId="US-X990")
    told = desk.pane()
    assert "The server refused this meeting" in told
    assert "It was not created. What you entered is kept here until you decide." in told
    assert "Unknown host: US-X990" in told
    assert "400, the server did not understand the request" in told
    assert "Sent once, answered 400" in told
    assert row(desk.table, 0)[-1] == "Refused, Unknown host: US-X990"
    assert not desk.can("Try now")
    assert desk.reads("Nothing more is sent by itself: a decision is needed.")


async def test_what_was_refused_is_edited(desk: WaitingDesk) -> None:
    await refused(desk)
    click(desk.window, "Edit and resend")
    assert [one.body for one in desk.edited] == [meeting_body("Board lunch")]
    assert [one.id for one in desk.pending] == ["Board lunch"]  # until another takes its place


async def test_what_waits_is_edited(desk: WaitingDesk) -> None:
    await offline(desk, "Board lunch")
    click(desk.window, "Edit and resend")
    assert [one.id for one in desk.edited] == ["Board lunch"]
    assert "nothing is sent twice" in desk.pane()


async def test_discarding_asks_once(desk: WaitingDesk) -> None:
    await refused(desk)
    click(desk.window, "Discard")
    assert "Discard “Board lunch”?" in desk.pane()
    assert "The server doesn't have it, so nothing of it will be left." in desk.pane()
    assert find(desk.window, "Keep it").hasFocus()
    click(desk.window, "Keep it")
    assert find(desk.window, "Discard").hasFocus()
    assert len(desk.pending) == 1
    click(desk.window, "Discard")
    click(desk.window, "Discard for good")
    await eventually(lambda: desk.reads("Nothing waits"))
    assert desk.pending == ()
    assert desk.posted() == 1


async def test_another_row_in_hand_takes_the_question_back(desk: WaitingDesk) -> None:
    await offline(desk, "First", "Second")
    click(desk.window, "Discard")
    click_row(desk.table, 1)
    assert not named(desk.window, "Discard for good")
    click_row(desk.table, 0)
    assert not named(desk.window, "Discard for good")


async def test_a_lost_answer_is_looked_for_before_anything_is_sent_again(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, error=NO_ANSWER)
    await desk.enter("Board lunch")
    desk.start()
    await desk.until("unknown")
    await desk.rests()
    await desk.show()
    told = desk.pane()
    assert "The server did not say whether it has this. Foyer looks before sending again." in told
    assert "It may be on the server already: edited and sent again, there could be two." in told
    assert not desk.can("Edit and resend")
    click(desk.window, "Discard")
    assert "Foyer can't know whether the server has it." in desk.pane()
    server.answers("GET", MEETINGS, json=[on_server("M-1", "Board lunch")])
    click(desk.window, "Try now")
    await eventually(lambda: desk.reads("Nothing waits"))
    assert desk.posted() == 1


async def test_a_person_says_which_it_is(desk: WaitingDesk) -> None:
    await unclear(desk)
    assert "Several on the server may be this one" in desk.pane()
    assert "With the same title, host, start and visitors, or all but one of them, the server lists:" in desk.pane()
    assert not desk.can("Edit and resend")
    assert not desk.can("It is this one")
    find(desk.window, "M-2", QRadioButton).click()
    click(desk.window, "It is this one")
    await desk.until()
    assert desk.posted() == 1
    assert desk.window.banner.words == ""


async def test_a_person_says_that_it_is_none_of_them(desk: WaitingDesk, server: FakeServer) -> None:
    await unclear(desk)
    server.answers("POST", MEETINGS, json=on_server("M-3", "Board lunch"))
    click(desk.window, "Send again")
    await desk.until()
    assert desk.posted() == 2


async def test_one_that_is_gone_meanwhile_is_looked_for_anew(desk: WaitingDesk, server: FakeServer) -> None:
    await unclear(desk)
    server.answers("GET", MEETINGS, json=[])
    find(desk.window, "M-2", QRadioButton).click()
    click(desk.window, "It is this one")
    await eventually(lambda: desk.window.banner.words == "The server doesn't list M-2 any more: Foyer looks again.")
    await desk.until("unknown")
    await desk.rests()


async def test_the_servers_that_dont_let_look_leave_it_to_a_person(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, error=NO_ANSWER)
    server.answers("GET", MEETINGS, status=403)
    await desk.enter("Board lunch")
    desk.start()
    await desk.until("unknown")
    await desk.rests()
    desk.sync.wake()
    await desk.until("unclear")
    await desk.show()
    assert "Nobody knows whether the server has this meeting" in desk.pane()
    assert not named(desk.window, "It is this one")
    assert desk.can("Send again")


WEB_PAGE = {"content": b"<html>Welcome, guest</html>"}
SENT_ON = {"status": 301, "headers": {"Location": "https://elsewhere.example/login"}}


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (WEB_PAGE, "Expected a meeting, the server sent a web page."),
        (SENT_ON, "The server sends us on to https://elsewhere.example."),
        ({"status": 502, "json": {"error": "no upstream"}}, "It answered 502: no upstream."),
        ({"status": 500}, "It answered 500."),
    ],
)
async def test_why_an_outcome_is_unknown_stands_on_the_row_and_beside_it(
    desk: WaitingDesk, server: FakeServer, answer: dict[str, Any], why: str
) -> None:
    server.answers("POST", MEETINGS, **answer)
    server.answers("GET", MEETINGS, json=[])
    await desk.enter("Board lunch")
    desk.start()
    await desk.until("unknown")
    await desk.show()
    assert row(desk.table, 0)[-1] == f"Not confirmed yet, {why}"
    assert why in desk.pane()
    desk.skip_rests()
    await desk.until("unclear")
    assert desk.posted() == 3
    await eventually(lambda: row(desk.table, 0)[-1] == f"Needs a decision, {why}")
    assert desk.can("Send again")


async def test_what_the_server_says_that_it_has_is_not_sent_again(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, json={"error": "invalid_grant"})
    server.answers("GET", MEETINGS, json=[])
    await desk.enter("Board lunch")
    desk.start()
    await desk.until("unknown")
    desk.skip_rests()
    await desk.until("unclear")
    await desk.show()
    told = desk.pane()
    for words in ("The server says that it has this meeting, and doesn't list it", "It answered: invalid_grant."):
        assert words in told
    assert "discard this when you find it there, and send it again when you don't" in told
    assert desk.posted() == 1


async def test_a_pick_survives_the_network(desk: WaitingDesk) -> None:
    """What is drawn anew because the connection changed keeps what a person chose in it."""
    await unclear(desk)
    find(desk.window, "M-1", QRadioButton).click()
    desk.server.answers("GET", MEETINGS, error=NO_NETWORK)
    with pytest.raises(Unreachable):
        await desk.connection.call(lambda api: api.meetings.between(date(2026, 3, 13), date(2026, 3, 13)))
    assert find(desk.window, "M-1", QRadioButton).isChecked()
    assert desk.can("It is this one")


async def test_everything_is_reached_by_tab(desk: WaitingDesk) -> None:
    await refused(desk)
    assert desk.table.hasFocus()
    reached: list[str] = []
    for _ in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus.accessibleName())
        press(focus, Qt.Key.Key_Tab)
    for name in ("Waiting changes", "Edit and resend", "Discard", "Show request body", "Back", "Connection", "Today"):
        assert name in reached


async def test_the_arrow_keys_go_through_the_rows(desk: WaitingDesk) -> None:
    await offline(desk, "First", "Second")
    assert row_in_hand(desk.table)[1] == "First, New meeting"
    press(desk.table, Qt.Key.Key_Down)
    assert row_in_hand(desk.table)[1] == "Second, New meeting"


async def test_titles_are_words_and_never_markup(desk: WaitingDesk) -> None:
    title = "<b>Quarterly</b> " + "steering committee " * 20
    await offline(desk, title.strip())
    assert title.strip() in desk.pane()
    assert desk.window.width() == 1280
