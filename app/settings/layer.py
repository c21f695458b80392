"""The settings that one source names, and what it calls them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from app.settings.toml_file import line_of

PREFIX = "FOYER_"

BARE = re.compile(r"[A-Za-z0-9_-]+")
"""A name that needs no quotes. Any other is no setting of Foyer's, and may be a sentence about somebody."""

COMMAND_LINE = "the command line"
ENVIRONMENT = "the environment"


class Layer(Struct, frozen=True):
    """`source` is where a person finds it: a file's path, or what it is. `written` holds, by the setting's name, the
    old name that it stands there under; `warnings` are sentences about what is old or passed over."""

    source: str
    values: Mapping[str, Any]
    file: Path | None = None
    written: Mapping[str, str] = field(default_factory=dict)
    warnings: Sequence[str] = ()

    def place(self, name: str) -> str:
        """Where the setting stands: of a file its line too, if it is plain to see."""
        line = line_of(self.file, self.written.get(name, name)) if self.file else None
        return f"{self.source}, line {line}" if line else self.source

    def spelling(self, name: str) -> str:
        """What the setting is called there."""
        name = self.written.get(name, name)
        if self.source == ENVIRONMENT:
            return PREFIX + name.upper()
        if self.source == COMMAND_LINE:
            return f"--{name}"
        return name if BARE.fullmatch(name) else "what stands there in quotes"
