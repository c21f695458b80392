"""A layer in which settings stand under old names, read as if they stood there under the names of today."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from app.settings.layer import Layer
from app.settings.old_names import OLD_NAMES


def with_todays_names(layer: Layer) -> Layer:
    """The same settings by the names of today. Where both names stand, the one of today counts."""
    values: dict[str, Any] = {name: value for name, value in layer.values.items() if name not in OLD_NAMES}
    written, warnings = {}, []
    for old, value in layer.values.items():
        if old not in OLD_NAMES:
            continue
        name = OLD_NAMES[old]
        sentence = f"{layer.place(old)}: {layer.spelling(old)} is the old name of {layer.spelling(name)}"
        if name in values:
            warnings.append(f"{sentence}, which stands there as well, so it is not read.")
        else:
            values[name], written[name] = value, old
            warnings.append(f"{sentence}.")
    return replace(layer, values=values, written=written, warnings=[*layer.warnings, *warnings])
