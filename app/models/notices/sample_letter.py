"""A letter about made-up people, to be looked at before anybody gets one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from msgspec import Struct


class SampleLetter(Struct, frozen=True):
    """`text` and `html` say the same; the pictures are in the `html`. `faults` are sentences: what of the site's own
    texts can't be used, so that Foyer's is sent."""

    subject: str
    text: str
    html: str
    faults: tuple[str, ...] = ()


class SampleLetters(Struct, frozen=True):
    """`names` are those of all texts; `of` gives the letter of a name in a language, out of the site's own folder, None
    for none. Raises FileFailed for a folder that isn't there."""

    names: tuple[str, ...]
    of: Callable[[str, str, Path | None], Awaitable[SampleLetter]]
