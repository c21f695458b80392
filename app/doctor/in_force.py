"""The settings in force and where they come from, however broken their files are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.errors import BadSetting
from app.settings import FIELDS, PREFIX, Layer, Settings
from app.settings.layers import settle_what_can_be, sources
from app.settings.old_names import OLD_NAMES

TOKEN = "FOYER_TOKEN"


class InForce(Struct, frozen=True):
    """`layers` are where they come from, the strongest first; `wrong` says, in sentences, what can't be
    used, is passed over, or stands under an old name."""

    settings: Settings
    layers: Sequence[Layer]
    wrong: Sequence[str]

    def source(self, name: str) -> str | None:
        """Where the setting's value stands; None when it is the default."""
        return next((layer.place(name) for layer in self.layers if name in layer.values), None)


def in_force(file: Path, system: Path, overrides: Mapping[str, Any], environment: Mapping[str, str]) -> InForce:
    """A file that can't be read counts as empty, a value that can't be used as not given."""
    layers, wrong = [], []
    for source in sources(file, overrides, environment, system=system):
        try:
            layers.append(source())
        except BadSetting as error:
            wrong.append(str(error))
    settings, layers, unusable = settle_what_can_be(layers)
    warnings = [words for layer in layers for words in layer.warnings]
    return InForce(settings, layers, [*wrong, *unusable, *warnings, *_misspelt(environment)])


def _misspelt(environment: Mapping[str, str]) -> list[str]:
    """Variables that were meant for Foyer, and that it doesn't read: elsewhere nobody would ever say so."""
    known = [TOKEN, *(PREFIX + name.upper() for name in FIELDS)]
    read = {*known, *(PREFIX + name.upper() for name in OLD_NAMES)}
    meant = sorted(name for name in environment if name.startswith(PREFIX) and name not in read)
    closest = {name: get_close_matches(name, known, n=1) for name in meant}
    return [f"{name} is no setting, so it is not read; is it {near[0]}?" for name, near in closest.items() if near]
