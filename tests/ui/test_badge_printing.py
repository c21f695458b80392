"""Badges on their way out: with no print server, with one that is silent, with one that is gone; and as PDF files.

No printer of the person who runs the tests is ever reached: CUPS is sent elsewhere, or to a port where nobody listens.
"""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.errors import FileFailed, PrinterFailed, PrinterFault
from tests.ui.test_badge import BADGE, BADGES
from ui.badge.badge import Badge
from ui.badge.printing import print_badges, save_pdf
from ui.badge.sheets import Paper
from ui.printing.printers import check_printer, printers
from ui.theme import Theme
from ui.wording.messages import error_words

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="CUPS_SERVER leads no other system's printing astray")


@pytest.fixture
def port() -> Iterator[socket.socket]:
    """Taken, so that nobody else can have it; until it listens, a connection is refused."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound


@pytest.fixture(autouse=True)
def _no_real_printer(port: socket.socket, monkeypatch: pytest.MonkeyPatch, theme: Theme) -> None:
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{port.getsockname()[1]}")


@pytest.mark.parametrize(("printer", "fault"), [("", PrinterFault.NONE), ("Zebra at Desk 1", PrinterFault.GONE)])
async def test_a_printer_that_is_not_there_is_an_error(printer: str, fault: PrinterFault) -> None:
    with pytest.raises(PrinterFailed) as failed:
        await print_badges([BADGE], printer=printer, paper=Paper.LABEL)
    assert (failed.value.fault, failed.value.printer) == (fault, printer)
    with pytest.raises(PrinterFailed) as found:
        await check_printer(printer)
    assert (found.value.fault, found.value.printer) == (fault, printer)


async def test_a_pc_without_printers_has_none_to_choose_from() -> None:
    assert await printers() == []


async def test_a_print_server_that_is_silent_is_an_error_in_time_and_the_window_goes_on(port: socket.socket) -> None:
    port.listen()
    longest = 0.0

    async def turn() -> None:
        nonlocal longest
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.01)
            longest = max(longest, time.monotonic() - before)

    turning = asyncio.ensure_future(turn())
    with pytest.raises(PrinterFailed) as failed:
        await print_badges([BADGE], printer="Zebra", paper=Paper.LABEL, seconds=1.5)
    with pytest.raises(PrinterFailed):
        await printers(seconds=0.1)
    with pytest.raises(PrinterFailed) as found:
        await check_printer("Zebra", seconds=0.1)
    assert found.value.fault is PrinterFault.SILENT
    turning.cancel()
    assert error_words(failed.value) == (
        "“Zebra” does not answer. Look whether something was printed before you print again."
    )
    assert longest < 1.0


@pytest.mark.parametrize(
    ("paper", "width", "height", "pages"), [(Paper.LABEL, 62, 100, 5), (Paper.A6, 105, 148, 5), (Paper.A4, 210, 297, 2)]
)
async def test_a_pdf_has_the_papers_size_and_all_badges(
    tmp_path: Path, paper: Paper, width: int, height: int, pages: int
) -> None:
    group = [replace(BADGE, visit_id=str(number)) for number in range(5)]
    await save_pdf(group, tmp_path / "badges.pdf", paper=paper)
    content = (tmp_path / "badges.pdf").read_bytes()
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert len(boxes) == pages
    for across, down in boxes:
        assert float(across) == pytest.approx(width / 25.4 * 72, abs=1)
        assert float(down) == pytest.approx(height / 25.4 * 72, abs=1)
    assert b"/FontFile" in content, "text is no text"
    assert b"/Subtype /Image" not in content, "something is a picture"
    assert BADGE.last_name.encode("utf-16-be") not in content[: content.index(b"stream")], "the title names a visitor"


@pytest.mark.parametrize("badge", BADGES.values(), ids=list(BADGES))
async def test_every_badge_can_be_saved(tmp_path: Path, badge: Badge) -> None:
    await save_pdf([badge], tmp_path / "badge.pdf", paper=Paper.LABEL)
    assert (tmp_path / "badge.pdf").read_bytes().startswith(b"%PDF")


def left_in(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


async def test_a_folder_that_cant_be_written_to_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileFailed, match=r"^badge\.pdf can't be saved there: No such file or directory\.$"):
        await save_pdf([BADGE], tmp_path / "gone" / "badge.pdf", paper=Paper.LABEL)
    assert left_in(tmp_path) == {}


async def test_a_full_disk_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    file = tmp_path / "badge.pdf"
    file.write_bytes(b"older")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))  # the write ends halfway, as on a full disk
    try:
        with pytest.raises(FileFailed, match=r"^badge\.pdf can't be saved there: File too large\.$"):
            await save_pdf([BADGE], file, paper=Paper.LABEL)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert left_in(tmp_path) == {"badge.pdf": b"older"}
