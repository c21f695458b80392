"""The text of a file that doesn't say in which encoding it is.

charset-normalizer was tried: of the short lists that desks are sent it tells one in two wrong, because it asks how
often letters come in running text. Here each word has to be one of a language's.
"""

from __future__ import annotations

import re
from contextlib import suppress

from msgspec import Struct

from app.services.imports.alphabets import fewest_languages, misfit

ENCODINGS = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16-le": "Unicode (UTF-16)",
    "utf-16-be": "Unicode (UTF-16, big end first)",
    "cp1252": "Western (Windows)",
    "cp1250": "Central European (Windows)",
    "mac_roman": "Western (Mac)",
    "cp850": "Western (DOS)",
    "cp852": "Central European (DOS)",
    "iso8859_2": "Central European (ISO)",
    "cp1254": "Turkish (Windows)",
    "cp1257": "Baltic (Windows)",
    "cp1251": "Cyrillic (Windows)",
    "koi8_r": "Cyrillic (KOI8)",
    "cp1253": "Greek (Windows)",
    "cp932": "Japanese (Shift-JIS)",
    "euc_jp": "Japanese (EUC)",
    "gb18030": "Chinese, simplified (GB18030)",
    "big5": "Chinese, traditional (Big5)",
    "cp949": "Korean (Windows)",
}
"""What a person can choose, in Python's names; the likelier ones first."""

_COMMON = {
    "cp949": {*range(0xB0, 0xC9)},
    "cp932": {*range(0x81, 0x99)},
    "gb18030": {*range(0xB0, 0xD8)},
    "big5": {*range(0xA4, 0xC7)},
    "euc_jp": {0xA1, 0xA4, 0xA5, *range(0xB0, 0xD0)},
}
"""The first bytes of what is written often there: the rarer signs stand behind it."""

_JAPANESE = frozenset("田山本川村木中藤井佐高橋渡伊小加吉石前松子郎美太一名会社株式東京大阪商電気ー") | frozenset(
    map(chr, range(0x3041, 0x30FB))
)
_TELLING = {
    "cp949": frozenset("김이박최정강조윤장임한오서신권황안송홍성회사주식이름"),
    "cp932": _JAPANESE,
    "gb18030": frozenset("王李张刘陈杨黄赵周吴徐孙马朱郭何罗林姓名小明文华国公司有限北京上海"),
    "big5": frozenset("王李張劉陳楊黃趙周吳徐孫馬朱郭何羅林姓名小明文華國公司有限台北京上海"),
    "euc_jp": _JAPANESE,
}
"""What stands in many names and companies: of others, a decoding gone wrong has one in a hundred."""

_USUAL = ("cp1252", "cp1250", "cp1251", "cp1253")
_SELDOM = ("mac_roman", "cp850", "cp852", "iso8859_2", "cp1254", "cp1257", "koi8_r")
_ENOUGH = 1000
"""So many different words decide."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HIGH_WORD = re.compile(rb"[\x80-\xff'A-Za-z-]*[\x80-\xff][\x80-\xff'A-Za-z-]*")
_MIXED_WORD = re.compile(r"[A-Za-z][\u2e80-\uffff]|[\u2e80-\uffff][A-Za-z]")
_EASTERN = 0x2E80
_WORD = re.compile(r"[^\x00-\x26\x28-\x2c\x2e-\x40\x5b-\x60\x7b-\x7f\s]+")


class DecodedText(Struct, frozen=True):
    """`encoding` is one of ENCODINGS. `doubtful` are words, as they stand in the text, whose letters may be others."""

    text: str
    encoding: str
    doubtful: frozenset[str] = frozenset()


def decoded(data: bytes, encoding: str = "") -> DecodedText:
    """The text in the encoding that a person chose, one of ENCODINGS, or in the likeliest where that is "". What can't
    be decoded becomes U+FFFD."""
    for mark, named in _MARKS:
        if data.startswith(mark) and encoding in ("", named):
            return DecodedText(data[len(mark) :].decode(named, errors="replace"), named)
    if encoding or (encoding := _unicode(data)):
        return DecodedText(data.decode(encoding, errors="replace"), encoding)
    (western, misfits), eastern = _western(data), _eastern(data)
    if eastern is None or misfits:
        return eastern or western
    return DecodedText(western.text, western.encoding, frozenset(words_of(western.text)))


def words_of(text: str) -> list[str]:
    """The words of a text as `doubtful` has them."""
    return [word for word in _WORD.findall(text) if not word.isascii()]


def is_encoded_twice(text: str) -> bool:
    """Whether its letters are the bytes of others, as in "ZoÃ©": whoever wrote the list took UTF-8 for cp1252."""
    try:
        return not text.isascii() and not text.encode("cp1252").decode("utf-8").isascii()
    except UnicodeError:
        return False


def _unicode(data: bytes) -> str:
    """UTF-16 shows by its zero bytes. A text whose UTF-8 is damaged here and there is still UTF-8."""
    head = data[:200]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 4:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        signs = [sign for sign in data.decode("utf-8", errors="replace") if not sign.isascii()]
        return "utf-8" if 2 * signs.count("\ufffd") <= len(signs) else ""
    return "utf-8"


def _western(data: bytes) -> tuple[DecodedText, int]:
    """In the encoding in which the words are best, and how badly they are words there. Of several that are as good it
    is the one in which fewer begin with a small letter, as names don't, else the earlier one, and what differs is
    doubtful."""
    words = sorted(set(_HIGH_WORD.findall(data)))[:_ENOUGH]
    costs: dict[str, tuple[int, int]] = {}
    misfits: dict[str, int] = {}
    for encoding in (*_USUAL, *_SELDOM):
        with suppress(UnicodeDecodeError):
            reading = [word.decode(encoding) for word in words]
            misfits[encoding] = sum(map(misfit, reading))
            cost = 2 * misfits[encoding] + fewest_languages(reading) + (encoding in _SELDOM)
            costs[encoding] = cost, sum(word[0].islower() and not word[0].isascii() for word in reading)
    if not costs:
        return DecodedText(data.decode("cp1252", errors="replace"), "cp1252"), 1
    best = min(costs, key=lambda one: costs[one])
    equal = [one for one in costs if costs[one] == costs[best] or _is_turkish_too(best, one, misfits, costs)]
    differing = [
        word.decode(best) for word in words if misfit(word.decode(best)) or len({word.decode(one) for one in equal}) > 1
    ]
    doubtful = frozenset(part for word in differing for part in words_of(word))
    return DecodedText(data.decode(best, errors="replace"), best, doubtful), misfits[best]


def _is_turkish_too(best: str, other: str, misfits: dict[str, int], costs: dict[str, tuple[int, int]]) -> bool:
    """Whether Western words are as good in Turkish: one word, such as "Yýldýz", doesn't tell that it is "Yıldız"."""
    return (best, other) == ("cp1252", "cp1254") and misfits[other] == 0 and costs[other][0] - 1 <= costs[best][0]


def _eastern(data: bytes) -> DecodedText | None:
    """In the one in which most signs are of many names; all is doubtful when there are some in another too, or in
    none."""
    texts = {encoding: data.decode(encoding) for encoding in _COMMON if _is_eastern(data, encoding)}
    if not texts:
        return None
    known = {encoding: sum(sign in _TELLING[encoding] for sign in text) for encoding, text in texts.items()}
    best = max(known, key=lambda one: known[one])
    is_clear = len(texts) == 1 or sum(known.values()) == known[best] > 0
    return DecodedText(texts[best], best, frozenset(() if is_clear else words_of(texts[best])))


def _is_eastern(data: bytes, encoding: str) -> bool:
    """Whether all but plain ASCII is of that encoding's most written signs, in words of their own."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    wide = [sign for sign in text if not sign.isascii()]
    if not wide or _MIXED_WORD.search(text):
        return False
    codes = [sign.encode(encoding) for sign in wide]
    return all(ord(sign) >= _EASTERN and len(code) == 2 and code[0] in _COMMON[encoding]
               for sign, code in zip(wide, codes, strict=True))  # fmt: skip
