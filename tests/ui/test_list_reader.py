"""What a page holds of its list: what was read last of the list that is meant, and nothing of another."""

from __future__ import annotations

import asyncio

from tests.ui.conftest import eventually
from ui.models.list_reader import ListReader
from ui.tasks import Tasks


class File:
    """Each reading takes until `answer`, and gives what that says."""

    def __init__(self) -> None:
        self.readings: list[asyncio.Future[str | None]] = []

    async def read(self, before: str | None) -> str | None:
        self.readings.append(asyncio.get_running_loop().create_future())
        return await self.readings[-1]

    async def answer(self, words: str | None) -> None:
        await eventually(lambda: self.readings and not self.readings[-1].done())
        self.readings[-1].set_result(words)


def reader_of(file: File, tasks: Tasks) -> tuple[ListReader[str], list[str | None]]:
    reader: ListReader[str] = ListReader(file.read, tasks=tasks)
    taken: list[str | None] = []
    reader.taken.connect(lambda: taken.append(reader.rows))
    return reader, taken


async def test_what_is_read_of_another_list_is_let_go(tasks: Tasks) -> None:
    """Also when nothing was known of either: else one day's visitors stand below another's date."""
    file = File()
    reader, taken = reader_of(file, tasks)
    reader.read()
    await eventually(lambda: file.readings)
    reader.start_over()
    await file.answer("Thursday")
    await file.answer("Friday")
    await eventually(lambda: taken)
    assert taken == ["Friday"]


async def test_what_is_asked_for_while_it_reads_is_one_more_reading(tasks: Tasks) -> None:
    file = File()
    reader, taken = reader_of(file, tasks)
    reader.read()
    await eventually(lambda: file.readings)
    for _ in range(3):
        reader.read()
    await file.answer("older")
    await file.answer("newer")
    await eventually(lambda: taken == ["older", "newer"])
    assert len(file.readings) == 2
