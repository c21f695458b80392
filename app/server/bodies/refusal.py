"""Why a request was refused: an HTTP status and one plain sentence that names the field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

_WORDS = {
    "missing": "is missing",
    "string_too_short": "is missing",
    "string_too_long": "is longer than {max_length} characters",
    "string_type": "is not a text",
    "list_type": "is not a list",
    "too_long": "has more than {max_length} items",
    "extra_forbidden": "is no attribute of this",
    "model_type": "is not an object",
    "model_attributes_type": "is not an object",
    "int_parsing": "is not a whole number",
    "int_parsing_size": "is too large a number",
    "greater_than_equal": "is less than {ge}",
    "less_than_equal": "is more than {le}",
    "none_required": "can only be taken away",
    "value_error": "{error}",
}


class Refusal(Exception):
    """The request can't be done. `status` is a 4xx code, `words` are shown to a person as they stand, and `more` are
    further attributes of the answer."""

    def __init__(self, status: int, words: str, more: Mapping[str, Any] | None = None) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.more = more or {}


def refused(error: ValidationError) -> Refusal:
    """A Refusal 400 that says the first thing that is wrong in a body."""
    return Refusal(400, in_words(error.errors(include_url=False)))


def in_words(faults: Sequence[Mapping[str, Any]]) -> str:
    """The first of pydantic's faults as a sentence, such as "lastName of visitor 2 is missing"."""
    fault = faults[0]
    if fault["type"] == "json_invalid":
        return f"The body is not JSON: {fault['ctx']['error']}"
    place = _place([part for part in fault["loc"] if part not in ("query", "header", "path", "body")])
    if not place and fault["type"] == "value_error":
        return str(fault["ctx"]["error"])
    predicate = _WORDS.get(fault["type"], "is not usable: {msg}")
    return f"{place or 'The body'} {predicate.format(msg=fault['msg'], **fault.get('ctx', {}))}"


def _place(location: list[Any]) -> str:
    if len(location) > 1 and location[0] == "visitors" and isinstance(location[1], int):
        return f"{_place(location[2:])} of visitor {location[1] + 1}" if location[2:] else f"Visitor {location[1] + 1}"
    return " ".join(str(part + 1 if isinstance(part, int) else part) for part in location)
