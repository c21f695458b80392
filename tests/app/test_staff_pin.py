"""The PIN of staff: five tries, then waits that grow; no restart, no plug and no damage gives a try back."""

from __future__ import annotations

import json
import logging
import stat
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.errors import BadPin, DiskFull, StoreFailed
from app.system.staff_pin import COST, FILE_NAME, TRIES, WAITS, PinAnswer, PinOutcome, StaffPin

CHEAP = 2
"""scrypt's n for tests: the least there is."""

PIN, OTHER = "471204", "471205"
START = datetime(2026, 3, 12, 9, 42, tzinfo=UTC)


class Kiosk:
    """A data folder and a wall clock; `pin` is the program's, another one after each restart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = START
        self.restart()

    def restart(self) -> None:
        self.pin = StaffPin(self.folder, lambda: self.now, cost=CHEAP)

    def fail(self, times: int) -> list[PinAnswer]:
        return [self.pin.check(OTHER) for _ in range(times)]

    def pass_time(self, **length: float) -> None:
        self.now += timedelta(**length)

    @property
    def file(self) -> Path:
        return self.folder / FILE_NAME

    def damage(self, change: Callable[[dict[str, Any]], None]) -> None:
        said = json.loads(self.file.read_text())
        change(said)
        self.file.write_text(json.dumps(said))


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    kiosk = Kiosk(tmp_path / "data")
    kiosk.pin.set(PIN)
    return kiosk


def waiting(seconds: float, *, since: datetime = START) -> PinAnswer:
    return PinAnswer(PinOutcome.WAIT, until=since + timedelta(seconds=seconds))


def test_the_right_pin_and_no_other_is_right(kiosk: Kiosk) -> None:
    assert kiosk.pin.check(PIN) == PinAnswer(PinOutcome.RIGHT)
    for wrong in (OTHER, PIN + "0", PIN[:-1], "", "٤٧١٢٠٤", "x" * 1000):
        kiosk.pin.set(PIN)
        assert kiosk.pin.check(wrong) == PinAnswer(PinOutcome.WRONG, tries_left=4)


def test_another_pin_takes_the_place_of_the_one_before(kiosk: Kiosk) -> None:
    kiosk.pin.set(OTHER)
    kiosk.restart()
    assert kiosk.pin.check(PIN).outcome is PinOutcome.WRONG
    assert kiosk.pin.check(OTHER).outcome is PinOutcome.RIGHT


def test_it_is_set_once_a_pin_was_kept(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    assert not kiosk.pin.is_set
    kiosk.pin.set(PIN)
    kiosk.restart()
    assert kiosk.pin.is_set


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "12 34", "١٢٣٤", "-1234", "1234\n"])
def test_what_is_no_pin_is_refused_and_the_one_before_stands(kiosk: Kiosk, pin: str) -> None:
    with pytest.raises(BadPin, match=r"A PIN for staff is 4 to 12 digits\."):
        kiosk.pin.set(pin)
    assert kiosk.pin.check(PIN).outcome is PinOutcome.RIGHT


@pytest.mark.parametrize(
    "pin", ["1111", "0000", "9999999", "5" * 12, "1234", "123456", "4321", "7890", "0987", "2468", "13579"]
)
def test_a_pin_that_everybody_tries_first_is_refused(kiosk: Kiosk, pin: str) -> None:
    with pytest.raises(BadPin, match="guessed at once"):
        kiosk.pin.set(pin)
    assert kiosk.pin.check(PIN).outcome is PinOutcome.RIGHT


@pytest.mark.parametrize("pin", ["0001", "471204471204"])
def test_the_shortest_and_the_longest_will_do(kiosk: Kiosk, pin: str) -> None:
    kiosk.pin.set(pin)
    assert kiosk.pin.check(pin).outcome is PinOutcome.RIGHT


def test_five_tries_then_waits_that_grow_up_to_an_hour(kiosk: Kiosk) -> None:
    assert [answer.tries_left for answer in kiosk.fail(TRIES - 1)] == [4, 3, 2, 1]
    for seconds in (30, 60, 120, 300, 900, 1800, 3600, 3600, 3600):
        since = kiosk.now
        assert kiosk.fail(1) == [waiting(seconds, since=since)]
        kiosk.pass_time(seconds=seconds - 1)
        assert kiosk.pin.waiting_until() == since + timedelta(seconds=seconds)
        kiosk.pass_time(seconds=1)
        assert kiosk.pin.waiting_until() is None


def test_while_a_wait_is_on_nothing_is_compared_nor_counted(kiosk: Kiosk) -> None:
    kiosk.fail(TRIES)
    assert [kiosk.pin.check(PIN), *kiosk.fail(3)] == [waiting(30)] * 4
    kiosk.pass_time(seconds=30)
    assert kiosk.pin.check(PIN).outcome is PinOutcome.RIGHT


def test_the_right_pin_forgets_wrong_tries(kiosk: Kiosk) -> None:
    kiosk.fail(TRIES + 1)
    kiosk.pass_time(minutes=1)
    kiosk.pin.check(PIN)
    assert kiosk.fail(1) == [PinAnswer(PinOutcome.WRONG, tries_left=4)]


def test_a_pin_that_is_set_ends_the_wait(kiosk: Kiosk) -> None:
    kiosk.fail(TRIES)
    kiosk.pin.set(OTHER)
    assert kiosk.pin.check(OTHER).outcome is PinOutcome.RIGHT


def test_a_restart_gives_no_try_back(kiosk: Kiosk) -> None:
    for left in (4, 3, 2, 1):
        assert kiosk.fail(1) == [PinAnswer(PinOutcome.WRONG, tries_left=left)]
        kiosk.restart()
    assert kiosk.fail(1) == [waiting(30)]
    kiosk.restart()
    assert kiosk.pin.check(PIN) == waiting(30)


class Killed(BaseException):
    """The process ends here."""


def test_who_pulls_the_plug_before_the_answer_has_used_up_a_try(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> bool:
        raise Killed

    for _ in range(TRIES):
        with monkeypatch.context() as power:
            power.setattr("app.system.staff_pin.hmac.compare_digest", killed)
            with pytest.raises(Killed):
                kiosk.pin.check(OTHER)
        kiosk.restart()
    assert kiosk.pin.check(PIN) == waiting(30)


def test_who_is_killed_while_the_file_is_written_leaves_the_one_before(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as power:
        power.setattr("app.system.whole_file.os.fsync", killed)
        with pytest.raises(Killed):
            kiosk.pin.set(OTHER)
    kiosk.restart()
    assert kiosk.pin.check(PIN).outcome is PinOutcome.RIGHT


def test_a_clock_that_was_set_back_begins_the_wait_anew_and_no_more(kiosk: Kiosk) -> None:
    kiosk.fail(TRIES)
    kiosk.pass_time(days=-9000)
    noticed = kiosk.now
    assert kiosk.pin.check(PIN) == waiting(30, since=noticed)
    kiosk.pass_time(seconds=20)
    kiosk.restart()
    assert kiosk.pin.check(PIN) == waiting(30, since=noticed)
    kiosk.pass_time(seconds=10)
    assert kiosk.pin.check(PIN).outcome is PinOutcome.RIGHT


def test_a_clock_that_was_set_forward_is_believed(kiosk: Kiosk) -> None:
    kiosk.fail(TRIES)
    kiosk.pass_time(days=1)
    assert kiosk.pin.check(PIN).outcome is PinOutcome.RIGHT


def test_another_zone_is_the_same_moment(kiosk: Kiosk) -> None:
    kiosk.fail(TRIES)
    kiosk.now = kiosk.now.astimezone(ZoneInfo("America/New_York"))
    assert kiosk.pin.check(PIN) == waiting(30)
    kiosk.pass_time(seconds=30)
    assert kiosk.pin.check(PIN).outcome is PinOutcome.RIGHT


DAMAGES: dict[str, Callable[[dict[str, Any]], None]] = {
    "no digest": lambda said: said.pop("digest"),
    "a digest cut short": lambda said: said.update(digest=said["digest"][:-2]),
    "no salt": lambda said: said.update(salt=""),
    "tries that are no number": lambda said: said.update(failed="0"),
    "tries below none": lambda said: said.update(failed=-100),
    "a cost without end": lambda said: said.update(p=2**30),
    "a cost that is none": lambda said: said.update(n=3),
    "no moment": lambda said: said.update(tried_at="yesterday"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_takes_no_pin_and_is_no_missing_one(
    kiosk: Kiosk, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk.damage(DAMAGES[damage])
    assert kiosk.pin.is_set
    assert kiosk.pin.check(PIN) == PinAnswer(PinOutcome.UNREADABLE)
    assert kiosk.pin.waiting_until() is None
    assert "can't be read" in caplog.text


@pytest.mark.parametrize("bytes_", [b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b"0"])
def test_what_is_no_such_file_at_all_takes_no_pin_either(kiosk: Kiosk, bytes_: bytes) -> None:
    kiosk.file.write_bytes(bytes_)
    assert kiosk.pin.is_set
    assert kiosk.pin.check(PIN) == PinAnswer(PinOutcome.UNREADABLE)
    kiosk.pin.set(OTHER)
    assert kiosk.pin.check(OTHER).outcome is PinOutcome.RIGHT


def test_a_last_try_in_the_far_future_is_a_clock_that_was_set_back(kiosk: Kiosk) -> None:
    kiosk.fail(TRIES)
    kiosk.damage(lambda said: said.update(tried_at="9999-12-31T23:59:59+00:00"))
    assert kiosk.pin.check(PIN) == waiting(30)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_the_file_is_private_and_nothing_lies_beside_it(kiosk: Kiosk) -> None:
    kiosk.fail(1)
    assert [one.name for one in kiosk.folder.iterdir()] == [FILE_NAME]
    assert stat.S_IMODE(kiosk.file.stat().st_mode) == 0o600


def test_the_pin_stands_neither_in_the_file_nor_in_the_log(kiosk: Kiosk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    kiosk.fail(1)
    kiosk.pin.check(PIN)
    kiosk.file.write_text("{")
    kiosk.pin.check(PIN)
    kiosk.pin.set(PIN)
    assert PIN not in kiosk.file.read_text()
    assert PIN not in caplog.text
    assert OTHER not in caplog.text


def test_one_pin_looks_another_each_time_it_is_kept(kiosk: Kiosk) -> None:
    before = json.loads(kiosk.file.read_text())
    kiosk.pin.set(PIN)
    after = json.loads(kiosk.file.read_text())
    assert before["salt"] != after["salt"]
    assert before["digest"] != after["digest"]


def test_a_try_that_cant_be_counted_isnt_compared(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.system.whole_file.os.fsync", full)
    with pytest.raises(DiskFull):
        kiosk.pin.check(PIN)
    with pytest.raises(DiskFull):
        kiosk.pin.set(OTHER)


def test_a_folder_that_cant_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    kiosk = Kiosk(tmp_path / "data")
    with pytest.raises(StoreFailed):
        kiosk.pin.set(PIN)
    assert not kiosk.pin.is_set


def test_what_is_set_costs_what_it_should_unless_a_test_says_otherwise(tmp_path: Path) -> None:
    StaffPin(tmp_path, lambda: START).set(PIN)
    said = json.loads((tmp_path / FILE_NAME).read_text())
    assert (said["n"], said["r"], said["p"]) == (COST, 8, 1)
    assert COST >= 2**14
    assert StaffPin(tmp_path, lambda: START, cost=CHEAP).check(PIN).outcome is PinOutcome.RIGHT
    assert WAITS[-1] == timedelta(hours=1)
