"""A visit's code is read whatever the keyboard made of it, and a garbled one isn't taken for another."""

from __future__ import annotations

import string

import pytest

from app.models.scans.code import BITS, LENGTH, LETTERS, TEST_CODE, code_of, is_code, new_code
from app.models.scans.reading import read_scan

CODES = [code_of(bits) for bits in (0, 1, 2**BITS - 1, 0x0123456789ABCDEF, 0xFEDCBA9876543210)]
VISIT = "2026-03-12/M-YZQWAM9/V-40"

TYPED_BY = {
    "German": "2026ß03ß12-MßZYQWAM9-Vß40",
    "French": "éàé-)à\")&é!?)YWAZQ?ç!V)'à",
    "Italian": "2026'03'12-M'YZQWAM9-V'40",
    "Spanish": "2026'03'12-M'YZQWAM9-V'40",
    "Czech": "ěéěž=éš=+ě-M=ZYQWAMí-V=čé",
    "Hungarian": "2ö26üö3ü12-MüZYQWAM9-Vü4ö",
    "Turkish": "2026*03*12.M*YZQWAM9.V*40",
    "Russian": "2026-03-12.Ь-НЯЙЦФЬ9.М-40",
}


def full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_read_whichever_way_it_comes(code: str) -> None:
    swap = str.maketrans("YZyz", "ZYzy")
    for typed in (code, code.lower(), full_width(code), code.translate(swap), code.lower().replace("i", "ı")):
        scan = read_scan(f"half a word{typed}")
        assert scan is not None
        assert (scan.names, scan.start) == ((code,), len("half a word"))


def test_its_letters_stand_at_the_same_place_on_every_latin_keyboard() -> None:
    assert not set("AQZWYM") & set(LETTERS), "these change places between QWERTY, QWERTZ and AZERTY"


@pytest.mark.parametrize("code", CODES)
def test_a_russian_or_greek_keyboard_is_recognised(code: str) -> None:
    keys = "qwertyuiopasdfghjklzxcvbnm"
    for others in ("йцукенгшщзфывапролдячсмить", ";ςερτυθιοπασδφγηξκλζχψωβνμ"):
        scan = read_scan(code.lower().translate(str.maketrans(keys, others)))
        assert scan is not None
        assert code in scan.names


@pytest.mark.parametrize("code", CODES)
def test_a_wrong_letter_and_two_that_changed_places_are_noticed(code: str) -> None:
    for place in range(LENGTH):
        for letter in LETTERS.replace(code[place], ""):
            assert not is_code(code[:place] + letter + code[place + 1 :])
        if place and code[place - 1] != code[place]:
            assert not is_code(code[: place - 1] + code[place] + code[place - 1] + code[place + 1 :])


def test_a_part_of_a_code_and_other_letters_are_none() -> None:
    for typed in (CODES[4][:-1], CODES[4] + "B", CODES[4].replace(CODES[4][0], "A"), "", "B" * 16, "lars"):
        assert read_scan(typed) is None


def test_one_that_is_read_twice_before_its_end_is_one() -> None:
    for name in (CODES[3], VISIT):
        scan = read_scan(f"ann{name}{name}")
        assert scan is not None
        assert (scan.names[0], scan.start) == (name, 3)


@pytest.mark.parametrize("layout", TYPED_BY)
def test_the_id_on_an_older_badge_is_among_what_may_be_meant(layout: str) -> None:
    scan = read_scan(f"ann{TYPED_BY[layout]}")
    assert scan is not None
    assert VISIT in scan.names
    assert scan.start == 3


def test_an_id_comes_in_capitals_lock_and_in_full_width() -> None:
    for typed in (VISIT[:10] + VISIT[10:].swapcase(), full_width(VISIT)):
        scan = read_scan(typed)
        assert scan is not None
        assert VISIT in scan.names


def test_codes_are_random() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(map(is_code, codes))
    assert {code[0] for code in codes} >= set(LETTERS[:10])


@pytest.mark.parametrize("typed", ["12/03", "2026-03-12", "https://example.org/a/b", "ann@example.org", "M-1/V-1"])
def test_what_a_person_types_is_no_scan(typed: str) -> None:
    assert read_scan(typed) is None


def test_the_test_code_is_one() -> None:
    assert is_code(TEST_CODE)
    assert set(TEST_CODE) <= set(string.ascii_uppercase)
