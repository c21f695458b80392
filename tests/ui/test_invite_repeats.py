"""*Repeats* in *New meeting*: built by click or by keys, said in words, sent as a rule."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QRadioButton, QSpinBox, QWidget

from app.models.drafts import MeetingDraft
from app.models.objects.company import Company
from app.models.objects.meeting import Recurrence
from app.services.meetings.repeats import Every, Repeats
from app.services.site import Site
from tests.fake_server import FakeServer
from tests.ui.conftest import eventually
from tests.ui.hands import click, find, named, press, says, shown, spoken_name, write
from tests.ui.invite_desk import InviteDesk, body_shown, complaint, opened, set_moment, write_over
from ui.pages.new_meeting.page import NewMeetingPage
from ui.reception.repeats.panel import RepeatsPanel
from ui.tasks import Tasks
from ui.theme import Theme
from ui.wording.repeat_words import recurrence_words, repeat_words


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme) -> AsyncIterator[InviteDesk]:
    async with opened(tmp_path, server, site, tasks, theme) as desk:
        yield desk


@pytest.fixture
def page(desk: InviteDesk) -> NewMeetingPage:
    """With a meeting on a Tuesday at ten."""
    set_moment(desk.page, "Starts", "17", "Mar", "2026", "10", "00")
    return desk.page


def panel(page: QWidget) -> RepeatsPanel:
    return next(one for one in page.findChildren(RepeatsPanel) if one.isVisible())


def opened_panel(page: QWidget) -> RepeatsPanel:
    repeats = find(page, "Repeats", QLineEdit)
    repeats.setFocus(Qt.FocusReason.TabFocusReason)
    press(repeats, Qt.Key.Key_Return)
    return panel(page)


def words(page: QWidget) -> str:
    return find(page, "Repeats", QLineEdit).text()


def rule(page: QWidget) -> object:
    return body_shown(page).get("recurrence")


def dates(panel: QWidget) -> list[str]:
    """The next dates, as they can be pressed."""
    return [one for one in shown(panel) if ", 10:00" in one]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget
    return widget


def enter(panel: QWidget) -> None:
    press(panel, Qt.Key.Key_Return)


async def test_it_is_opened_by_click_enter_space_and_alt_down_and_closed_by_escape(page: NewMeetingPage) -> None:
    repeats = find(page, "Repeats", QLineEdit)
    repeats.setFocus(Qt.FocusReason.TabFocusReason)
    ways: tuple[Callable[[], object], ...] = (
        lambda: QTest.mouseClick(repeats, Qt.MouseButton.LeftButton),
        lambda: press(repeats, Qt.Key.Key_Return),
        lambda: press(repeats, Qt.Key.Key_Space),
        lambda: press(repeats, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        lambda: click(repeats, "Choose how it repeats"),
    )
    for open_it in ways:
        open_it()
        click(panel(page), "Daily")
        press(panel(page), Qt.Key.Key_Escape)
        assert not [one for one in page.findChildren(RepeatsPanel) if one.isVisible()]
        assert rule(page) is None


async def test_every_tuesday_four_times(page: NewMeetingPage) -> None:
    built = opened_panel(page)
    click(built, "Weekly")
    assert find(built, "Tue", QAbstractButton).isChecked()
    assert says(built, "It goes on without an end.")
    find(built, "After", QRadioButton).click()
    find(built, "Times", QSpinBox).setValue(4)
    assert dates(built) == ["Tue 17 Mar, 10:00", "Tue 24 Mar, 10:00", "Tue 31 Mar, 10:00", "Tue 7 Apr, 10:00"]
    enter(built)
    assert words(page) == "Every Tuesday, 4 times"
    assert rule(page) == {"rrule": "FREQ=WEEKLY;COUNT=4"}


async def test_chosen_days_stay_and_the_starts_own_goes_along(page: NewMeetingPage) -> None:
    built = opened_panel(page)
    click(built, "Weekly")
    enter(built)
    set_moment(page, "Starts", "19", "Mar", "2026", "10", "00")
    assert words(page) == "Every Thursday"

    built = opened_panel(page)
    click(built, "Mon")
    enter(built)
    assert (words(page), rule(page)) == ("Every Monday and Thursday", {"rrule": "FREQ=WEEKLY;BYDAY=MO,TH"})
    set_moment(page, "Starts", "20", "Mar", "2026", "10", "00")
    assert words(page) == "Every Monday and Thursday"
    assert says(page, "It starts on Fri 20 Mar, but the rule begins on Mon 23 Mar")


async def test_monthly_by_date_and_by_weekday(page: NewMeetingPage) -> None:
    set_moment(page, "Starts", "31", "Mar", "2026", "10", "00")
    built = opened_panel(page)
    click(built, "Monthly")
    assert says(built, "Months without a 31st are left out.")
    find(built, "Every", QSpinBox).setValue(2)
    assert dates(built)[:2] == ["Tue 31 Mar, 10:00", "Sun 31 May, 10:00"]
    find(built, "On the last Tuesday", QRadioButton).click()
    find(built, "Every", QSpinBox).setValue(1)
    assert dates(built)[:2] == ["Tue 31 Mar, 10:00", "Tue 28 Apr, 10:00"]
    enter(built)
    assert words(page) == "Every month on the last Tuesday"
    set_moment(page, "Starts", "12", "Mar", "2026", "10", "00")
    assert (words(page), rule(page)) == ("Every month on the second Thursday", {"rrule": "FREQ=MONTHLY;BYDAY=2TH"})


async def test_a_date_is_left_out_by_a_press_or_by_its_day_and_taken_back(page: NewMeetingPage) -> None:
    built = opened_panel(page)
    click(built, "Weekly")
    click(built, "Tue 24 Mar, 10:00")
    write(find(built, "Leave out", QLineEdit), "2026-03-31")
    find(built, "Weekly").setFocus()
    assert dates(built)[:2] == ["Tue 17 Mar, 10:00", "Tue 7 Apr, 10:00"]
    click(built, "Tue 24 Mar")
    assert dates(built)[:2] == ["Tue 17 Mar, 10:00", "Tue 24 Mar, 10:00"]
    enter(built)
    assert words(page) == "Every Tuesday, except Tue 31 Mar"
    assert rule(page) == {"rrule": "FREQ=WEEKLY", "exdate": "20260331T080000Z"}
    set_moment(page, "Starts", "17", "Mar", "2026", "11", "00")
    assert rule(page) == {"rrule": "FREQ=WEEKLY", "exdate": "20260331T090000Z"}


async def test_until_a_day_means_all_of_it_at_the_site(page: NewMeetingPage, site: Site) -> None:
    built = opened_panel(page)
    click(built, "Weekdays")
    find(built, "Until", QRadioButton).click()
    write_over(built, "Last day", "2026-03-30")
    enter(built)
    assert words(page) == "Every weekday, until 30 Mar 2026"
    assert rule(page) == {"rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260330T215959Z"}
    site.learn(Company(timezone="America/New_York"))
    assert words(page) == "Every weekday, until 30 Mar 2026"


async def test_a_last_day_that_is_none_is_to_be_mended_first(page: NewMeetingPage) -> None:
    built = opened_panel(page)
    click(built, "Daily")
    find(built, "Until", QRadioButton).click()
    write_over(built, "Last day", "soon")
    enter(built)
    assert built.isVisible()
    write_over(built, "Last day", "2026-03-18")
    enter(built)
    assert words(page) == "Every day, until 18 Mar 2026"


async def test_by_keys_alone(page: NewMeetingPage) -> None:
    opened_panel(page)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Tab):
        press(focused(), key)
    assert spoken_name(focused()) == "Every"
    write(focused(), "3")
    enter(panel(page))
    assert words(page) == "Every 3 days"


async def test_every_control_of_the_panel_has_a_name(page: NewMeetingPage) -> None:
    built = opened_panel(page)
    for kind in ("Daily", "Weekdays", "Weekly", "Monthly"):
        click(built, kind)
        nameless = [
            one
            for one in built.findChildren(QWidget)
            if one.isVisible()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not spoken_name(one)
            and one.objectName() != "qt_spinbox_lineedit"
        ]
        assert nameless == []
    assert find(built, "Monthly", QAbstractButton).isCheckable()


@pytest.mark.parametrize("foreign", ["FREQ=YEARLY;BYMONTH=3", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "FREQ=HOURLY"])
async def test_a_rule_from_elsewhere_is_kept_until_another_is_chosen(page: NewMeetingPage, foreign: str) -> None:
    draft = MeetingDraft(title="Audit", recurrence=foreign, exdate="20270317T090000Z")
    page.fill(draft)
    assert words(page) == foreign
    built = opened_panel(page)
    assert says(built, foreign)
    enter(built)
    set_moment(page, "Starts", "19", "Mar", "2026", "10", "00")
    assert rule(page) == {"rrule": foreign, "exdate": "20270317T090000Z"}
    built = opened_panel(page)
    click(built, "Daily")
    enter(built)
    assert rule(page) == {"rrule": "FREQ=DAILY"}


async def test_what_was_chosen_counts_when_the_person_goes_on_elsewhere(page: NewMeetingPage) -> None:
    built = opened_panel(page)
    click(built, "Daily")
    built.close()  # as a click outside of a popup does
    assert rule(page) == {"rrule": "FREQ=DAILY"}
    built = opened_panel(page)
    click(built, "Does not repeat")
    assert not named(built, "Leave out")
    click(built, "Apply")
    assert rule(page) is None


async def test_a_rule_that_leaves_no_date_is_told_before_it_is_sent(page: NewMeetingPage, site: Site) -> None:
    start = site.at(datetime(2026, 3, 17, 10))  # noqa: DTZ001 (a wall time)
    once = Repeats(Every.DAY, times=1, left_out=(date(2026, 3, 17),))
    page.fill(MeetingDraft(start_at=start, recurrence=once.rule(start), exdate=once.exdate(start)))
    click(page, "Create meeting")
    assert complaint(page, "Repeats") == "Every date is left out, so the meeting would never take place."


async def test_a_start_that_the_rule_skips_is_told(page: NewMeetingPage) -> None:
    built = opened_panel(page)
    click(built, "Weekly")
    click(built, "Tue 17 Mar, 10:00")
    enter(built)
    assert says(page, "The start itself is left out: the first meeting is on Tue 24 Mar.")
    write_over(page, "Repeats", "FREQ=DAILY;UNTIL=20260301")
    assert says(page, "The rule ends before the meeting starts, on Tue 17 Mar: it would not repeat.")


async def test_what_repeats_is_there_again_after_a_power_cut(desk: InviteDesk, page: NewMeetingPage) -> None:
    built = opened_panel(page)
    click(built, "Weekly")
    click(built, "Tue 24 Mar, 10:00")
    enter(built)
    before = rule(page)
    await eventually(lambda: any(one.body.get("exdate") for one in desk.drafts.stored_now("meeting")))
    again = await desk.power_cut()
    assert rule(again) == before
    assert words(again) == "Every Tuesday, except Tue 24 Mar"


@pytest.mark.parametrize(
    ("repeats", "said"),
    [
        (Repeats(Every.DAY, interval=2), "Every 2 days"),
        (Repeats(Every.WEEK, days=(0, 2, 4), times=1), "Every Monday, Wednesday and Friday, once"),
        (Repeats(Every.WEEK, interval=2), "Every 2 weeks on Tuesday"),
        (Repeats(Every.MONTH, interval=3, on="22"), "Every 3 months on the 22nd"),
        (Repeats(Every.MONTH, on="5FR"), "Every month on the fifth Friday"),
        (
            Repeats(Every.DAY, left_out=(date(2026, 4, 1), date(2026, 4, 2))),
            "Every day, except Wed 1 Apr and Thu 2 Apr",
        ),
        (Repeats(Every.DAY, left_out=tuple(date(2026, 4, n) for n in (1, 2, 3))), "Every day, except on 3 days"),
    ],
)
def test_in_words(repeats: Repeats, said: str) -> None:
    assert repeat_words(repeats, datetime(2026, 3, 17, 10, tzinfo=UTC)) == said


def test_of_what_can_not_be_said_the_rule_is_told() -> None:
    start = datetime(2026, 3, 17, 10, tzinfo=UTC)
    assert recurrence_words(Recurrence(rrule="FREQ=WEEKLY", rdate="20260401"), start) == "FREQ=WEEKLY"
    assert recurrence_words(Recurrence(rrule="FREQ=YEARLY"), start) == "FREQ=YEARLY"
    assert recurrence_words(Recurrence(rrule="FREQ=WEEKLY"), start) == "Every Tuesday"
    assert recurrence_words(None, start) == ""


def click_into(field: QWidget) -> None:
    """At the end of its words, where a person would go on."""
    inside = field.lineEdit() if isinstance(field, QSpinBox) else field
    QTest.mouseClick(inside, Qt.MouseButton.LeftButton, pos=inside.rect().center())


@pytest.mark.parametrize(("typed", "times"), [("7", 7), ("12", 12), ("4", 4)])
async def test_whoever_clicks_into_the_number_of_times_and_types_means_that_end(
    page: NewMeetingPage, typed: str, times: int
) -> None:
    built = opened_panel(page)
    click(built, "Weekly")
    click_into(find(built, "Times", QSpinBox))
    QTest.keyClicks(focused(), typed)
    assert find(built, "After", QRadioButton).isChecked()
    enter(built)
    assert rule(page) == {"rrule": f"FREQ=WEEKLY;COUNT={times}"}


async def test_each_way_to_touch_a_field_of_the_end_chooses_it(page: NewMeetingPage) -> None:
    built = opened_panel(page)
    click(built, "Weekly")
    never, until, after = (find(built, word, QRadioButton) for word in ("Never", "Until", "After"))
    day, times = find(built, "Last day", QLineEdit), find(built, "Times", QSpinBox)
    touches: tuple[tuple[QRadioButton, Callable[[], object]], ...] = (
        (after, lambda: click_into(times)),
        (after, lambda: press(times, Qt.Key.Key_Up)),
        (after, lambda: press(times, Qt.Key.Key_Backspace)),
        (until, lambda: click_into(day)),
        (until, lambda: write(day, "1")),
        (until, lambda: press(day, Qt.Key.Key_Backspace)),
    )
    for radio, touch in touches:
        never.click()
        touch()
        assert radio.isChecked()


async def test_passing_by_with_tab_chooses_no_end(page: NewMeetingPage) -> None:
    built = opened_panel(page)
    click(built, "Weekly")
    never = find(built, "Never", QRadioButton)
    never.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        press(focused(), Qt.Key.Key_Tab)
    assert never.isChecked()
