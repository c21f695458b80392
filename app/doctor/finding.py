"""What one look brought."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import force_setattr

from app.system.logs import redacted

_PERSONS_FOLDER = re.compile(r"(?i)((?:/home|/Users|[a-z]:\\Users)[/\\])[^/\\]+")


class Finding(Struct, frozen=True):
    """`facts` are texts, numbers, flags, None for what isn't known, and lists and mappings of those; `wrong` is a
    sentence for each thing that needs a person.

    Whoever makes a finding leaves out what is secret or about a person. What is left of it, in a path or in words that
    come from elsewhere, is taken out here.
    """

    topic: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    wrong: Sequence[str] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "facts", _without_persons(self.facts))
        force_setattr(self, "wrong", _without_persons(self.wrong))


def _without_persons(value: Any) -> Any:
    if isinstance(value, str):
        return redacted(_without_names(value))
    if isinstance(value, Mapping):
        return {key: _without_persons(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_without_persons(inner) for inner in value]
    return value


def _without_names(text: str) -> str:
    """A person's folder is named after who signs in."""
    home = os.path.expanduser("~").rstrip("/\\~")
    if home:
        text = re.sub(rf"{re.escape(home)}(?![\w.-])", "~", text)
    return _PERSONS_FOLDER.sub(r"\1[name]", text)
