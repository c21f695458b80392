"""Whether the bundle has everything that is found by a name at run time: nothing else would tell before a user does."""

import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = Path(sysconfig.get_path("purelib"))
WHOLE = (ROOT / "app", ROOT / "ui", PACKAGES / "keyring" / "backends", PACKAGES / "phonenumbers" / "data")
UVICORN = ["uvicorn.loops.asyncio", "uvicorn.protocols.http.h11_impl", "uvicorn.lifespan.on"]
POSTGRESQL = ["sqlalchemy.dialects.postgresql.psycopg", "psycopg_binary"]
SINGLE = [*UVICORN, "sqlalchemy.dialects.sqlite.pysqlite", *POSTGRESQL, "email_validator", "tzdata", "resources"]
LOCALES = ("root", "en", "en_001", "en_GB", "de", "es", "fr", "it", "nl")
"""Babel's data of the languages of letters, and what these are built on."""


def check(folder: Path) -> None:
    """Ends the program with the names of what is missing."""
    inside = folder / "_internal"
    missing = sorted(set(required_modules()) - modules(folder))
    missing += [str(name) for name in sorted(required_files()) if not (inside / name).exists()]
    missing += [f"{file.name}'s translation" for file in ROOT.glob("resources/**/*.ts") if not translated(inside, file)]
    if missing:
        sys.exit("The bundle lacks: " + ", ".join(missing))


def modules(folder: Path) -> set[str]:
    program = folder / ("foyer.exe" if sys.platform == "win32" else "foyer")
    archive = CArchiveReader(str(program))
    return set(archive.open_embedded_archive("PYZ.pyz").toc)


def required_modules() -> Iterator[str]:
    yield from SINGLE
    for package in WHOLE:
        place = ROOT if package.is_relative_to(ROOT) and not package.is_relative_to(PACKAGES) else PACKAGES
        for file in package.rglob("*.py"):
            name = ".".join(file.relative_to(place).with_suffix("").parts).removesuffix(".__init__")
            if name != "app.__main__":  # that is the program itself
                yield name


def required_files() -> Iterator[Path]:
    for file in (PACKAGES / "tzdata" / "zoneinfo").rglob("*"):
        if file.is_file() and file.suffix not in (".py", ".pyc"):
            yield file.relative_to(PACKAGES)
    for name in LOCALES:
        yield Path("babel") / "locale-data" / f"{name}.dat"
    for file in (ROOT / "resources").rglob("*"):
        if file.suffix in (".html", ".json", ".qm", ".qss", ".svg", ".toml", ".ttf", ".txt"):
            yield file.relative_to(ROOT)


def translated(inside: Path, file: Path) -> bool:
    return (inside / file.relative_to(ROOT)).with_suffix(".qm").exists()
