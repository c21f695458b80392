"""What the set-up script decides and says. That it really sets a bare machine up is shown by `.ci/run` on one."""

import ctypes
import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

import PySide6
import pytest


@pytest.fixture
def bootstrap(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as an ordinary user of a Linux machine has it."""
    path = Path(__file__).parents[2] / "packaging" / "bootstrap.py"
    spec = importlib.util.spec_from_file_location("bootstrap", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    return script


def test_an_ordinary_user_is_told_the_command_for_what_is_missing_and_no_more(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap, "loads", lambda library: library != "libxcb-cursor.so.0")

    with pytest.raises(SystemExit, match=r"sudo apt-get install -y --no-install-recommends libxcb-cursor0$"):
        bootstrap.provide_libraries()


def test_every_library_that_qts_own_windows_link_to_is_provided() -> None:
    """Fails when a newer Qt wants one more: `LIBRARIES` then lacks its line."""
    names = (
        "platforms/libqxcb.so",
        "platforms/libqwayland.so",
        "xcbglintegrations/libqxcb-glx-integration.so",
        "printsupport/libcupsprintersupport.so",
    )
    for name in names:
        for plugin in Path(PySide6.__file__).parent.glob(f"Qt/plugins/{name}"):
            ctypes.CDLL(str(plugin))


def test_a_venv_that_lost_its_python_or_was_never_finished_is_not_trusted(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(bootstrap, "PYTHON", str(tmp_path / "python"))
    (tmp_path / "python").touch()
    assert bootstrap.stamped() == []

    (tmp_path / "stamp").write_text("\n".join(bootstrap.fingerprints()))
    assert bootstrap.stamped() == bootstrap.fingerprints()

    (tmp_path / "python").unlink()
    assert bootstrap.stamped() == []


TRANSLATED = """<TS version="2.1" language="de_DE"><context><name></name>
<message><source>Welcome</source><translation>Willkommen</translation></message>
<message><source>Good evening</source><translation>Guten Abend</translation></message>
</context></TS>"""


def test_changed_translations_are_built_and_nothing_else_is_done(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(bootstrap, "provide_libraries", lambda: None)
    monkeypatch.setattr(bootstrap, "missing_libraries", list)
    steps: list[str] = []
    attempt = bootstrap.attempt

    def attempted(command: list[str], doing: str) -> None:
        steps.append(doing)
        assert doing == "Building the translations"
        attempt(command, doing)

    monkeypatch.setattr(bootstrap, "attempt", attempted)
    (tmp_path / "kiosk_de.ts").write_text(TRANSLATED)
    built = tmp_path / "kiosk_de.qm"
    (tmp_path / "stamp").write_text("\n".join([*bootstrap.fingerprints()[:2], "those-of-before"]))

    bootstrap.set_up()
    assert built.stat().st_size > 0
    assert bootstrap.stamped() == bootstrap.fingerprints()
    bootstrap.set_up()
    assert len(steps) == 1, "what is done costs nothing"

    built.unlink()
    bootstrap.set_up()
    assert built.exists()


def test_new_words_of_the_kiosk_are_gathered_and_what_is_translated_stays(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "KIOSK", tmp_path)
    (tmp_path / "page.py").write_text('title = Words("Welcome")\nbelow = Words("Until {time}", time="18:00")\n')
    translations = tmp_path / "kiosk_de.ts"
    translations.write_text(TRANSLATED)

    bootstrap.gather_words([translations])

    told = translations.read_text()
    assert "<translation>Willkommen</translation>" in told
    assert "<source>Until {time}</source>" in told
    assert "Good evening" not in told


@pytest.mark.parametrize(
    "said",
    [
        "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError(...)'",
        "W: Failed to fetch http://example.com/InRelease  Temporary failure resolving 'example.com'",
    ],
)
def test_without_a_network_the_set_up_ends_with_one_sentence(bootstrap: ModuleType, said: str) -> None:
    step = [sys.executable, "-c", f"print({said!r}); raise SystemExit(1)"]

    with pytest.raises(SystemExit, match=r"^Installing it needs the network, [^\n]*$"):
        bootstrap.attempt(step, "Installing it")
