"""What this desk is told: where each value comes from, and what is said when one can't be used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.errors import BadSetting
from app.settings import EMBEDDED_COMPANY, Settings, checked, data_folder, load, save, settings_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "foyer.toml"


def test_without_anything_the_desk_runs_on_its_own_server(file: Path) -> None:
    settings = load(file, environment={})
    assert settings == Settings()
    assert settings.embedded
    assert settings.company_id == EMBEDDED_COMPANY


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(file: Path) -> None:
    file.write_text('server = "https://file.example.com"\ncompany = "CO-FILE"\nlook = "dark"\ntext_scale = 2\n')
    settings = load(
        file,
        {"server": "https://line.example.com"},
        {"FOYER_SERVER": "https://environment.example.com", "FOYER_COMPANY": "CO-ENV", "FOYER_TEXT_SCALE": "1.5"},
    )
    assert settings.server == "https://line.example.com"
    assert settings.company == "CO-ENV"
    assert settings.text_scale == 1.5
    assert settings.look == "dark"
    assert not settings.embedded


def test_the_token_and_others_variables_are_no_settings(file: Path) -> None:
    assert load(file, environment={"FOYER_TOKEN": "secret", "FOYER_HOME": "x", "PATH": "y"}) == Settings()


@pytest.mark.parametrize(
    ("text", "environment", "overrides", "said"),
    [
        ("prefix = 'app'", {}, {}, "{file}: prefix can't be used: it starts with a slash, such as /app/{{companyId}}."),
        ("look = 'pink'", {}, {}, "{file}: look can't be used: Input should be 'system', 'light' or 'dark'."),
        ("serer = 'x'", {}, {}, "{file}: serer can't be used: Foyer has no such setting; it knows server, company, "),
        ("", {"FOYER_TEXT_SCALE": "9"}, {}, "the environment: text_scale can't be used: it is 2 or less."),
        ("", {"FOYER_TIME_ZONE": "Brussels"}, {}, "the environment: time_zone can't be used: it is an IANA name, such"),
        ("prefix = 'ok'", {}, {"prefix": "x"}, "the command line: prefix can't be used: it starts with a slash"),
        ("look = ", {}, {}, "{file} can't be read as TOML: "),
    ],
)
def test_a_value_that_cant_be_used_is_named_with_its_place_and_with_what_would_be_right(
    file: Path, text: str, environment: dict[str, str], overrides: dict[str, Any], said: str
) -> None:
    file.write_text(text)
    with pytest.raises(BadSetting) as caught:
        load(file, overrides, environment)
    assert str(caught.value).startswith(said.format(file=file))
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("content", [b'site_name = "\xff"', b"\xff\xfes\x00"])
def test_a_file_that_is_no_text_is_said(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(BadSetting, match="can't be read as TOML"):
        load(file, environment={})


def test_a_folder_in_the_place_of_the_file_is_said(file: Path) -> None:
    file.mkdir()
    with pytest.raises(BadSetting, match="can't be opened"):
        load(file, environment={})


def test_saving_changes_its_lines_and_leaves_every_other_as_it_stands(file: Path) -> None:
    before = b"# site IT: do not touch\r\nserver = \"https://old.example.com\"  # the old one\r\n\r\nlook = 'dark'\r\n"
    file.write_bytes(b"\xef\xbb\xbf" + before)
    save(file, {"server": "https://new.example.com", "company": "CO-1"})
    text = file.read_bytes()
    assert text.startswith(b'# site IT: do not touch\r\nserver = "https://new.example.com"  # the old one\r\n\r\n')
    assert b"look = 'dark'\r\n" in text
    assert load(file, environment={}).company == "CO-1"
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_saving_makes_the_folder_and_reads_back_what_it_wrote(tmp_path: Path) -> None:
    file = tmp_path / "new" / "foyer.toml"
    settings = Settings(site_name='Ünder "the" \\ tree', text_scale=1.25)
    save(file, settings.model_dump())
    assert load(file, environment={}) == settings


def test_a_file_that_somebody_broke_meanwhile_is_left_alone(file: Path) -> None:
    file.write_text("look = ")
    with pytest.raises(ValueError, match="line 1"):
        save(file, {"look": "dark"})
    assert file.read_text() == "look = "


def test_a_form_hears_which_of_its_values_cant_be_used() -> None:
    with pytest.raises(BadSetting, match=r"^time_zone: it is an IANA name, such as Europe/Brussels\.$"):
        checked({"time_zone": "Mars"})
    assert checked({"prefix": "/app/{companyId}/"}).prefix == "/app/{companyId}"


def test_a_desk_that_was_given_a_folder_keeps_everything_in_there(tmp_path: Path) -> None:
    assert data_folder(tmp_path) == tmp_path
    assert settings_file(tmp_path) == tmp_path / "foyer.toml"
