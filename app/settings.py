"""What this desk is told: its server, its site, its look.

A value comes from, the later the stronger: the default here, the TOML file, FOYER_<NAME> in the environment, the
command line. The access token is no setting: see credentials.py.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal
from zoneinfo import available_timezones

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from app.errors import BadSetting

EMBEDDED_COMPANY = "CO-DESK"
"""The company id of the desk's own embedded server."""

FILE_NAME = "foyer.toml"


class Settings(BaseSettings):
    """Read with `load`. An empty `server` means the embedded desk server, which needs no account and no network."""

    model_config = SettingsConfigDict(env_prefix="FOYER_", frozen=True, extra="forbid")

    server: str = Field(default="", description="Server address, such as https://api.example.com")
    company: str = Field(default="", description="Company ID, such as CO-C202")
    prefix: str = Field(default="/app/{companyId}", description="Path before every call; {companyId} is filled in")
    site_name: str = Field(default="", description="Name of this site until a server tells one")
    time_zone: str = Field(default="", description="IANA time zone of the site until a server tells one")
    desk_name: str = Field(default="Desk 1", description="Name of this desk")
    look: Literal["system", "light", "dark"] = Field(default="system", description="Light, dark, or as the system")
    text_scale: float = Field(default=1.0, ge=0.8, le=2.0, description="Text size: 1 is normal, 2 is twice as large")

    @field_validator("prefix")
    @classmethod
    def _starts_with_a_slash(cls, prefix: str) -> str:
        if prefix and not prefix.startswith("/"):
            raise ValueError("it starts with a slash, such as /app/{companyId}")
        return prefix.rstrip("/")

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        if name and name not in available_timezones():
            raise ValueError("it is an IANA name, such as Europe/Brussels")
        return name

    @property
    def embedded(self) -> bool:
        """Whether this desk runs on its own server."""
        return not self.server

    @property
    def company_id(self) -> str:
        return self.company or (EMBEDDED_COMPANY if self.embedded else "")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The file's values are handed in as arguments, so the environment has to come before them."""
        return env_settings, init_settings


def data_folder(chosen: Path | None = None) -> Path:
    """Where this desk keeps its files: the folder that was asked for, else the system's place for them."""
    return chosen or Path(platformdirs.user_data_dir("Foyer", appauthor=False))


def settings_file(chosen: Path | None = None) -> Path:
    """The person's own settings. A desk that was given a data folder keeps them in there too."""
    return (chosen or Path(platformdirs.user_config_dir("Foyer", appauthor=False))) / FILE_NAME


def load(file: Path, overrides: dict[str, Any] | None = None) -> Settings:
    """Settings from `file` (it may be missing) and the environment; `overrides` win over both.

    Raises BadSetting with one sentence that names the place and what would be right.
    """
    written = _read(file)
    try:
        settings = Settings(**written)
        return Settings.model_validate(settings.model_dump() | (overrides or {})) if overrides else settings
    except ValidationError as error:
        fault = error.errors()[0]
        name = str(fault["loc"][0]) if fault["loc"] else "?"
        place = "the command line" if name in (overrides or {}) else _place(name, file, name in written)
        raise BadSetting(f"{place}: {name} can't be used: {_reason(fault['type'], fault['msg'])}") from error


def save(file: Path, changes: dict[str, Any]) -> None:
    """Writes `changes` into `file` and leaves every other line as it stands. Raises OSError when the disk refuses."""
    import tomlkit  # only the person who saves settings pays for it

    document = tomlkit.parse(file.read_text(encoding="utf-8")) if file.exists() else tomlkit.document()
    document.update(changes)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_text(tomlkit.dumps(document), encoding="utf-8")
    beside.replace(file)
