"""The site's own questions: read from their file, or what is wrong with it in words, with the line."""

from __future__ import annotations

import pytest

from app.errors import FileFailed
from app.services.kiosk import site_questions
from app.services.kiosk.question_file import LARGEST, QuestionKind, SiteQuestion, question_faults, read_questions
from app.services.kiosk.site_questions import SiteQuestions

WHOLE = """
# asked of everybody
[[question]]
kind = "yes/no"
required = true
ask.nl = "Heeft u een laptop bij u? "
ask.en = "Do you bring a laptop?"

[[question]]
ask.nl = "Waar staat uw auto?"

[[ question ]]
kind = "choice"
choices.en = ["Tram", "Car"]
choices.nl = ["Tram", "Auto"]
ask.nl = "Hoe bent u gekomen?"
ask.en = "How did you come?"
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "questions.toml"


def test_each_question_is_read_as_it_stands_and_its_first_language_is_the_sites(file):
    file.write_text(WHOLE, encoding="utf-8-sig")
    laptop, car, way = read_questions(file)
    assert laptop == SiteQuestion(
        QuestionKind.YES_NO, True, {"nl": "Heeft u een laptop bij u?", "en": "Do you bring a laptop?"}
    )
    assert (car.kind, car.required, car.name) == (QuestionKind.TEXT, False, "Waar staat uw auto?")
    assert way.name == "Hoe bent u gekomen?"
    assert [list(choice.items()) for choice in way.choices] == [
        [("nl", "Tram"), ("en", "Tram")],
        [("nl", "Auto"), ("en", "Car")],
    ]
    assert [*question_faults(str(file))] == []
    assert [*question_faults("")] == []


HEAD = "[[question]]\n"
SHORT = 'ask.en = "Q"\n'
CHOICE = HEAD + 'kind = "choice"\n' + SHORT


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "each question begins with a line [[question]], in two brackets"),
        ("question = []\n", 1, "each question begins with a line [[question]], in two brackets"),
        ("[question]\n" + SHORT, 1, "each question begins with a line [[question]], in two brackets"),
        ("\nask.en = 'Q'\n" + HEAD + SHORT, 2, "nothing stands outside of them"),
        (HEAD, 1, "the question stands behind its language, such as ask.en ="),
        (HEAD + 'ask = "Q"\n', 2, "the question stands behind its language, such as ask.en ="),
        (HEAD + "ask.en = 3\n", 2, "each is a text, in quotes"),
        (HEAD + 'ask.en = " "\n', 2, "each is a text, in quotes"),
        (HEAD + 'ask.en = "a\\nb"\n', 2, "each is one line"),
        (HEAD + SHORT + f'ask.de = "{"Q" * 101}"\n', 3, "each has at most 100 characters"),
        (HEAD + SHORT + "ask.pt = 'Q'\n", 3, "the languages are en, de, es, fr, it, nl"),
        (HEAD + SHORT + "kind = 'date'\n", 3, 'kind is "text", "yes/no" or "choice"'),
        (HEAD + SHORT + "kind = ['text']\n", 3, 'kind is "text", "yes/no" or "choice"'),
        (HEAD + SHORT + "required = 1\n", 3, "required is true or false"),
        (HEAD + SHORT + "must = true\n", 3, "kind, required, ask and choices are known, and nothing else"),
        (HEAD + SHORT + "choices.en = ['a', 'b']\n", 3, 'choices belong to a question whose kind is "choice"'),
        (CHOICE, 1, 'the choices stand behind their language, such as choices.en = ["Bus", "Car"]'),
        (CHOICE + "choices.de = ['a', 'b']\n", 4, "the choices stand behind their language, such as choices.en"),
        (CHOICE + "choices.en = 'a, b'\n", 4, "there are 2 to 6 choices, with commas between them"),
        (CHOICE + "choices.en = ['a']\n", 4, "there are 2 to 6 choices, with commas between them"),
        (CHOICE + "choices.en = ['a', 'b']\nchoices.de = ['a', 'b', 'c']\n", 5, "as many choices in each language: 2"),
        (CHOICE + "choices.en = ['a', 3]\n", 4, "each is a text, in quotes"),
        (CHOICE + f"choices.en = ['a', '{'b' * 41}']\n", 4, "each has at most 40 characters"),
        (CHOICE + "choices.en = ['a', ' a']\n", 4, "each choice is another"),
        (HEAD + SHORT + HEAD + SHORT, 4, "this question is asked once already"),
        ("".join(f"{HEAD}ask.en = 'Q{n}'\n" for n in range(4)), 7, "at most 3 questions are asked"),
        (HEAD + "ask.en = Q\n", 2, "can't be read as TOML"),
        (HEAD + "kind = 'choice'\n" + SHORT + "[question.choices]\nen = ['a']\n", 4, "there are 2 to 6 choices"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(file, text, line, words):
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileFailed) as raised:
        read_questions(file)
    (sentence,) = question_faults(str(file))
    assert sentence == str(raised.value)
    assert sentence.startswith(f"{file}, line {line}")
    assert words in sentence
    assert sentence.endswith(".")


def test_all_that_is_wrong_is_said_at_once(file):
    file.write_text(HEAD + "kind = 1\nask.en = 1\n" + HEAD + "required = 1\n" + SHORT)
    (sentence,) = question_faults(str(file))
    assert [part.split(":")[0] for part in sentence.split(str(file))[1:]] == [", line 2", ", line 3", ", line 5"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"# " + b"x" * LARGEST, "is larger than 64 KB"),
        (b"\xff\xfe[", "can't be read as TOML: it holds signs that aren't UTF-8"),
        (None, "can't be opened: No such file or directory"),
    ],
)
def test_what_is_no_such_file_is_said(file, content, words):
    if content is not None:
        file.write_bytes(content)
    (sentence,) = question_faults(str(file))
    assert words in sentence


async def test_what_is_put_there_counts_at_once(file):
    questions = SiteQuestions(file)
    with pytest.raises(FileFailed):
        await questions.all()
    file.write_text(HEAD + SHORT)
    assert [one.name for one in await questions.all()] == ["Q"]
    assert await SiteQuestions(None).all() == ()


async def test_a_disk_that_doesn_t_answer_keeps_nobody_waiting(file, monkeypatch):
    async def never(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(site_questions, "in_time", never)
    with pytest.raises(FileFailed, match="doesn't answer"):
        await SiteQuestions(file).all()
