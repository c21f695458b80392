"""What a document names of this repository: files, folders and modules by their path from its root, and names in the
code."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOPS = ("app", "ui", "resources", "tests", "packaging", "docs", r"\.ci")

_PATH = re.compile(rf"(?<![\w./<>{{}}~-])(?:{'|'.join(TOPS)})/[\w./-]*")
_MODULE = re.compile(r"(?<![\w./-])(?:app|ui|tests)(?:\.[a-z]\w*)+")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
_FILE = re.compile(r"`([\w-]+\.(?:py|md|lock|spec)|pyproject\.toml)`")
_NAME = re.compile(r"`([A-Za-z_][\w.]*)(?:\(\))?`")


def paths_in(words: str, folder: Path = ROOT) -> set[Path]:
    """`folder` is the document's own, from which its links lead."""
    found = {ROOT / path.rstrip(".") for path in _PATH.findall(words)}
    return found | {folder / link for link in _LINK.findall(words)}


def bare_files_in(words: str) -> set[str]:
    """Files that are named without their folder, because it was named before or many have one."""
    return set(_FILE.findall(words))


def all_file_names() -> set[str]:
    """Of all files of this repository, without their folders."""
    folders = [ROOT / top.replace("\\", "") for top in TOPS]
    return {file.name for folder in folders for file in folder.rglob("*")} | {file.name for file in ROOT.iterdir()}


def modules_in(words: str) -> set[str]:
    return {name for name in _MODULE.findall(words) if not name.endswith((".py", ".md", ".ts"))}


def is_there(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def names_in(words: str) -> set[str]:
    """What stands in backquotes and could be a name in the code, part by part."""
    found = {name for name in _NAME.findall(words) if not _FILE.fullmatch(f"`{name}`")}
    return {part for name in found for part in name.split(".")}
