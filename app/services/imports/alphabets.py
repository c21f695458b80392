"""How well words are ones of people's names and of some languages: a decoding gone wrong shows by it."""

from __future__ import annotations

from collections.abc import Iterable

from app.models.text.folding import fold

_LETTERS = tuple(
    map(
        frozenset,
        (
            "àâæçéèêëîïôœùûüÿ", "äöüß", "áéíóúñü", "áâãàçéêíóôõú", "àèéìíîòóùú", "éèëïöüê", "åäöé", "æøåéòóôü",
            "áðéíóúýþæö", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű", "ăâîșşțţ", "čćđšž",
            "çğıi̇öşüâîñ", "ąčęėįšųūž", "āčēģīķļņšūž", "õäöüšž", "àçèéíïòóúü", "âêîôûŵŷ",
            "αβγδεζηθικλμνξοπρςστυφχψωάέήίόύώϊϋΐΰ", "абвгдежзийклмнопрстуфхцчшщъыьэюяёђѓєіїјљњћќўџґ",
        ),
    )
)  # fmt: skip
"""What these have besides the plain letters: French, German, Spanish, Portuguese, Italian, Dutch, Swedish and Finnish,
Danish and Norwegian, Icelandic, Czech, Slovak, Polish, Hungarian, Romanian, Croatian and Slovene, Turkish, Lithuanian,
Latvian, Estonian, Catalan, Welsh, Greek, and the languages with Cyrillic letters."""

_LATIN = len(_LETTERS) - 2
_ICELANDIC = 8
_WITHIN_WORDS = "'’‐‑-"
_IN_FRONT = "“‘«‹(–—…¿¡„‚•°§€"
_BEHIND_NOTHING = "§‚„¡¿ˆ˜¤¢£†‡¬¨¸¯¼½¾¹²³"
_CLOSING_GERMAN = "“‘"
_ACCENTS_ALONE = "ˇ˘˙˛˝¸¨´ˆ˜¯"
_VOWELS = "aeiouy"


def misfit(word: str) -> int:
    """How badly a word, which isn't plain ASCII, is one of a person's: 0 is well."""
    odd = sum(_is_strange(word, place) or _is_odd_capital(word, place) for place in range(len(word)))
    unknown = bool(_further_letters(word)) and not _languages(word)
    out_of_place = sum(_is_out_of_place(word, place) for place in range(1, len(word) - 1))
    return 2 * odd + 2 * unknown + out_of_place


def fewest_languages(words: Iterable[str]) -> int:
    """In so many languages, at the least, all of the words are: a list is in few. Icelandic counts twice, because
    Turkish in a wrong encoding looks like it."""
    left = [languages for word in words if (languages := _languages(word))]
    count = 0
    while left:
        best = max(
            range(len(_LETTERS)), key=lambda one: (sum(one in languages for languages in left), one != _ICELANDIC)
        )
        left = [languages for languages in left if best not in languages]
        count += 2 if best == _ICELANDIC else 1
    return count


def _further_letters(word: str) -> set[str]:
    return {small for sign in word if sign.isalpha() and not sign.isascii() for small in sign.lower()}


def _languages(word: str) -> frozenset[int]:
    """The places in _LETTERS of the alphabets that have all of its further letters; none where it has no such."""
    letters = _further_letters(word)
    fitting = frozenset(place for place, alphabet in enumerate(_LETTERS) if letters and letters <= alphabet)
    mixed = any(sign.isascii() and sign.isalpha() for sign in word)
    return frozenset(place for place in fitting if place < _LATIN) if mixed else fitting


def _is_strange(word: str, place: int) -> bool:
    """A sign that is no letter, where in a word none stands, or that stands in none: controls, parts of boxes."""
    sign, before, after = word[place], word[:place][-1:], word[place + 1 : place + 2]
    if sign in _ACCENTS_ALONE or "\x80" <= sign < "\xa0" or "\u2500" <= sign < "\u2600":
        return True
    if sign.isascii() or sign.isalpha() or sign in _WITHIN_WORDS:
        return False
    if before.isalpha():
        return sign in _BEHIND_NOTHING or after.islower() or (sign in _CLOSING_GERMAN and word[0] not in "„‚")
    return after.isalpha() and sign not in _IN_FRONT


def _is_odd_capital(word: str, place: int) -> bool:
    """A capital that isn't a plain one, inside of a word in small letters, or one behind it."""
    sign, before = word[place], word[:place][-1:]
    if not (sign.isupper() and before.isalpha()):
        return False
    return (not word.isupper() and not sign.isascii()) or (before.islower() and not before.isascii())


def _is_out_of_place(word: str, place: int) -> bool:
    """A consonant between two consonants, or a vowel between two vowels, but for that of "João"."""
    if word[place].isascii() or not word[place].isalpha() or word[place] in "ãõ":
        return False
    before, sign, after = (fold(one)[:1] for one in word[place - 1 : place + 2])
    if not (before.isalpha() and after.isalpha() and sign.isascii()):
        return False
    return (before in _VOWELS) == (sign in _VOWELS) == (after in _VOWELS)
