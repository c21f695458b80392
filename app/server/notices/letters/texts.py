"""The texts of letters: files in resources/messages, each of which a site may replace by one of its own.

<language>/<name>.txt holds the words, and its first line is the subject. letter.html is the page around them, the same
for all; a site may have <language>/<name>.html for one of them alone.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from app.models.text.lines import several_lines
from app.server.notices.letters.bounds import LONGEST, Facts
from app.server.notices.letters.page import blocks_of
from app.server.notices.letters.rendering import PAGE, TEXT, WORDS_FOR_HTML, BadText, TextFile, filled_in

log = logging.getLogger(__name__)

PAGE_FILE = "letter.html"

_EMPTY_LINES, _ONE = re.compile(r"\n\s*\n"), "\n\n"


class Letter(Struct, frozen=True):
    """`text` and `html` say the same. `subject` is one line."""

    subject: str
    text: str
    html: str


class Texts:
    """`folder` is the site's own; None for none. What is wrong in it is logged once, and `faults` tells it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._faults: dict[str, str] = {}

    @property
    def faults(self) -> tuple[str, ...]:
        """What can't be used of the site's own, as sentences; Foyer's is sent instead. Of what was in use so far."""
        return tuple(self._faults.values())

    def letter(self, language: str, name: str, facts: Facts, picture: str = "") -> Letter:
        """`language` is one of LANGUAGES, `name` that of the files. `picture` is the source of the code's QR, "" for
        none; it is shown where the words tell `facts["code"]`."""
        for file in self._files(f"{language}/{name}.txt"):
            try:
                subject, text = _parts(file, filled_in(TEXT, file, facts))
                heading, words = _parts(file, filled_in(WORDS_FOR_HTML, file, facts))
            except BadText as error:
                self._tell(file.name, str(error))
                continue
            self._faults.pop(file.name, None)
            around = {
                "language": language,
                "subject": subject,
                "heading": Markup(heading),
                "blocks": blocks_of(words, facts.get("code", "")),
                "picture": picture,
            }
            return Letter(subject, text, self._page(f"{language}/{name}.html", {**facts, **around}))
        raise AssertionError(f"Foyer's own {language}/{name}.txt can't be used")

    def _page(self, name: str, facts: Facts) -> str:
        for file in (*self._files(name), *self._files(PAGE_FILE)):
            try:
                page = filled_in(PAGE, file, facts)
            except BadText as error:
                self._tell(file.name, str(error))
                continue
            self._faults.pop(file.name, None)
            return page
        raise AssertionError(f"Foyer's own {PAGE_FILE} can't be used")

    def _files(self, name: str) -> Iterator[TextFile]:
        """The site's file of that name, then Foyer's own, as far as there are any."""
        if self._folder is not None:
            yield from self._sites(self._folder, name)
        own = files("resources") / "messages" / name
        if own.is_file():
            yield TextFile(f"Foyer's own {name}", own.read_text(encoding="utf-8"))

    def _sites(self, folder: Path, name: str) -> Iterator[TextFile]:
        """The site's file of that name, if there is one that can be read."""
        file = folder / name
        try:
            read = file.read_text(encoding="utf-8-sig")
        except (FileNotFoundError, NotADirectoryError):
            self._faults.pop(str(file), None)
            if not folder.is_dir():
                self._tell(str(folder), f"The folder of your own texts is not there: {folder}.")
                return
        except OSError as error:
            self._tell(str(file), f"{file} can't be opened: {error.strerror}.")
        except UnicodeDecodeError:
            self._tell(str(file), f"{file} can't be read: it isn't in UTF-8.")
        else:
            if len(read) <= LONGEST:
                yield TextFile(str(file), read)
            else:
                self._tell(str(file), f"{file} is longer than {LONGEST:,} characters.")
        self._faults.pop(str(folder), None)

    def _tell(self, file: str, sentence: str) -> None:
        if self._faults.get(file) != sentence:
            log.warning("Foyer's own text is sent: %s", sentence)
        self._faults[file] = sentence


def _parts(file: TextFile, filled: str) -> tuple[str, str]:
    """The subject and what stands below it. Raises BadText."""
    subject, _, text = filled.strip().partition("\n")
    if not text.strip():
        raise BadText(file, 1, "the first line is the subject, and the words stand below it")
    return several_lines(subject).replace("\n", " "), f"{_EMPTY_LINES.sub(_ONE, text).strip()}\n"
