"""The site's own questions to its visitors: a TOML file with a table [[question]] for each, in up to six languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct

from app.errors import BadSetting, FileFailed
from app.settings import FIELDS
from app.settings.toml_file import read

MOST_QUESTIONS = 3
"""More than these nobody answers standing, with others waiting behind them."""

LONGEST_QUESTION, LONGEST_CHOICE = 100, 40
"""Characters: what is read at a glance, and fits on the smallest screen in large letters."""

FEWEST_CHOICES, MOST_CHOICES = 2, 6

LARGEST = 64 * 1024
"""Bytes of the file."""

LANGUAGES: tuple[str, ...] = get_args(FIELDS["kiosk_language"].kind)

_HEADER = re.compile(r"\s*\[\[\s*question\s*\]\]")

Texts = Mapping[str, str]
"""A text by the two-letter code of its language; the first is the site's own."""


class QuestionKind(Enum):
    """How a question is answered. The values are the words in the file."""

    TEXT = "text"
    YES_NO = "yes/no"
    CHOICE = "choice"


class SiteQuestion(Struct, frozen=True):
    """One question as the site asks it; one that is not `required` may be left open. `choices` are () unless it is a
    choice."""

    kind: QuestionKind
    required: bool
    asked: Texts
    choices: tuple[Texts, ...] = ()

    @property
    def name(self) -> str:
        """The question as the desks read it: in its first language."""
        return first(self.asked)


def first(texts: Texts) -> str:
    """The text in its first language."""
    return next(iter(texts.values()))


def read_questions(file: Path) -> tuple[SiteQuestion, ...]:
    """Raises FileFailed, with a sentence for each thing that is wrong and the line in which it stands, or when the file
    can't be read. May take a while, so not for the window's thread."""
    try:
        if file.stat().st_size > LARGEST:
            raise FileFailed(f"{file} is larger than {LARGEST // 1024} KB: it holds more than a few questions.")
        tables = read(file)
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise FileFailed(f"{file} can't be opened: {error.strerror}.") from error
    except BadSetting as error:
        raise FileFailed(str(error)) from error
    place = partial(_line, lines)
    if wrong := [f"{file}, line {place(fault)}: {fault.words}." for fault in _faults(tables)]:
        raise FileFailed(" ".join(wrong))
    return tuple(map(_question, tables["question"]))


def question_faults(path: str) -> Iterator[str]:
    """What is wrong with the file, for who looks at it before any visitor does; nothing for ""."""
    if path:
        try:
            read_questions(Path(path).expanduser())
        except FileFailed as error:
            yield str(error)


class _Fault(Struct, frozen=True):
    """`words` say what would be right. `number` is the question's, counted from 0, None for what stands above them all;
    `names` are the attributes that it is about, the deepest last."""

    words: str
    number: int | None = None
    names: tuple[str, ...] = ()


def _line(lines: list[str], fault: _Fault) -> int:
    """The line, counted from 1, in which the fault stands, as far as that is plain to see."""
    headers = [place for place, line in enumerate(lines) if _HEADER.match(line)]
    if fault.number is None or fault.number >= len(headers):
        begins, ends = 0, headers[0] if headers else len(lines)
    else:
        begins, ends = (*headers, len(lines))[fault.number : fault.number + 2]
    for key in (r"\s*\.\s*".join(map(re.escape, fault.names)), *map(re.escape, fault.names[:1])):
        named = re.compile(rf"[\[\s]*(question\s*\.\s*)?{key}\s*[.=\]]")
        for place in range(begins, ends):
            if key and named.match(lines[place]):
                return place + 1
    return begins + 1


def _faults(tables: Mapping[str, Any]) -> Iterator[_Fault]:
    for name in sorted(tables.keys() - {"question"}):
        yield _Fault("each question begins with a line [[question]], and nothing stands outside of them", None, (name,))
    questions = tables.get("question")
    if not questions or not isinstance(questions, list) or not all(isinstance(one, dict) for one in questions):
        yield _Fault("each question begins with a line [[question]], in two brackets")
        return
    known: set[str] = set()
    for number, table in enumerate(questions):
        if number == MOST_QUESTIONS:
            yield _Fault(f"at most {MOST_QUESTIONS} questions are asked", number)
            return
        faults = [_Fault(words, number, tuple(names)) for words, *names in _faults_of(table)]
        yield from faults
        if not faults and first(table["ask"]).strip() in known:
            yield _Fault("this question is asked once already", number, ("ask",))
        known |= set() if faults else {first(table["ask"]).strip()}


def _faults_of(table: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """What is wrong with one question: in words, and the names of the attributes that it is about."""
    kinds = [kind.value for kind in QuestionKind]
    for name in sorted(table.keys() - {"kind", "required", "ask", "choices"}):
        yield "kind, required, ask and choices are known, and nothing else", name
    if table.get("kind", "text") not in kinds:
        yield 'kind is "text", "yes/no" or "choice"', "kind"
    if not isinstance(table.get("required", False), bool):
        yield "required is true or false", "required"
    asked = table.get("ask")
    if not isinstance(asked, dict) or not asked:
        yield 'the question stands behind its language, such as ask.en = "Do you bring a laptop?"', "ask"
        return
    for code, text in asked.items():
        if words := _wrong_code(code) or _wrong_text(text, LONGEST_QUESTION):
            yield words, "ask", code
    if table.get("kind") == QuestionKind.CHOICE.value:
        yield from _faults_of_choices(table.get("choices"), next(iter(asked)))
    elif "choices" in table:
        yield 'choices belong to a question whose kind is "choice"', "choices"


def _faults_of_choices(choices: object, language: str) -> Iterator[tuple[str, ...]]:
    """`language` is the question's first one."""
    if not isinstance(choices, dict) or language not in choices:
        yield f'the choices stand behind their language, such as choices.{language} = ["Bus", "Car"]', "choices"
        return
    count = len(choices[language]) if isinstance(choices[language], list) else 0
    for code, texts in choices.items():
        if words := _wrong_code(code):
            yield words, "choices", code
        elif not isinstance(texts, list) or not FEWEST_CHOICES <= len(texts) <= MOST_CHOICES:
            yield f"there are {FEWEST_CHOICES} to {MOST_CHOICES} choices, with commas between them", "choices", code
        elif len(texts) != count:
            yield f"there are as many choices in each language: {count}, as in {language}", "choices", code
        elif wrong := next(filter(None, (_wrong_text(text, LONGEST_CHOICE) for text in texts)), ""):
            yield wrong, "choices", code
        elif len({text.strip() for text in texts}) < count:
            yield "each choice is another", "choices", code


def _wrong_code(code: str) -> str:
    return "" if code in LANGUAGES else f"the languages are {', '.join(LANGUAGES)}"


def _wrong_text(text: object, longest: int) -> str:
    """What would be right in its place; "" where it is."""
    if not isinstance(text, str) or not text.strip():
        return "each is a text, in quotes"
    if any(unicodedata.category(sign) == "Cc" for sign in text.strip()):
        return "each is one line"
    return f"each has at most {longest} characters" if len(text.strip()) > longest else ""


def _question(table: Mapping[str, Any]) -> SiteQuestion:
    """Out of a table in which nothing is wrong."""
    choices: Mapping[str, list[str]] = table.get("choices", {})
    language = next(iter(table["ask"]))
    ordered = {language: choices[language], **choices} if choices else {}
    return SiteQuestion(
        QuestionKind(table.get("kind", "text")),
        table.get("required", False),
        {code: text.strip() for code, text in table["ask"].items()},
        tuple(
            {code: texts[number].strip() for code, texts in ordered.items()}
            for number in range(len(ordered.get(language, ())))
        ),
    )
