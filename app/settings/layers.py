"""Where settings come from, and which of several values is in force."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import platformdirs
from msgspec import Struct
from msgspec.structs import asdict, replace

from app.errors import BadSetting
from app.settings.checks import Unfit, settings_of
from app.settings.layer import COMMAND_LINE, ENVIRONMENT, PREFIX, Layer
from app.settings.old_names import OLD_NAMES
from app.settings.settings import FIELDS, Settings
from app.settings.todays_names import with_todays_names
from app.settings.toml_file import read
from app.settings.unknown_names import without_unknown
from app.settings.validation_messages import reason

FILE_NAME = "foyer.toml"


class WrongValue(BadSetting):
    """One value can't be used; without it, `layer` may be fine."""

    def __init__(self, words: str, layer: Layer, name: str) -> None:
        super().__init__(words)
        self.layer = layer
        self.name = name


def data_folder(chosen: Path | None = None) -> Path:
    """Where this desk keeps its files: the folder that was asked for, else the system's place for them."""
    return chosen or Path(platformdirs.user_data_dir("Foyer", appauthor=False))


def settings_file(chosen: Path | None = None) -> Path:
    """The person's own settings. A desk that was given a data folder keeps them in there too."""
    return (chosen or Path(platformdirs.user_config_dir("Foyer", appauthor=False))) / FILE_NAME


def system_file() -> Path:
    """The settings of everybody on this PC, which site IT writes and Foyer only reads. Every desk reads them, also one
    with a data folder of its own.

    One place a system: /etc/xdg/Foyer on Linux, C:\\ProgramData\\Foyer on Windows, /Library/Application Support/Foyer
    on macOS. A Linux desktop may put folders of its own first (XDG_CONFIG_DIRS); the first that has the file counts.
    """
    folders = platformdirs.site_config_dir("Foyer", appauthor=False, multipath=True).split(os.pathsep)
    files = [Path(folder) / FILE_NAME for folder in folders]
    return next((file for file in files if os.path.exists(file)), files[-1])  # Path.exists raises in a locked folder


class Reading(Struct, frozen=True):
    """The settings in force. `warnings` are sentences about old names, and about names that are no setting's."""

    settings: Settings
    warnings: Sequence[str]


def load(
    file: Path,
    overrides: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] = os.environ,
    *,
    system: Path | None = None,
) -> Settings:
    """The settings that `reading` gives, without its warnings. Raises BadSetting as that does."""
    return reading(file, overrides, environment, system=system).settings


def reading(
    file: Path,
    overrides: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] = os.environ,
    *,
    system: Path | None = None,
) -> Reading:
    """The settings of four layers; where several set the same, the stronger counts. From the strongest: `overrides`,
    the `environment`, the person's own `file`, the `system`-wide file. Each file may be missing. A name that is no
    setting's is a warning in the person's own file, and an error anywhere else.

    Raises BadSetting with one sentence: where it stands, and what would be right.
    """
    layers = [layer() for layer in sources(file, overrides, environment, system=system)]
    return Reading(settle(layers), [words for layer in layers for words in layer.warnings])


def below(system: Path | None) -> dict[str, Any]:
    """By name, every setting as it would be without the person's own file. Raises BadSetting as `load` does."""
    return asdict(settle([_file_layer(system)] if system else []))


def sources(
    file: Path, overrides: Mapping[str, Any] | None, environment: Mapping[str, str], *, system: Path | None
) -> tuple[Callable[[], Layer], ...]:
    """Functions that each read one layer, the strongest first. Each raises BadSetting for a file or a variable that
    can't be read; making them raises nothing."""
    return (
        lambda: Layer(COMMAND_LINE, dict(overrides or {})),
        lambda: with_todays_names(Layer(ENVIRONMENT, _from_environment(environment))),
        lambda: without_unknown(_file_layer(file)),
        *([lambda: _file_layer(system)] if system else []),
    )


def settle(layers: list[Layer]) -> Settings:
    """The settings in force; the first layer is the strongest. Raises WrongValue for the first value that can't be
    used."""
    merged = {name: value for layer in reversed(layers) for name, value in layer.values.items()}
    try:
        return settings_of(merged)
    except Unfit as unfit:
        layer = next(layer for layer in layers if unfit.name in layer.values)
        words = f"{layer.place(unfit.name)}: {layer.spelling(unfit.name)} can't be used: {reason(unfit)}."
        raise WrongValue(words, layer, unfit.name) from unfit


def settle_what_can_be(layers: list[Layer]) -> tuple[Settings, list[Layer], list[str]]:
    """The settings in force when each value that can't be used is left out; the layers without those values; and a
    sentence for each value that was left out. Raises nothing."""
    complaints: list[str] = []
    while True:
        try:
            return settle(layers), layers, complaints
        except WrongValue as error:
            complaints.append(str(error))
            usable = {name: value for name, value in error.layer.values.items() if name != error.name}
            layers = [replace(layer, values=usable) if layer is error.layer else layer for layer in layers]


def _file_layer(file: Path) -> Layer:
    return with_todays_names(Layer(str(file), read(file), file))


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """FOYER_ variables that name a setting, or did; FOYER_TOKEN and others that aren't settings stay out."""
    named = {PREFIX + name.upper(): name for name in (*FIELDS, *OLD_NAMES)}
    return {named[key]: value for key, value in environment.items() if key in named}
