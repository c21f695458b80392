"""What a visitor answered at the kiosk, as the pane of the visit shows it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from app.models.visit_events import Answer
from app.services.visits.event_writes import Given
from tests.ui.arrivals_hands import sample_day, status_of, take_in_hand, visitors
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import find, says
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage

COMING, OTHER = "Lars Åkerström", "Fatou Diallo-Ndiaye"
ANSWERS = (Answer("Do you bring a <b>laptop</b>?", "Yes"), Answer("How did you come?", "Tram & bus"))


async def came_and_answered(desk: DeskApp, page: TodayPage) -> None:
    visit = next(one for one in visitors(page).model().rows if one.name == COMING)
    await desk.services.arrivals.check_in([visit], given=Given(answers={visit.id: ANSWERS}))
    await eventually(lambda: status_of(page, COMING).startswith("On site"))


async def test_each_answer_stands_below_its_question_while_the_visitor_is_in_hand(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    pane = find(page, "Visit")
    take_in_hand(page, COMING)
    assert not says(pane, "Answered at the kiosk")
    await came_and_answered(desk, page)
    await eventually(lambda: says(pane, "Answered at the kiosk"))
    for one in ANSWERS:
        assert says(pane, one.question)
        assert find(pane, f"{one.question}: {one.answer}", QLabel).text() == one.answer
    take_in_hand(page, OTHER)
    await eventually(lambda: not says(pane, "Answered at the kiosk"))
    take_in_hand(page, COMING)
    await eventually(lambda: says(pane, "Answered at the kiosk"))


async def test_a_check_in_that_is_taken_back_takes_them_off_the_pane(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    pane = find(page, "Visit")
    await came_and_answered(desk, page)
    take_in_hand(page, COMING)
    await eventually(lambda: says(pane, "Answered at the kiosk"))
    visit = next(one for one in visitors(page).model().rows if one.name == COMING)
    entry = await desk.services.lists.check_in_of(visit.id)
    assert entry is not None
    await desk.services.arrivals.undo([entry])
    await eventually(lambda: not says(pane, "Answered at the kiosk"))
