"""What this site asks its visitors at the kiosk in its own words: read from its file at each visit."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from app.errors import FileFailed
from app.services.kiosk.question_file import SiteQuestion, read_questions
from app.system.timeout import in_time

PATIENCE = 5.0
"""Seconds that the file may take, such as one on another computer. A visitor stands there and waits."""


class SiteQuestions:
    """`file` is None where nothing is asked. It is read each time: what is put there counts at once."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    async def all(self) -> tuple[SiteQuestion, ...]:
        """In the order of the file; () where nothing is asked.

        Raises FileFailed when there should be questions and they can't be had: then nobody may pass unasked.
        """
        if self._file is None:
            return ()
        try:
            return await in_time(partial(read_questions, self._file), seconds=PATIENCE, name="questions")
        except TimeoutError as error:
            raise FileFailed(f"The file with the questions, {self._file}, doesn't answer.") from error
