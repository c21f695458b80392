"""A visitor signs with a finger, as they do it: with a palm on the glass, off the edge, and in the middle of a call."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from tests.ui.hands import says, spoken_name
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.signing import signature_pad
from ui.kiosk.signing.signature_pad import SignaturePad
from ui.theme import Theme

Place = tuple[int, int]
LINE = [(100 + 20 * n, 200) for n in range(20)]
WIDTH = 640


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def pad(theme: Theme) -> Iterator[SignaturePad]:
    window = QWidget()
    window.setObjectName("kiosk")
    pad = SignaturePad(sizes=Sizes(theme=theme, screen=QSize(1080, 1920), text_scale=1.0))
    around = QVBoxLayout(window)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(pad)
    window.setGeometry(60, 80, WIDTH, 400)
    window.show()
    yield pad
    window.deleteLater()


class Hand:
    """Fingers on the glass, by number."""

    def __init__(self, pad: SignaturePad, screen: QPointingDevice) -> None:
        self._pad = pad
        self._screen = screen
        self._down: set[int] = set()

    def press(self, place: Place, finger: int = 0) -> None:
        self._touch("press", finger, place)
        self._down.add(finger)

    def move(self, place: Place, finger: int = 0) -> None:
        self._touch("move", finger, place)

    def lift(self, place: Place, finger: int = 0) -> None:
        self._touch("release", finger, place)
        self._down.discard(finger)

    def draw(self, *places: Place, finger: int = 0) -> None:
        self.press(places[0], finger)
        for place in places[1:]:
            self.move(place, finger)
        self.lift(places[-1], finger)

    def _touch(self, what: str, finger: int, place: Place) -> None:
        events = QTest.touchEvent(self._pad, self._screen)
        for other in self._down - {finger}:
            events.stationary(other)
        getattr(events, what)(finger, QPoint(*place), self._pad)
        events.commit()


@pytest.fixture
def hand(pad: SignaturePad, screen: QPointingDevice) -> Hand:
    return Hand(pad, screen)


def units(place: Place) -> Place:
    """In thousandths of the pad's width, downwards too."""
    return round(place[0] * 1000 / WIDTH), round(place[1] * 1000 / WIDTH)


def drawn(pad: SignaturePad) -> list[list[Place]]:
    """Where the strokes are; when they were drawn is of another interest."""
    return [[point[:2] for point in stroke] for stroke in pad.strokes]


def dark(pad: SignaturePad, place: Place) -> bool:
    return pad.grab().toImage().pixelColor(*place).lightness() < 80


def test_a_finger_s_strokes_are_kept_in_thousandths_of_the_width_and_seen_as_ink(pad: SignaturePad, hand: Hand) -> None:
    assert (pad.strokes, pad.is_signed) == ((), False)
    hand.draw(*LINE)
    hand.draw((100, 300), (400, 340), (500, 300))
    assert drawn(pad) == [[*map(units, LINE)], [units(place) for place in ((100, 300), (400, 340), (500, 300))]]
    assert pad.is_signed
    assert dark(pad, (300, 200))
    assert not dark(pad, (300, 120))


def test_times_are_milliseconds_since_the_first_touch_and_never_go_back(pad: SignaturePad, hand: Hand) -> None:
    hand.draw(*LINE)
    hand.draw(*LINE)
    times = [point[2] for stroke in pad.strokes for point in stroke]
    assert times[0] == 0
    assert all(isinstance(number, int) for stroke in pad.strokes for point in stroke for number in point)
    assert all(before <= after for before, after in pairwise(times))


def test_the_mouse_draws_as_well(pad: SignaturePad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(100, 200))
    QTest.mouseMove(pad, QPoint(300, 200))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    QTest.mouseMove(pad, QPoint(500, 200))
    QTest.mouseClick(pad, Qt.MouseButton.RightButton, pos=QPoint(600, 200))
    assert drawn(pad) == [[units((100, 200)), units((300, 200))]]


def test_a_second_finger_draws_nothing(pad: SignaturePad, hand: Hand) -> None:
    hand.press(LINE[0])
    for place in LINE[1:10]:
        hand.move(place)
    hand.press((500, 300), finger=1)
    hand.move((550, 350), finger=1)
    for place in LINE[10:]:
        hand.move(place)
    hand.lift(LINE[-1])
    hand.move((600, 350), finger=1)
    hand.lift((600, 350), finger=1)
    assert drawn(pad) == [[*map(units, LINE)]]


def test_a_hand_that_rests_there_first_leaves_the_pad_to_the_finger(
    pad: SignaturePad, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signature_pad, "RESTS", 0)
    hand.press((500, 380), finger=7)
    hand.move((504, 382), finger=7)
    hand.draw(*LINE)
    hand.draw((100, 300), (400, 340))
    hand.lift((504, 382), finger=7)
    assert drawn(pad) == [[*map(units, LINE)], [units((100, 300)), units((400, 340))]]


def test_what_comes_a_moment_after_the_finger_is_the_palm(pad: SignaturePad, hand: Hand) -> None:
    hand.press(LINE[0])
    hand.press((500, 380), finger=1)
    for place in LINE[1:]:
        hand.move(place)
    hand.lift(LINE[-1])
    hand.lift((500, 380), finger=1)
    assert drawn(pad) == [[*map(units, LINE)]]


def test_a_finger_that_slips_off_draws_along_the_edge(pad: SignaturePad, hand: Hand) -> None:
    hand.draw((600, 200), (WIDTH + 60, 200), (600, -50))
    assert drawn(pad) == [[units((600, 200)), units((WIDTH, 200)), units((600, 0))]]


def test_a_touch_is_no_signature_however_often(pad: SignaturePad, hand: Hand) -> None:
    for x in range(50, 600, 60):
        hand.draw((x, 200), (x + 5, 202))
    assert len(pad.strokes) == 10
    assert not pad.is_signed
    hand.draw((100, 300), (160, 300))
    assert pad.is_signed


def test_a_trembling_finger_adds_no_points(pad: SignaturePad, hand: Hand) -> None:
    hand.draw((100, 200), (101, 201), (100, 200), (101, 200), (300, 200))
    assert len(pad.strokes[0]) == 2


def test_clear_takes_it_all_back_also_what_is_being_drawn(pad: SignaturePad, hand: Hand) -> None:
    hand.draw(*LINE)
    hand.press((100, 300))
    hand.move((300, 300))
    pad.clear()
    hand.move((500, 300))
    hand.lift((500, 300))
    assert (pad.strokes, pad.is_signed) == ((), False)
    assert not dark(pad, (300, 200))
    hand.draw(*LINE)
    assert pad.strokes[0][0] == (*units(LINE[0]), 0)


def test_it_tells_when_a_stroke_begins_ends_or_is_taken_back(pad: SignaturePad, hand: Hand) -> None:
    changes: list[bool] = []
    pad.changed.connect(lambda: changes.append(pad.is_signed))
    hand.draw(*LINE)
    pad.clear()
    assert changes == [False, True, False]


def test_a_disk_is_filled_by_no_hand(pad: SignaturePad, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signature_pad, "MOST", 30)
    for _ in range(4):
        hand.draw(*LINE)
    assert [len(stroke) for stroke in pad.strokes] == [20, 10]
    pad.clear()
    hand.draw(*LINE)
    assert len(pad.strokes[0]) == 20


def test_the_words_give_way_to_the_ink_and_come_back(pad: SignaturePad, hand: Hand) -> None:
    assert says(pad, "Sign here")
    hand.press(LINE[0])
    assert not says(pad, "Sign here")
    hand.lift(LINE[0])
    pad.clear()
    assert says(pad, "Sign here")
    assert spoken_name(pad) == "Sign here"


def test_it_is_signed_on_the_words_themselves(pad: SignaturePad, hand: Hand) -> None:
    (words,) = pad.findChildren(QLabel)
    place = (words.geometry().center().x(), words.geometry().bottom() - 10)
    hand.draw(place, (place[0] + 200, place[1]))
    assert drawn(pad) == [[units(place), units((place[0] + 200, place[1]))]]


def test_another_size_and_another_theme_show_the_same_strokes(pad: SignaturePad, hand: Hand, theme: Theme) -> None:
    hand.draw(*LINE)
    before = pad.strokes
    pad.window().resize(WIDTH // 2, 400)
    QApplication.processEvents()
    assert dark(pad, (150, 100))
    assert pad.strokes == before
    theme.change(scheme="dark", text_scale=1.0)
    assert pad.grab().toImage().pixelColor(150, 100).lightness() > 180


def test_a_touch_whose_end_got_lost_holds_up_nobody(pad: SignaturePad, hand: Hand) -> None:
    """The pad was hidden meanwhile."""
    hand.press((100, 100))
    hand.move((300, 100))
    pad.hide()
    pad.show()
    hand.lift((300, 100))
    hand.draw(*LINE)
    assert drawn(pad) == [[units((100, 100)), units((300, 100))], [*map(units, LINE)]]


def test_a_pad_that_is_switched_off_takes_no_ink(pad: SignaturePad, hand: Hand) -> None:
    pad.setEnabled(False)
    hand.draw(*LINE)
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert pad.strokes == ()
