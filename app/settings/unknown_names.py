"""Names that are no setting's, in a file that may have them: of a newer Foyer, or mistyped."""

from __future__ import annotations

from msgspec.structs import replace

from app.settings.checks import Unfit
from app.settings.layer import Layer
from app.settings.settings import FIELDS
from app.settings.validation_messages import reason


def without_unknown(layer: Layer) -> Layer:
    """The layer's known settings, with a warning for each other name that stands there."""
    known = {name: value for name, value in layer.values.items() if name in FIELDS}
    warnings = [
        f"{layer.place(name)}: {layer.spelling(name)} is not read: {reason(Unfit(name, value))}."
        for name, value in layer.values.items()
        if name not in FIELDS
    ]
    return replace(layer, values=known, warnings=[*layer.warnings, *warnings])
