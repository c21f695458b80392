"""Names in a settings file that are no setting's any more, not yet, or by mistake: the desk starts, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.__main__ import main
from app.errors import BadSetting
from app.settings import FIELDS, Settings, below, load, reading, save
from app.settings.old_names import OLD_NAMES


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "foyer.toml"


@pytest.fixture
def renamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that was called late_after once."""
    monkeypatch.setitem(OLD_NAMES, "late_after", "late_minutes")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("serer = 'x'", "serer is not read: Foyer has no such setting; the closest is server."),
        ("Site-Name = 'x'", "Site-Name is not read: Foyer has no such setting; the closest is site_name."),
        ("'colour' = 1", "colour is not read: Foyer has no such setting; foyer --sample-config lists all."),
        ("'Ana Lima' = 1", "what stands there in quotes is not read: Foyer has no such setting; foyer --sample-config"),
        ("[wifi]", "wifi is not read: settings stand in no section, each is a line of its own, such as desk_name = "),
    ],
)
def test_an_unknown_name_in_the_persons_file_is_said_with_its_line_and_the_rest_counts(
    file: Path, line: str, said: str
) -> None:
    file.write_text(f"late_minutes = 5\n{line}\n")
    told = reading(file, environment={})
    assert told.settings == Settings(late_minutes=5)
    (words,) = told.warnings
    assert words.startswith(f"{file}, line 2: {said}")
    assert words.endswith(".")


def test_the_person_who_starts_foyer_reads_it(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.command_line.has_display", lambda: False)  # so that no window opens in a test
    file.write_text('desk_nam = "North"\n')
    assert main(["--data-dir", str(file.parent)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0] == (
        f"foyer: {file}, line 1: desk_nam is not read: Foyer has no such setting; the closest is desk_name."
    )
    assert "there is no display" in said[1]


def test_an_unknown_name_in_the_system_wide_file_is_refused(file: Path, tmp_path: Path) -> None:
    system = tmp_path / "system.toml"
    system.write_text("look = 'dark'\nserer = 'x'\n")
    with pytest.raises(BadSetting, match=r"system\.toml, line 2: serer can't be used: Foyer has no such setting; the"):
        load(file, environment={}, system=system)


def test_a_wrong_value_beside_an_unknown_name_is_refused(file: Path) -> None:
    file.write_text("serer = 'x'\nlook = 'pink'\n")
    with pytest.raises(BadSetting, match=r"line 2: look can't be used"):
        load(file, environment={})


def test_saving_loses_nothing_that_foyer_does_not_know(file: Path) -> None:
    before = '# mine\nserer = "x"  # of a newer Foyer\nlook = "dark"\n\n[wifi]\nguests = ["a", "b"]  # both floors\n'
    file.write_text(before)
    save(file, {"look": "light", "desk_name": "North"})
    text = file.read_text()
    assert load(file, environment={}) == Settings(look="light", desk_name="North")
    assert [line for line in before.splitlines() if "look" not in line and line not in text] == []
    assert text.endswith('[wifi]\nguests = ["a", "b"]  # both floors\n')


@pytest.mark.usefixtures("renamed")
def test_an_old_name_is_understood_and_said_to_be_old(file: Path, tmp_path: Path) -> None:
    system = tmp_path / "system.toml"
    system.write_text("late_after = 5\n")
    told = reading(file, environment={}, system=system)
    assert told.settings.late_minutes == 5
    assert told.warnings == [f"{system}, line 1: late_after is the old name of late_minutes."]
    file.write_text("# mine\nlate_after = 6\n")
    told = reading(file, environment={}, system=system)
    assert told.settings.late_minutes == 6
    assert told.warnings[0] == f"{file}, line 2: late_after is the old name of late_minutes."
    told = reading(file, environment={"FOYER_LATE_AFTER": "7"})
    assert told.settings.late_minutes == 7
    assert told.warnings[0] == "the environment: FOYER_LATE_AFTER is the old name of FOYER_LATE_MINUTES."


@pytest.mark.usefixtures("renamed")
def test_beside_the_name_of_today_the_old_one_does_not_count(file: Path) -> None:
    file.write_text("late_after = 6\nlate_minutes = 8\n")
    told = reading(file, environment={})
    assert told.settings.late_minutes == 8
    assert told.warnings == [
        f"{file}, line 1: late_after is the old name of late_minutes, which stands there as well, so it is not read."
    ]


@pytest.mark.usefixtures("renamed")
def test_a_wrong_value_is_refused_by_the_name_and_the_line_that_it_has(file: Path) -> None:
    file.write_text("# mine\nlate_after = 0\n")
    with pytest.raises(BadSetting, match=r"line 2: late_after can't be used: it is a whole number from 1 to 240"):
        load(file, environment={})


@pytest.mark.usefixtures("renamed")
def test_saving_changes_the_line_that_has_the_old_name(file: Path, tmp_path: Path) -> None:
    file.write_text("late_after = 6  # as agreed\n")
    save(file, {"late_minutes": 9})
    assert file.read_text() == "late_after = 9  # as agreed\n"
    assert load(file, environment={}).late_minutes == 9
    file.write_text("late_after = 6\nlook = 'dark'\nlate_minutes = 8\n")
    save(file, {"late_minutes": 15}, below(tmp_path / "none.toml"))
    assert file.read_text() == "look = 'dark'\n"


def test_old_names_lead_to_settings_and_are_none_themselves() -> None:
    assert set(OLD_NAMES.values()) <= set(FIELDS)
    assert not set(OLD_NAMES) & set(FIELDS)
