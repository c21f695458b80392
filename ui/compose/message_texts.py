"""*Message texts*: the letters of the desk's own server, to be looked at."""

from __future__ import annotations

import asyncio
from pathlib import Path

from app.errors import FileFailed
from app.models.notices.sample_letter import SampleLetter, SampleLetters


async def sample_letters() -> SampleLetters:
    """What puts letters into words takes longer to import than a window may wait."""
    names = await asyncio.to_thread(_names)
    return SampleLetters(names, _letter)


def _names() -> tuple[str, ...]:
    from app.server.notices.letters.samples import SAMPLES

    return tuple(SAMPLES)


async def _letter(name: str, language: str, folder: Path | None) -> SampleLetter:
    return await asyncio.to_thread(_written, name, language, folder)


def _written(name: str, language: str, folder: Path | None) -> SampleLetter:
    from app.server.notices.letters.preview import as_page
    from app.server.notices.letters.samples import SAMPLES
    from app.server.notices.letters.texts import Texts

    if folder is not None and not folder.is_dir():
        raise FileFailed(f"{folder} is no folder.")
    texts = Texts(folder)
    mail = SAMPLES[name](language, texts)
    return SampleLetter(mail.subject, mail.text, as_page(mail), texts.faults)
