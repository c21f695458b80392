"""The list on paper: everybody on it, on as many A4 pages as it takes, and nothing beyond the paper's edges."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QColor, QImage, QPainter, QPicture

from app.models.entries import VisitorSnapshot
from app.models.visit_row import Arrival, Present
from app.services.visits.on_site_list import OnSiteList
from app.services.visits.roll_call import RollCallEntry
from ui.pages.on_site.printed_list import document
from ui.printing.pdf import save_pdf
from ui.theme import Theme

NOW = datetime(2026, 3, 12, 11, 24, tzinfo=UTC)
PAPER = (2480, 3508)


def listed(name: str, *, safe: bool = False, **more: str) -> RollCallEntry:
    told = {"company": "Volta Instruments", "mobile": "+32 471 20 44 10", "host": "Sofia Marchetti", "meeting": "Audit"}
    present = Present(name, VisitorSnapshot(name=name, **told | more), NOW, Arrival(arrived_at=NOW), "Desk 1")
    return RollCallEntry(present, NOW if safe else None)


async def on_paper(*people: RollCallEntry, since: datetime | None = None) -> tuple[QPicture, ...]:
    source = "Arrivals of this desk and of Desk 2, last heard from at 11:23."
    return (await document(OnSiteList("Northgate House", NOW, since, people, source))).pages


def drawn(page: QPicture) -> QImage:
    image = QImage(*PAPER, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    dots = round(300 / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    painter = QPainter(image)
    own = page.logicalDpiX() / 300
    painter.scale(own, own)
    painter.drawPicture(0, 0, page)
    painter.end()
    return image


def ink(image: QImage, left: int, top: int, right: int, bottom: int) -> int:
    """How many dots are dark."""
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(left, right) for y in range(top, bottom))


async def test_three_hundred_people_take_several_pages_and_all_are_there(theme: Theme) -> None:
    pages = await on_paper(*(listed(f"Visitor {number:03}") for number in range(300)))
    assert 10 <= len(pages) <= 20
    assert len(await on_paper(listed("Ana Lima"))) == 1
    assert len(await on_paper()) == 1


async def test_nothing_is_drawn_beyond_the_paper(theme: Theme) -> None:
    wild = listed(
        "Hans-Joachim " + "W" * 300,
        company="Donaudampfschifffahrtsgesellschaft" * 9,
        mobile="1" * 80,
        host="محمد عبد الله الفارسي " * 20,
        meeting="line\nbreak " * 400,
    )
    pages = await on_paper(*[wild] * 12, since=NOW)
    for page in pages:
        bounds = page.boundingRect()
        assert bounds.left() >= 0
        assert bounds.top() >= 0
        assert bounds.right() <= PAPER[0]
        assert bounds.bottom() <= PAPER[1]


async def test_a_long_name_wraps_in_its_column(theme: Theme) -> None:
    """What stands in the next column stays clear of it."""
    image = drawn((await on_paper(listed("Wolfeschlegelsteinhausenbergerdorff " * 3, host="")))[0])
    column = round(15 * 300 / 25.4) + round((9 + 55) * 300 / 25.4)
    assert ink(image, column - 20, 545, column + 300, 700) == 0
    assert ink(image, column - 640, 545, column - 20, 700) > 0


async def test_the_box_of_who_is_safe_is_ticked(theme: Theme) -> None:
    """How far down the page the box is depends on the font of what is above; its column has nothing else but rules."""

    async def ink_in_the_column(one: RollCallEntry) -> int:
        return ink(drawn((await on_paper(one, since=NOW))[0]), 184, 500, 226, 900)

    assert await ink_in_the_column(listed("Ana Lima", safe=True)) > await ink_in_the_column(listed("Ana Lima")) + 100


async def test_the_pdf_is_a4(theme: Theme, tmp_path: Path) -> None:
    people = tuple(listed(f"Visitor {number}") for number in range(60))
    await save_pdf(await document(OnSiteList("Northgate House", NOW, None, people, "")), tmp_path / "list.pdf")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", (tmp_path / "list.pdf").read_bytes())
    assert len(boxes) == 3
    assert {(round(float(across)), round(float(down))) for across, down in boxes} == {(595, 842)}
