"""What this desk is told: where each value comes from, and what is said when one can't be used."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import asdict

from app.errors import BadSetting, WrongSettings
from app.settings import EMBEDDED_COMPANY, Settings, below, checked, data_folder, load, save, settings_file, system_file


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


IN_LINE_1 = [
    ("prefix = 'app'", "prefix can't be used: it starts with a slash, such as /app/{companyId}."),
    ("look = 'pink'", 'look can\'t be used: it is "system", "light" or "dark".'),
    ("late_minutes = 1.5", "late_minutes can't be used: it is a whole number from 1 to 240."),
    ("late_minutes = true", "late_minutes can't be used: it is a number, not true or false."),
    ("text_scale = 3", "text_scale can't be used: it is a number from 0.8 to 2."),
    ("text_scale = nan", "text_scale can't be used: it is a number from 0.8 to 2."),
    ("kiosk = 'perhaps'", "kiosk can't be used: it is true or false."),
    ("check_out_at = 1800", "check_out_at can't be used: it is a time of day, such as 18:00."),
    ("check_out_at = '1800'", "check_out_at can't be used: it is a time of day, such as 18:00."),
    ("check_out_at = 2026-03-12", "check_out_at can't be used: it is a time of day, such as 18:00."),
    ("desk_name = 1", "desk_name can't be used: it is a text, in quotes."),
    ("time_zone = 'Mars'", "time_zone can't be used: it is a time zone, such as Europe/Brussels."),
    ("kiosk_hours = '7-19'", "kiosk_hours can't be used: they are two times of day, such as 07:00-19:00."),
    ("kiosk_hours = '07:00-07:00'", "kiosk_hours can't be used: they are two times of day, such as 07:00-19:00."),
    ("server = 'api.example'", "server can't be used: it starts with https:// or http://, such as https://api.exa"),
    ("check_out_at = true", "check_out_at can't be used: it is a time of day, such as 18:00."),
    ("[kiosk]", "kiosk can't be used: settings stand in no section, each is a line of its own, such as desk_name = "),
    ("kiosk.hours = 1", "kiosk can't be used: settings stand in no section, each is a line of its own, such as desk"),
]


@pytest.mark.parametrize(("text", "said"), IN_LINE_1)
def test_a_value_that_cant_be_used_is_named_with_its_file_its_line_and_what_would_be_right(
    file: Path, text: str, said: str
) -> None:
    file.write_text(text)
    with pytest.raises(BadSetting) as caught:
        load(file, environment={})
    assert str(caught.value).startswith(f"{file}, line 1: {said}")
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("environment", "overrides", "said"),
    [
        (
            {"FOYER_TEXT_SCALE": "9"},
            {},
            "the environment: FOYER_TEXT_SCALE can't be used: it is a number from 0.8 to 2.",
        ),
        (
            {"FOYER_TIME_ZONE": "Brussels"},
            {},
            "the environment: FOYER_TIME_ZONE can't be used: it is a time zone, such",
        ),
        ({}, {"prefix": "x"}, "the command line: --prefix can't be used: it starts with a slash"),
    ],
)
def test_a_wrong_value_from_elsewhere_is_called_what_it_is_called_there(
    file: Path, environment: dict[str, str], overrides: dict[str, Any], said: str
) -> None:
    file.write_text("prefix = '/ok'")
    with pytest.raises(BadSetting) as caught:
        load(file, overrides, environment)
    assert str(caught.value).startswith(said)


def test_the_line_is_that_of_the_setting_and_not_of_its_name_in_a_comment_or_a_text(file: Path) -> None:
    file.write_text('# look = "light"\n\nkiosk_waiting = """\nlook = "up"\n"""\n  "look"="pink"\n')
    with pytest.raises(BadSetting, match=r"foyer\.toml, line 6: look can't be used"):
        load(file, environment={})


def test_a_line_that_isnt_plain_to_see_is_left_out(file: Path) -> None:
    file.write_text('"loo\\u006b" = "pink"')
    with pytest.raises(BadSetting, match=r"foyer\.toml: look can't be used"):
        load(file, environment={})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"look = ", "line 1 can't be read as TOML (invalid value): a line is a name, = and a value, texts in quotes"),
        (b"kiosk = true\nlook = dark\n", "line 2 can't be read as TOML at column 8 (invalid value): a line is a name"),
        (b"look\n", "line 1 can't be read as TOML at column 5 "),
        (b'kiosk = true\nlook = "dark', "line 2 can't be read as TOML"),
        (b"kiosk = true\nkiosk = true", "line 2 can't be read as TOML: this setting stands in the file once already."),
        (rb'kiosk_logo = "C:\Users\logo.png"', "line 1 can't be read as TOML at column 1"),
        (rb'kiosk_logo = "C:\Foyer\logo.png"', "such as 'C:\\Foyer\\logo.png'."),
        (b'\n\nsite_name = "\xff"', "line 3 can't be read as TOML: it holds signs that aren't UTF-8."),
        ("# a\u2028b\x85\nlook".encode(), "line 2 can't be read as TOML"),
        (b"\xff\xfes\x00", "line 1 can't be read as TOML: it holds signs that aren't UTF-8."),
    ],
)
def test_a_file_that_is_no_toml_is_named_with_the_line(file: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)
    with pytest.raises(BadSetting) as caught:
        load(file, environment={})
    words = str(caught.value)
    assert words.startswith(f"{file}, line ")
    assert said in words
    assert words.endswith(".")
    assert "\n" not in words


@pytest.mark.parametrize("value", ["1" * 5000, "[" * 3000])
def test_a_value_that_no_reader_takes_is_said(file: Path, value: str) -> None:
    file.write_text(f"late_minutes = {value}")
    with pytest.raises(BadSetting, match=r"foyer\.toml can't be read as TOML: it holds a value that is far too long"):
        load(file, environment={})


@pytest.mark.parametrize("head", ["[kiosk]", "[[kiosk]]", "[ kiosk.screen ]"])
def test_settings_in_a_section_are_said_with_its_line(file: Path, head: str) -> None:
    file.write_text(f"look = 'dark'  # a\u2028b\n\n{head}\nlanguage = 'fr'\n")
    with pytest.raises(BadSetting, match=r"foyer\.toml, line 3: kiosk can't be used: settings stand in no section"):
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
    save(file, asdict(settings))
    assert load(file, environment={}) == settings


def test_a_file_that_somebody_broke_meanwhile_is_left_alone(file: Path) -> None:
    file.write_text("look = ")
    with pytest.raises(ValueError, match="line 1"):
        save(file, {"look": "dark"})
    assert file.read_text() == "look = "


def test_a_form_hears_which_of_its_values_cant_be_used() -> None:
    with pytest.raises(WrongSettings) as raised:
        checked({"time_zone": "Mars", "late_minutes": "soon", "look": "dark"})
    assert raised.value.reasons == {
        "time_zone": "it is a time zone, such as Europe/Brussels",
        "late_minutes": "it is a whole number from 1 to 240",
    }
    assert checked({"prefix": "/app/{companyId}/"}).prefix == "/app/{companyId}"


def test_a_desk_that_was_given_a_folder_keeps_everything_in_there(tmp_path: Path) -> None:
    assert data_folder(tmp_path) == tmp_path
    assert settings_file(tmp_path) == tmp_path / "foyer.toml"


def test_the_persons_file_wins_over_the_system_wide_one_and_may_say_the_default(tmp_path: Path, file: Path) -> None:
    system = tmp_path / "system.toml"
    system.write_text('server = "https://fleet.example.com"\ncompany = "CO-1"\nlook = "dark"\nlate_minutes = 5\n')
    file.write_text('look = "system"\ndesk_name = "North"\n')
    settings = load(file, environment={"FOYER_LATE_MINUTES": "7"}, system=system)
    assert (settings.server, settings.company) == ("https://fleet.example.com", "CO-1")
    assert (settings.look, settings.desk_name, settings.late_minutes) == ("system", "North", 7)
    assert load(file, environment={}, system=tmp_path / "none.toml") == load(file, environment={})


def test_a_wrong_value_is_told_of_the_file_that_it_stands_in(tmp_path: Path, file: Path) -> None:
    system = tmp_path / "system.toml"
    file.write_text('desk_name = "North"\n')
    system.write_text('# of site IT\nlook = "pink"\n')
    with pytest.raises(BadSetting, match=r"system\.toml, line 2: look can't be used"):
        load(file, environment={}, system=system)
    system.write_text("look = ")
    with pytest.raises(BadSetting, match=r"system\.toml, line 1 can't be read as TOML"):
        load(file, environment={}, system=system)


def test_what_is_set_back_to_the_system_wide_value_follows_that_again(tmp_path: Path, file: Path) -> None:
    system = tmp_path / "system.toml"
    system.write_text('look = "dark"\ncheck_out_at = "17:00"\n')
    file.write_text('# mine\nlook = "light"\n')
    save(file, {"look": "system", "check_out_at": None}, below(system))
    assert file.read_text() == '# mine\nlook = "system"\ncheck_out_at = ""\n'
    save(file, {"look": "dark", "check_out_at": load(system).check_out_at, "late_minutes": 15}, below(system))
    assert file.read_text() == "# mine\n"
    assert load(file, environment={}, system=system).look == "dark"


def test_the_system_wide_file_is_the_first_that_the_desktop_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere it is one place")
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"{tmp_path / 'desktop'}:{tmp_path / 'xdg'}")
    (tmp_path / "xdg" / "Foyer").mkdir(parents=True)
    assert system_file() == tmp_path / "xdg" / "Foyer" / "foyer.toml"
    (tmp_path / "desktop" / "Foyer").mkdir(parents=True)
    (tmp_path / "desktop" / "Foyer" / "foyer.toml").touch()
    assert system_file() == tmp_path / "desktop" / "Foyer" / "foyer.toml"
    monkeypatch.delenv("XDG_CONFIG_DIRS")
    assert system_file() == Path("/etc/xdg/Foyer/foyer.toml")
