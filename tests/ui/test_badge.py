"""The badge as a label printer puts it on paper, read from its pixels."""

from __future__ import annotations

from datetime import date

import pytest
import segno
from msgspec.structs import replace
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from ui.badge.badge import Badge
from ui.badge.drawing import SIZE, image
from ui.badge.names import laid_out
from ui.badge.sheets import Paper, draw_sheet, places, sheets
from ui.theme import Theme

BADGE = Badge(
    first_name="Oluwaseun",
    last_name="Adébáyò",
    company="Lagos Cold Chain Ltd",
    host="Sofia Marchetti",
    day=date(2026, 3, 12),
    site="Northgate House",
    visit_id="2026-03-12/48213/90311",
)
LONG = replace(
    BADGE,
    first_name="Hans-Joachim",
    last_name="von der Heydt-Rosenthal",
    company="Süddeutsche Prüf- und Zertifizierungsgesellschaft mbH",
    host="Maria Magdalena von Hohenlohe-Waldenburg-Schillingsfürst zu Ingelfingen",
    site="Northgate House and the whole of its Business Park West",
)
BADGES = {
    "short": replace(BADGE, first_name="Li", last_name="Wu"),
    "usual": BADGE,
    "long": LONG,
    "sixty letters": replace(BADGE, first_name="W" * 60, last_name="m" * 60, company="M" * 60, host="W" * 60),
    "very many words": replace(BADGE, first_name="one two " * 40, last_name="a " * 200, company="b " * 300),
    "Arabic": replace(BADGE, first_name="محمد عبد الرحمن", last_name="آل سعود", host="فاطمة الزهراء"),
    "Korean": replace(BADGE, first_name="민준", last_name="김", company="삼성전자 주식회사"),
    "emoji": replace(BADGE, first_name="Zoë 🎉🚀", last_name="👩‍👩‍👧 Smith"),
    "no first name": replace(BADGE, first_name=""),
    "no company": replace(BADGE, company=""),
    "nothing": Badge("", "", "", "", date(2026, 3, 12), "", ""),
    "lines": replace(BADGE, first_name="Anna\n\nMaria\t", last_name="\u202eevil"),
}
BLACK, WHITE = QColor("black").rgb(), QColor("white").rgb()

NAMES = QRect(44, 148, 644, 452)
HOST = QRect(44, 672, 644, 112)


@pytest.fixture(autouse=True)
def _look(theme: Theme) -> None:
    """The face that badges are set in is the application's own."""


def rows(drawn: QImage) -> list[bytes]:
    """A byte a pixel: 0 is black, 255 is white; the first of three alike channels."""
    grey = drawn.convertToFormat(QImage.Format.Format_Grayscale8)
    content, step = bytes(grey.constBits()), grey.bytesPerLine()
    return [content[y * step : y * step + grey.width()] for y in range(grey.height())]


def ink(drawn: QImage, area: QRect) -> QRect:
    """The smallest rectangle around what is black in `area`; empty when nothing is."""
    lines = [line[area.left() : area.right() + 1] for line in rows(drawn)[area.top() : area.bottom() + 1]]
    inked = [y for y, line in enumerate(lines) if 0 in line]
    if not inked:
        return QRect()
    left = min(lines[y].index(0) for y in inked)
    right = max(lines[y].rindex(0) for y in inked)
    return QRect(left, inked[0], right - left + 1, inked[-1] - inked[0] + 1).translated(area.topLeft())


def modules(drawn: QImage, side: int) -> list[list[bool]]:
    """The code in the lower right corner, read at the middle of each of its `side` × `side` modules."""
    lower = ink(drawn, QRect(330, 790, 402, 391))
    module, rest = divmod(lower.width(), side)
    assert (rest, lower.height()) == (0, lower.width()), "a module is no whole number of pixels"
    quiet = lower.adjusted(-4 * module, -4 * module, 4 * module, 4 * module).intersected(drawn.rect())
    assert quiet.width() == quiet.height() == (side + 8) * module, "there is no room for four quiet modules"
    assert ink(drawn, quiet) == lower
    middles = [lower.left() + module * number + module // 2 for number in range(side)]
    return [[drawn.pixel(x, lower.top() + module * row + module // 2) == BLACK for x in middles] for row in range(side)]


def test_it_is_62_by_100_mm_at_300_dpi() -> None:
    drawn = image(BADGE)
    assert (drawn.width(), drawn.height()) == (732, 1181)
    assert drawn.pixel(0, 0) == drawn.pixel(731, 147) == BLACK
    assert drawn.pixel(0, 148) == drawn.pixel(731, 1180) == WHITE


@pytest.mark.parametrize("badge", BADGES.values(), ids=list(BADGES))
def test_whatever_the_names_are_nothing_is_grey_and_nothing_leaves_its_place(badge: Badge) -> None:
    drawn = image(badge)
    below = QRect(0, 148, 732, 1181 - 148)
    lines = rows(drawn)
    if badge is not BADGES["emoji"]:  # the system's font for those may hold pictures in colour
        assert all(not line.strip(b"\x00\xff") for line in lines), "there is grey"
    assert ink(drawn, below).left() >= 40
    assert ink(drawn, below).right() < 692
    for area in (NAMES, HOST):
        inked = ink(drawn, area)
        assert inked.isEmpty() or (area.top() < inked.top() and inked.bottom() < area.bottom())
    rule = QRect(44, 600, 644, 4)
    assert ink(drawn, QRect(0, 600, 732, 4)) == rule, "a name runs through the rule"


@pytest.mark.parametrize("badge", BADGES.values(), ids=list(BADGES))
def test_every_letter_of_a_name_is_on_it(badge: Badge) -> None:
    blocks = laid_out(badge, width=636, height=404)
    said = [" ".join(words.split()) for words in (badge.first_name, badge.last_name, badge.company)]
    assert [block.layout.text() for _, block in blocks] == [words for words in said if words]
    for _, block in blocks:
        lines = [block.layout.lineAt(number) for number in range(block.lines)]
        assert sum(line.textLength() for line in lines) == len(block.layout.text().encode("utf-16-le")) // 2
        assert max(line.naturalTextWidth() for line in lines) <= 636
    assert sum(gap + block.height for gap, block in blocks) <= 404


def sizes(badge: Badge) -> list[int]:
    return [block.size for _, block in laid_out(badge, width=636, height=404)]


def test_a_short_name_is_large_and_a_long_one_shrinks_but_stays_in_its_range() -> None:
    assert sizes(BADGES["short"]) == [118, 104, 44]
    first, last, company = sizes(LONG)
    assert 72 <= first < 118
    assert 56 <= last < first
    assert 34 <= company <= 44
    assert [block.lines for _, block in laid_out(LONG, width=636, height=404)] == [1, 2, 2]


def test_a_word_too_long_at_the_smallest_size_shrinks_first_and_is_broken_then() -> None:
    shrunk, broken = replace(BADGE, first_name="W" * 11), replace(BADGE, first_name="Ab" * 30)
    assert (sizes(shrunk)[0] < 72, laid_out(shrunk, width=636, height=404)[0][1].lines) == (True, 1)
    assert laid_out(broken, width=636, height=404)[0][1].lines == 2


@pytest.mark.parametrize("visit_id", ["1", "2026-03-12/48213/90311", "2026-03-12/" + "0123456789abcdef" * 12])
def test_the_code_is_the_visits_id_and_nothing_else(visit_id: str) -> None:
    code = [[bool(dark) for dark in row] for row in segno.make_qr(visit_id, error="m").matrix]
    assert modules(image(replace(BADGE, visit_id=visit_id)), len(code)) == code


@pytest.mark.parametrize("visit_id", ["", "9" * 8000])
def test_without_a_code_it_asks_for_no_scan(visit_id: str) -> None:
    drawn = image(replace(BADGE, visit_id=visit_id))
    assert ink(drawn, QRect(0, 980, 732, 116)).isEmpty(), "below the day stands nothing but one line at the foot"
    assert not ink(drawn, QRect(0, 1096, 732, 50)).isEmpty()


def test_without_a_host_nobody_is_named_as_one() -> None:
    assert ink(image(replace(BADGE, host=" ")), QRect(0, 604, 732, 190)).isEmpty()


def test_a_group_fills_sheets_in_its_order() -> None:
    group = [replace(BADGE, first_name=str(number)) for number in range(5)]
    assert [[badge.first_name for badge in sheet] for sheet in sheets(group, Paper.A4)] == [["0", "1", "2", "3"], ["4"]]
    assert [len(sheet) for sheet in sheets(group, Paper.LABEL)] == [1] * 5


@pytest.mark.parametrize(("paper", "width", "height", "count"), [(Paper.A6, 1240, 1748, 1), (Paper.A4, 2480, 3508, 4)])
def test_a_sheet_holds_whole_badges_with_marks_to_cut_along(paper: Paper, width: int, height: int, count: int) -> None:
    sheet = QImage(width, height, QImage.Format.Format_RGB32)
    sheet.fill(WHITE)
    painter = QPainter(sheet)
    draw_sheet(painter, [BADGE] * count, paper)
    painter.end()

    alone = image(BADGE)
    edges = [place.toRect() for place in places(paper)]
    assert len(edges) == count
    for edge in edges:
        assert sheet.copy(edge) == alone
        for corner, away in ((edge.topLeft(), -30), (edge.bottomRight(), 30)):
            assert sheet.pixel(corner.x() + away, corner.y()) == BLACK
            assert sheet.pixel(corner.x(), corner.y() + away) == BLACK
    whole = ink(sheet, sheet.rect())
    assert abs(whole.left() - (width - 1 - whole.right())) <= 2
    assert abs(whole.top() - (height - 1 - whole.bottom())) <= 2
    assert all(not one.intersects(other) for one in edges for other in edges if one is not other)
    assert edges[0].size() == SIZE
