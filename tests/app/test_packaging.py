"""What is packed, as far as it can be seen without packing: `make package ARGS=--try` does the rest, in CI."""

from __future__ import annotations

import argparse
import configparser
import hashlib
import plistlib
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app import arguments
from ui.wording.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
LINUX = PACKAGING / "linux"
SPEC = (PACKAGING / "foyer.spec").read_text(encoding="utf-8")
SCRIPTS = ("sign.sh", "macos/build.sh")
ISS = (PACKAGING / "windows" / "foyer.iss").read_text(encoding="utf-8")

linux_alone = pytest.mark.skipif(sys.platform != "linux", reason="set-up brings these tools on Linux alone")
needs_a_shell = pytest.mark.skipif(sys.platform == "win32", reason="there is no sh")


@pytest.fixture(autouse=True)
def _as_package_py_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))


def options_of(parser: argparse.ArgumentParser) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", parser.format_help()))


def test_the_manual_page_has_every_option_and_no_other() -> None:
    page = (LINUX / "foyer.1").read_text(encoding="utf-8").replace("\\-", "-")
    described = [line for line in page.splitlines() if line.startswith((".B ", ".BR ", ".BI "))]
    there = set(re.findall(r"--[a-z][a-z-]*", "".join(described)))
    parsers = [made for name, made in vars(arguments).items() if name.endswith("_parser")]
    assert there == set.union(*(options_of(parser()) for parser in parsers))


@linux_alone
def test_the_manual_page_is_one() -> None:
    shown = subprocess.run(
        ["man", "--warnings", "-l", str(LINUX / "foyer.1")], capture_output=True, text=True, check=True
    )
    assert "--screenshot FILE" in re.sub(r".\x08", "", shown.stdout).replace("‐", "-")
    assert shown.stderr == ""


def test_the_menu_entry_starts_what_is_installed_and_shows_its_icon() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(LINUX / "foyer.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]
    assert (told["Exec"], told["Icon"], told["StartupWMClass"]) == ("foyer", "foyer", "foyer")
    about = ElementTree.parse(LINUX / "foyer.metainfo.xml").getroot()
    assert about.findtext("launchable") == "foyer.desktop"
    assert about.findtext("provides/binary") == "foyer"


def test_icons_are_drawn_in_every_kind(tmp_path: Path) -> None:
    import icons

    icons.draw(tmp_path)
    kinds = {file.name: file.read_bytes()[:4] for file in tmp_path.iterdir()}
    assert kinds["foyer-16.png"] == kinds["foyer-512.png"] == b"\x89PNG"
    assert kinds["foyer.icns"] == b"icns"
    assert kinds["foyer.ico"] == b"\0\0\1\0"
    assert kinds["foyer.svg"] == b"<svg"


def test_an_archive_of_the_same_files_is_the_same_to_the_byte(tmp_path: Path) -> None:
    import bundle
    from linux import archives

    sums = set()
    for name in ("one", "other"):
        folder = tmp_path / name / "foyer"
        folder.mkdir(parents=True)
        files = ["b", "a", "c"] if name == "one" else ["c", "b", "a"]
        for file in files:
            (folder / file).write_text(file)
            (folder / file).chmod(0o640 if name == "one" else 0o666)
        bundle.settle(folder, 1_700_000_000)
        archive = archives.tar_gz(folder, tmp_path / name / "foyer.tar.gz", 1_700_000_000)
        sums.add(hashlib.sha256(archive.read_bytes()).hexdigest())
    assert len(sums) == 1


def test_the_time_of_everything_is_the_one_that_was_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import bundle

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert bundle.epoch() == 1_700_000_000
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setattr(bundle, "ROOT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(SystemExit, match=r"^This is no clone of the repository: set SOURCE_DATE_EPOCH"):
        bundle.epoch()


def test_everybodys_licence_is_told() -> None:
    import licences

    words = licences.text()
    for name in ("Python 3", "PySide6_Essentials", "cryptography", "certifi", "SQLAlchemy", "jeepney", "tzdata"):
        assert name in words
    assert "pytest" not in {one.name for one in licences.bundled()}


def test_all_languages_are_there_to_be_bundled() -> None:
    built = {file.stem.removeprefix("kiosk_") for file in (ROOT / "resources" / "translations").glob("*.qm")}
    assert built | {"en"} == set(LANGUAGES)


def test_a_miss_of_a_size_fails_and_a_miss_of_a_time_is_written_down() -> None:
    from linux.figures import Row, table, within

    assert within([Row("bundle", 170, "MB", 170, strict=True), Row("ratio", 2, "×", 1.3)])
    assert not within([Row("bundle", 171, "MB", 170, strict=True)])
    assert "| ratio | 2.00 × | 1.3 ×, not met |" in table([Row("ratio", 2, "×", 1.3)])


def test_readme_has_a_place_for_the_table_and_names_what_is_there() -> None:
    from linux.figures import BEGIN, END

    words = (PACKAGING / "README.md").read_text(encoding="utf-8")
    assert words.index(BEGIN) < words.index(END)
    for name in re.findall(r"\]\(([^):]+)\)", words):
        assert (PACKAGING / name).exists(), name


@needs_a_shell
def test_a_release_is_signed_and_what_was_changed_since_is_found(tmp_path: Path) -> None:
    key, release = tmp_path / "key", tmp_path / "a release"
    release.mkdir()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)], check=True)
    files = [release / name for name in ("foyer.tar.gz", "foyer.deb")]
    for file in files:
        file.write_text(file.name)
    subprocess.run(["sh", str(PACKAGING / "sign.sh"), str(key), *map(str, files)], check=True, capture_output=True)
    lines = (release / "SHA256SUMS").read_text().splitlines()
    assert lines == [f"{hashlib.sha256(name.encode()).hexdigest()}  {name}" for name in ("foyer.deb", "foyer.tar.gz")]

    (tmp_path / "signers").write_text(f"foyer {key.with_suffix('.pub').read_text()}")
    verify = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "signers"), "-I", "foyer", "-n", "foyer-release"]
    verify += ["-s", str(release / "SHA256SUMS.sig")]
    sums = (release / "SHA256SUMS").read_bytes()
    assert subprocess.run(verify, input=sums, capture_output=True).returncode == 0
    assert subprocess.run(verify, input=sums.replace(b"deb", b"dab"), capture_output=True).returncode != 0


@needs_a_shell
@pytest.mark.parametrize("name", SCRIPTS)
def test_the_shell_reads_the_scripts(name: str) -> None:
    subprocess.run(["sh", "-n", str(PACKAGING / name)], check=True)


@linux_alone
def test_the_scripts_have_no_mistake_that_is_known_of_shells() -> None:
    subprocess.run(["shellcheck", *(str(PACKAGING / name) for name in SCRIPTS)], check=True)


def test_windows_and_macos_are_built_by_the_same_command_and_spec() -> None:
    for name in ("windows/build.ps1", "macos/build.sh"):
        words = (PACKAGING / name).read_text(encoding="utf-8").replace("\\", "/")
        assert "packaging/bootstrap.py package" in words
        for path in re.findall(r"packaging/[\w./]+\w", words):
            assert (ROOT / path).exists(), path
    assert 'name="Foyer.app"' in SPEC
    assert "dist/Foyer.app" in (PACKAGING / "macos" / "build.sh").read_text(encoding="utf-8")
    plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())


def test_the_windows_installer_can_be_parsed_and_packs_what_the_spec_makes() -> None:
    sections = dict(re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[|\Z)", ISS, re.MULTILINE | re.DOTALL))
    assert set(sections) == {"Setup", "Tasks", "InstallDelete", "Files", "Icons", "Run", "UninstallRun", "Code"}
    for name in set(sections) - {"Code", "Setup"}:
        for line in sections[name].splitlines():
            assert (
                not line or line.startswith((";", "#")) or re.fullmatch(r"(\w+: (\"[^\"]*\"|[\w ]+)(; |$))+", line)
            ), line
    setup = dict(line.split("=", 1) for line in sections["Setup"].splitlines() if "=" in line)
    assert re.fullmatch(r"\{\{[0-9A-F-]{36}\}", setup["AppId"])
    assert setup["CloseApplications"] == "force"  # a kiosk doesn't close when asked
    assert (PACKAGING / "windows" / setup["LicenseFile"].replace("\\", "/")).resolve() == ROOT / "LICENSE"
    for source in re.findall(r'Source: "([^"*]+)', sections["Files"]):
        path = (PACKAGING / "windows" / source.replace("\\", "/")).resolve()
        assert path == ROOT / "dist" / "foyer" or path.exists(), source
    programs = set(re.findall(r"\{app\}\\([\w-]+)\.exe", ISS))
    assert programs <= set(re.findall(r'EXE\(.*?name="([\w-]+)"', SPEC))
