"""What is read of a visit in two steps may have been sent between them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.models.operations import State
from app.models.visit_row import VisitRow
from app.store.lists.lists import Whole
from tests.ui.arrivals_hands import take_in_hand
from tests.ui.conftest import eventually
from tests.ui.doors import Doors, today
from tests.ui.hands import click, says
from tests.ui.invite_desk import write_over
from tests.ui.test_edit_meeting import AUDIT, edited, saved

NOT_YET = "Safe on this desk. It is sent by itself."


@pytest.fixture
async def house(house: Doors) -> Doors:
    await house.server.make("/vm/meetings", AUDIT)
    return house


async def test_what_was_sent_while_the_pane_reads_the_whole_of_it_is_not_said_to_wait(
    house: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is as of before, and the change that it waits for is read a moment later."""
    desk = house.open("Front")
    page = await edited(desk, await today(desk), "Ana")
    house.lines["Front"].up = False
    write_over(page, "Title", "Audit of the year")
    click(page, "Save changes")
    at_front = await saved(desk)
    await eventually(lambda: says(at_front, NOT_YET))
    whole = desk.services.lists.whole

    async def sent_by_then(row: VisitRow) -> Whole:
        found = await whole(row)
        assert found.operation is not None
        return replace(found, operation=replace(found.operation, state=State.SENT))

    monkeypatch.setattr(desk.services.lists, "whole", sent_by_then)
    take_in_hand(at_front, "Bo")
    await eventually(lambda: not says(at_front, NOT_YET))
    await eventually(at_front.ready)
