"""No word that carries meaning is cut: on each screen, in every size of window and of text that a desk has.

Light and dark have the same measures, and the desk's own words are English.
"""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.arrivals_hands import sample_day, take_in_hand
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.desk_fitting import cut_words
from tests.ui.hands import click, named, says
from ui.shell.screens import SCREENS
from ui.theme import Theme

TURNS = 200
"""Of the loop, at most: what is laid out anew has others laid out anew."""
SIZES = ((1024, 700), (1280, 800), (1920, 1080))
SCALES = (1.0, 1.5, 2.0)


@pytest.mark.parametrize("screen", [one.name for one in SCREENS])
async def test_no_word_is_cut(open_desk: OpenDesk, theme: Theme, screen: str) -> None:
    desk, _ = await sample_day(open_desk)
    desk.window.go_to(screen)
    await eventually(desk.window.page().ready)
    await _nothing_is_cut(desk.window, theme)


async def test_nor_in_the_form_of_a_meeting_that_is_edited(open_desk: OpenDesk, theme: Theme) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, "Dimitra")
    click(page, "Edit meeting")
    await eventually(lambda: desk.window.page().name == "Edit meeting" and named(desk.window.page(), "Title"))
    await _nothing_is_cut(desk.window, theme)
    click(desk.window, "Save changes")
    assert says(desk.window, "Nothing was changed")
    await _nothing_is_cut(desk.window, theme)


async def _nothing_is_cut(window: QWidget, theme: Theme) -> None:
    cut = {}
    for scale in SCALES:
        theme.change(scheme="light", text_scale=scale)
        for size in SIZES:
            window.resize(*size)
            if lines := await _cut_at_rest(window):
                cut[scale, size] = lines
    assert not cut, "\n".join(f"{at}: {line}" for at, lines in cut.items() for line in lines)


async def _cut_at_rest(window: QWidget) -> list[str]:
    """What is cut once everything is laid out."""
    for turn in range(TURNS):
        await asyncio.sleep(0 if turn < 10 else 0.005)
        if turn >= 10 and not cut_words(window):
            return []
    return cut_words(window)
