"""The terms that this site has its visitors sign: a folder with a text a language, such as en.txt."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from app.errors import FileFailed
from app.models.terms import Text
from app.system.timeout import in_time

FALLBACK = "en"
"""The language that is taken where the folder lacks the one that is asked for."""

NAME = re.compile(r"[a-z]{2}\.txt", re.IGNORECASE)
"""What files with a text are called: by a two-letter code. Others are passed over."""

LARGEST = 64 * 1024
"""Bytes of one text."""

PATIENCE = 5.0
"""Seconds that a folder may take, such as one on another computer. A visitor stands there and waits."""


class Terms:
    """`folder` is None where visitors have nothing to sign. It is read each time: what is put there counts at once."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    async def in_language(self, code: str) -> Text | None:
        """The text in the language of that two-letter code, else in English, else in the first by its code; None where
        there is nothing to sign.

        Raises FileFailed when there should be a text and it can't be had: then nobody may pass unasked.
        """
        if self._folder is None:
            return None
        try:
            return await in_time(partial(_text, self._folder, code), seconds=PATIENCE, name="terms")
        except TimeoutError as error:
            raise FileFailed(f"The folder with the terms, {self._folder}, doesn't answer.") from error


def _text(folder: Path, code: str) -> Text:
    try:
        texts = {file.stem.lower(): file for file in folder.iterdir() if NAME.fullmatch(file.name)}
    except OSError as error:
        raise FileFailed(f"The folder with the terms, {folder}, can't be opened: {error.strerror}.") from error
    language = next((one for one in (code, FALLBACK, *sorted(texts)) if one in texts), None)
    if language is None:
        raise FileFailed(f"The folder with the terms, {folder}, has no text in it, such as en.txt.")
    file = texts[language]
    text = Text.read(language, _content(file))
    if not text.title.strip() or not text.body.strip():
        raise FileFailed(f"{file} needs a title, which is its first line, and a text below that.")
    return text


def _content(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise FileFailed(f"{file} can't be read: {error.strerror}.") from error
    if len(content) > LARGEST:
        raise FileFailed(f"{file} is larger than {LARGEST // 1024} KB: nobody reads as much at a kiosk.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileFailed(f"{file} isn't a text in UTF-8.") from error
    if "\0" in text:  # UTF-16, most likely
        raise FileFailed(f"{file} isn't a text in UTF-8.")
    return text.replace("\r\n", "\n").replace("\r", "\n")
