"""The folder with the terms that visitors sign: a text a language, and never none where there should be one."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from app.errors import FileFailed
from app.models.terms import Text
from app.services.kiosk import terms
from app.services.kiosk.terms import LARGEST, Terms

ENGLISH = "House rules\n\nKeep your badge visible.\n\nTake no pictures.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "terms"
    folder.mkdir()
    (folder / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "fr.txt").write_text("Règles\nPortez votre badge.\n", encoding="utf-8")
    return folder


async def read(folder: Path | None, code: str = "en") -> Text:
    text = await Terms(folder).in_language(code)
    assert text is not None
    return text


async def refusal(folder: Path, code: str = "en") -> str:
    with pytest.raises(FileFailed) as error:
        await Terms(folder).in_language(code)
    return str(error.value)


async def test_a_site_without_terms_has_nothing_to_sign() -> None:
    assert await Terms(None).in_language("en") is None


async def test_the_first_line_is_the_title_and_the_rest_stays_as_it_was_written(folder: Path) -> None:
    text = await read(folder)
    assert (text.language, text.title) == ("en", "House rules")
    assert text.body == "\nKeep your badge visible.\n\nTake no pictures.\n"


@pytest.mark.parametrize(("code", "title"), [("fr", "Règles"), ("en", "House rules"), ("nl", "House rules")])
async def test_in_the_visitor_s_language_else_in_english(folder: Path, code: str, title: str) -> None:
    assert (await read(folder, code)).title == title


async def test_without_english_in_whatever_there_is(folder: Path) -> None:
    (folder / "en.txt").unlink()
    (folder / "NL.TXT").write_text("Huisregels\nDraag uw badge.", encoding="utf-8")
    assert [(await read(folder, code)).language for code in ("de", "nl")] == ["fr", "nl"]


async def test_the_version_is_what_sha256sum_says_of_the_file(folder: Path) -> None:
    assert (await read(folder)).version == sha256(ENGLISH.encode()).hexdigest()[:12]


@pytest.mark.parametrize("written", ["\ufeff" + ENGLISH, ENGLISH.replace("\n", "\r\n"), ENGLISH.replace("\n", "\r")])
async def test_the_same_words_are_the_same_version_whichever_editor_wrote_them(folder: Path, written: str) -> None:
    before = await read(folder)
    (folder / "en.txt").write_bytes(written.encode())
    assert await read(folder) == before


async def test_a_text_that_is_changed_counts_at_once_and_is_another_version(folder: Path) -> None:
    site = Terms(folder)
    before = await site.in_language("en")
    (folder / "en.txt").write_text(ENGLISH.replace("no pictures", "pictures"), encoding="utf-8")
    after = await site.in_language("en")
    assert before is not None
    assert after is not None
    assert before.version != after.version
    assert "Take pictures" in after.body


async def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    said = await refusal(tmp_path / "gone")
    assert said == f"The folder with the terms, {tmp_path / 'gone'}, can't be opened: No such file or directory."


async def test_a_folder_without_a_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("Put the texts here.\nThanks.", encoding="utf-8")
    (tmp_path / "en.pdf").write_bytes(b"%PDF")
    assert "has no text in it, such as en.txt" in await refusal(tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x\n" * (LARGEST // 2) + b"y", "is larger than 64 KB"),
        ("Règles\nPortez votre badge.".encode("latin-1"), "isn't a text in UTF-8"),
        (ENGLISH.encode("utf-16-le"), "isn't a text in UTF-8"),
        (b"", "needs a title"),
        (b"A title alone\n\n", "needs a title"),
        (b"\nThe text begins too late.\n", "needs a title"),
    ],
)
async def test_a_text_that_can_t_be_used_is_named_and_no_other_takes_its_place(
    folder: Path, content: bytes, words: str
) -> None:
    (folder / "fr.txt").write_bytes(content)
    said = await refusal(folder, "fr")
    assert str(folder / "fr.txt") in said
    assert words in said


async def test_a_text_as_large_as_may_be_is_read_whole(folder: Path) -> None:
    (folder / "en.txt").write_bytes(b"Title\n" + b"x" * (LARGEST - 6))
    assert len((await read(folder)).body) == LARGEST - 6


async def test_a_text_that_can_t_be_opened_is_said(folder: Path) -> None:
    (folder / "en.txt").unlink()
    (folder / "en.txt").mkdir()
    assert str(folder / "en.txt") in await refusal(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a file that never answers is a pipe here")
async def test_a_folder_that_doesn_t_answer_is_waited_for_no_longer_than_a_visitor_would(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "en.txt").unlink()
    os.mkfifo(folder / "en.txt")
    monkeypatch.setattr(terms, "PATIENCE", 0.01)
    assert "doesn't answer" in await refusal(folder)
