"""A meeting that repeats is changed at one of its times, from one on, or as a whole, with the dates that it touches."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from tests.ui.conftest import eventually
from tests.ui.dialog_hands import dialog
from tests.ui.doors import Doors, all_sent, today
from tests.ui.hands import click, find, named, press, says
from tests.ui.invite_desk import write_over
from tests.ui.test_edit_meeting import AUDIT, edited, saved
from ui.compose.desk import DeskApp

WEEKLY = AUDIT | {"title": "Jour fixe", "recurrence": {"rrule": "FREQ=WEEKLY;COUNT=6"}}
LEFT_OUT = {"rrule": "FREQ=WEEKLY;COUNT=6", "exdate": "20260319T090000Z"}
BEGUN = WEEKLY | {"startAt": "2026-03-05T10:00:00+01:00", "endAt": "2026-03-05T11:00:00+01:00"}
DAYS = ("2026-03-05", "2026-03-12", "2026-03-19", "2026-03-26", "2026-04-02", "2026-04-09", "2026-04-16")


async def on_server(house: Doors) -> list[str]:
    """The titles on each of the days, "" where nothing is."""
    return ["+".join(one["title"] for one in await house.server.meetings(day)) for day in DAYS]


async def choose(desk: DeskApp, scope: str, title: str) -> None:
    """Another title for that part of the series."""
    page = await edited(desk, await today(desk), "Ana")
    find(page, scope, QAbstractButton).click()
    write_over(page, "Title", title)
    click(page, "Save changes")
    await saved(desk)
    await all_sent(desk)


async def test_the_dates_that_it_touches_are_said(house: Doors) -> None:
    await house.server.make("/vm/meetings", WEEKLY)
    desk = house.open("Front")
    page = await edited(desk, await today(desk), "Ana")
    assert find(page, "This one", QAbstractButton).isChecked()
    assert says(page, "Touches 1 date: Thu 12 Mar.")
    assert not find(page, "Repeats", QLineEdit).isEnabled()
    find(page, "All of the series", QAbstractButton).click()
    assert says(page, "Touches 6 dates: Thu 12 Mar, Thu 19 Mar, Thu 26 Mar, Thu 2 Apr and 2 more.")
    assert find(page, "Repeats", QLineEdit).isEnabled()


async def test_a_meeting_that_does_not_repeat_has_nothing_to_choose(house: Doors) -> None:
    await house.server.make("/vm/meetings", AUDIT)
    desk = house.open("Front")
    page = await edited(desk, await today(desk), "Ana")
    assert not named(page, "This one")


@pytest.mark.parametrize(
    ("scope", "titles"),
    [
        ("This one", ["", "Other", *["Jour fixe"] * 5]),
        ("This and following", ["", *["Other"] * 6]),
        ("All of the series", ["", *["Other"] * 6]),
    ],
)
async def test_one_that_has_not_begun(house: Doors, scope: str, titles: list[str]) -> None:
    await house.server.make("/vm/meetings", WEEKLY)
    await choose(house.open("Front"), scope, "Other")
    assert await on_server(house) == titles


@pytest.mark.parametrize(
    ("scope", "titles"),
    [
        ("This one", ["Jour fixe", "Other", *["Jour fixe"] * 4, ""]),
        ("This and following", ["Jour fixe", *["Other"] * 5, ""]),
        ("All of the series", ["Jour fixe", *["Other"] * 5, ""]),
    ],
)
async def test_one_that_has_begun_stays_as_it_was_before(house: Doors, scope: str, titles: list[str]) -> None:
    await house.server.make("/vm/meetings", BEGUN)
    await choose(house.open("Front"), scope, "Other")
    assert await on_server(house) == titles


async def test_the_question_before_cancelling_has_the_choice_too(house: Doors) -> None:
    await house.server.make("/vm/meetings", WEEKLY)
    desk = house.open("Front")
    page = await today(desk)
    click(page, "Cancel meeting")
    question = await dialog(desk.window)
    assert says(question, "Touches 1 date: Thu 12 Mar.")
    find(question, "This and following", QAbstractButton).click()
    assert says(question, "Touches 6 dates")
    find(question, "This one", QAbstractButton).click()
    click(question, "Cancel meeting")
    await eventually(lambda: desk.window.notice.words)
    await all_sent(desk)
    assert await on_server(house) == ["", "", *["Jour fixe"] * 5]


async def test_what_is_left_out_stays_out_when_the_series_moves_to_another_day(house: Doors) -> None:
    await house.server.make("/vm/meetings", WEEKLY | {"recurrence": LEFT_OUT})
    desk = house.open("Front")
    page = await edited(desk, await today(desk), "Ana")
    find(page, "All of the series", QAbstractButton).click()
    write_over(page, "Starts", "13 Mar 2026 14:00")
    press(find(page, "Starts"), Qt.Key.Key_Return)
    click(page, "Save changes")
    await saved(desk)
    await all_sent(desk)
    days = ("2026-03-12", "2026-03-13", "2026-03-19", "2026-03-20", "2026-03-26", "2026-03-27")
    held = [bool(await house.server.meetings(day)) for day in days]
    assert held == [False, True, False, False, False, True]


async def test_what_makes_another_meeting_has_no_undo_and_that_is_said_with_it(house: Doors) -> None:
    await house.server.make("/vm/meetings", WEEKLY)
    desk = house.open("Front")
    await choose(desk, "This one", "Other")
    assert "so there is no undo: edit that one" in desk.window.notice.words
    assert not named(desk.window.notice, "Undo")


async def test_of_dates_that_have_all_begun_nothing_is_changed_and_that_is_said(house: Doors) -> None:
    times = {"startAt": "2026-03-05T09:00:00+01:00", "endAt": "2026-03-05T11:00:00+01:00"}
    await house.server.make("/vm/meetings", WEEKLY | times | {"recurrence": {"rrule": "FREQ=WEEKLY;COUNT=2"}})
    desk = house.open("Front")
    page = await edited(desk, await today(desk), "Ana")
    find(page, "This and following", QAbstractButton).click()
    assert says(page, "Touches no date.")
    write_over(page, "Title", "Other")
    click(page, "Save changes")
    assert says(page, "All of these dates have begun")
    desk.window.go_to("Today")
    click(desk.window.page(), "Cancel meeting")
    question = await dialog(desk.window)
    find(question, "All of the series", QAbstractButton).click()
    click(question, "Cancel meeting")
    await eventually(lambda: "All of these dates have begun" in desk.window.notice.words)
    await all_sent(desk)
    assert (await on_server(house))[:2] == ["Jour fixe"] * 2


async def test_an_edit_of_all_of_a_series_to_come_is_undone(house: Doors) -> None:
    await house.server.make("/vm/meetings", WEEKLY)
    desk = house.open("Front")
    await choose(desk, "All of the series", "Other")
    click(desk.window.notice, "Undo")
    await eventually(lambda: "“Other” is as it was before" in desk.window.notice.words)
    await all_sent(desk)
    assert await on_server(house) == ["", *["Jour fixe"] * 6]
