"""Whose work is in the bundle, and on what terms: one text, for the package's `copyright` and the .tar.gz."""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement  # the library of that name

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
CLDR = Path("babel") / "locale-data" / "LICENSE.unicode"
HEAD = """\
Foyer, the front desk's own program.

{own}
What follows is in the same folder, each under its own terms. Qt and PySide6 are used under the LGPL, version 3: they
are libraries of their own in _internal/PySide6, which you may replace. On Debian the LGPL's and the GPL's texts are
/usr/share/common-licenses/LGPL-3 and GPL-3. Their sources: https://download.qt.io/official_releases/
"""
PYTHONS_LIBRARIES = ("libbz2-1.0", "libexpat1", "libffi8", "liblzma5", "libsqlite3-0", "libssl3", "libuuid1")
"""What Python's own modules link to and the bundle brings along, by Debian's names."""


def text() -> str:
    parts = [HEAD.format(own=(ROOT / "LICENSE").read_text(encoding="utf-8"))]
    parts += [_part("Inter, the typeface: OFL-1.1", (FONTS / "OFL.txt").read_text(encoding="utf-8"))]
    parts += [_part("Unicode CLDR, Babel's data: Unicode-3.0", _of_babels_data())]
    parts += [_part(f"Python {sys.version.split()[0]}", _pythons_own())]
    parts += [_part(f"{one.name} {one.version}: {_terms(one)}", _words(one)) for one in bundled()]
    parts += [_part(name, _of_package(name)) for name in PYTHONS_LIBRARIES]
    return "\n".join(parts)


def bundled() -> list[Distribution]:
    """Every distribution that Foyer needs on this system, those that it needs through others included."""
    distributions: dict[str, Distribution] = {}
    requirements = _required(distribution("foyer"), {"notify"})
    while requirements:
        one = requirements.pop()
        name = re.sub(r"[-_.]+", "-", one.name).lower()
        if name in distributions:
            continue
        try:
            distributions[name] = distribution(one.name)
        except PackageNotFoundError:
            continue  # a requirement of one that isn't asked for here
        requirements += _required(distributions[name], one.extras)
    return [distributions[name] for name in sorted(distributions)]


def _required(one: Distribution, extras: set[str]) -> list[Requirement]:
    """What a distribution needs here, with these of its extras."""
    needed = map(Requirement, one.requires or [])
    return [
        each
        for each in needed
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in ("", *extras))
    ]


def _part(title: str, words: str) -> str:
    return f"{'-' * 72}\n{title}\n{'-' * 72}\n\n{words.strip()}\n"


def _terms(one: Distribution) -> str:
    terms = [one.metadata[name] for name in ("License-Expression", "License") if name in one.metadata]
    return terms[0].splitlines()[0] if terms else "as said below"


def _words(one: Distribution) -> str:
    named = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
    files = [file for file in one.files or [] if ".dist-info" in str(file) and named.search(file.name)]
    words = [file.read_text(encoding="utf-8") for file in sorted(files) if file.suffix != ".py"]
    return "\n\n".join(words) or "(It comes without a file that says more.)"


def _of_babels_data() -> str:
    return Path(str(distribution("babel").locate_file(CLDR))).read_text(encoding="utf-8")


def _pythons_own() -> str:
    files = [*Path(sys.base_prefix).glob("lib/python3*/LICENSE.txt"), *Path(sys.base_prefix).glob("LICENSE.txt")]
    return files[0].read_text(encoding="utf-8") if files else _of_package(f"python3.{sys.version_info.minor}")


def _of_package(name: str) -> str:
    """What Debian says of a library that Python was built with."""
    for file in sorted(Path("/usr/share/doc").glob(f"{name}*/copyright")):
        return file.read_text(encoding="utf-8", errors="replace")
    return f"(The copyright of {name} isn't on the machine that built this.)"
