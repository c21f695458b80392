"""Files of Jinja2 filled in with facts. A site writes some of them, so nothing but the facts can be reached from one,
and what is wrong with one is told by its line."""

from __future__ import annotations

import traceback
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, Undefined, UndefinedError
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import Name
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from msgspec import Struct

from app.server.notices.letters.bounds import WIDENING, Facts, TooMuch, counted, within_bounds

_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
"""As Unicode calls letters, and the signs that turn the direction of writing."""


class TextFile(Struct, frozen=True):
    """`name` is how people find the file, `source` what stands in it."""

    name: str
    source: str


class BadText(Exception):
    """A file can't be used. The argument is one sentence: which one, in what line, and why."""

    def __init__(self, file: TextFile, line: int, why: str) -> None:
        super().__init__(f"{file.name}, line {line}: {why}.")


class _PlainWords(Extension):
    """What stands in the file itself is plain text too, also where HTML is made of it."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            yield Token(token.lineno, "data", str(escape(token.value))) if token.type == "data" else token


class _Environment(ImmutableSandboxedEnvironment):
    """No text has to multiply or to fill up with spaces, and a number or a word of any size would keep everybody
    waiting."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "%" and isinstance(left, int):
            return super().call_binop(context, operator, left, right)
        raise SecurityError(operator)

    def wrap_str_format(self, value: Any) -> None:
        """None: that of words is as unsafe as the others."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return attr not in WIDENING and super().is_safe_attribute(obj, attr, value)


def _without_turns(words: str) -> str:
    return "".join(sign for sign in words if unicodedata.bidirectional(sign) not in _DIRECTIONS)


def _isolated(value: Any) -> Any:
    """Letters from right to left don't turn around what stands beside them; signs that would are left out."""
    if not isinstance(value, str):
        return value
    letters = _without_turns(value)
    if not any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in letters):
        return letters
    return "\n".join(f"\u2068{line}\u2069" if line else line for line in letters.split("\n"))


def _marked(value: Any) -> Any:
    """The same for HTML, where each value stands in an element of its own."""
    if isinstance(value, Undefined) or not isinstance(value, (str, int)):
        return value
    text = _without_turns(str(value))
    spaces = Markup(' style="white-space: pre-wrap"') if "  " in text else ""  # such as those of a password
    lines = (escape(line) for line in text.split("\n"))
    return Markup('<bdi dir="auto"{}>{}</bdi>').format(spaces, Markup("<br>").join(lines))


def _environment(**how: Any) -> Environment:
    environment = _Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, **how)
    for name in WIDENING & environment.filters.keys():
        del environment.filters[name]
    del environment.globals["lipsum"]
    return environment


TEXT = _environment(finalize=_isolated)
"""Fills in the words as plain text."""

WORDS_FOR_HTML = _environment(finalize=_marked, autoescape=True, extensions=[_PlainWords])
"""Fills in the same words for HTML, every value in an element `bdi`."""

PAGE = _environment(autoescape=True)
"""Fills in the page around them, which is HTML itself."""


def filled_in(environment: Environment, file: TextFile, facts: Facts) -> str:
    """Raises BadText."""
    template = _compiled(environment, file, frozenset(facts))
    try:
        return within_bounds(template, facts)
    except TooMuch as error:
        raise BadText(file, _line(error, file), str(error)) from None
    except Exception as error:  # a text can do a lot that it shouldn't
        raise BadText(file, _line(error, file), _why(error, file)) from None


@lru_cache(maxsize=256)
def _compiled(environment: Environment, file: TextFile, known: frozenset[str]) -> Template:
    try:
        tree = environment.parse(file.source)
        strange = find_undeclared_variables(tree) - known - environment.globals.keys()
        for name in tree.find_all(Name):
            if name.name in strange:
                raise BadText(file, name.lineno, f"there is no “{name.name}”; it may use {', '.join(sorted(known))}")
        code = environment.compile(counted(tree), file.name, file.name)
    except TemplateSyntaxError as error:
        raise BadText(
            file, error.lineno, (error.message or "it can't be read").rstrip(".").replace(". ", "; ")
        ) from None
    except (RecursionError, SyntaxError):  # Python's own bounds, of what a text is made into
        raise BadText(file, 1, "too much in it stands within something else") from None
    return Template.from_code(environment, code, environment.make_globals(None))


def _line(error: Exception, file: TextFile) -> int:
    """Of the file, where it went wrong."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file.name]
    return (lines and lines[-1]) or 1


def _why(error: Exception, file: TextFile) -> str:
    """Without the facts, which an error's own words may quote."""
    match error:
        case SecurityError():
            return "this isn't allowed in a text"
        case UndefinedError():
            return "something that is named here doesn't exist"
        case _:
            return f"it can't be filled in ({type(error).__name__})"
