"""What a server writes that isn't sound JSON, such as the half of an emoji where a title was cut: an item that holds it
is mended, and takes no other of its list with it."""

from __future__ import annotations

import json
import re

import msgspec

UNREADABLE = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)
"""What decoding raises for anything but sound JSON of the expected shape."""

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)

_decode = msgspec.json.Decoder().decode


def mended(piece: bytes) -> bytes:
    """The JSON as every reader takes it, the same bytes when it is sound.

    What is no letter becomes U+FFFD: half a surrogate pair, bytes that are no UTF-8. What is no number, such as NaN,
    becomes null. What can't be mended stays as it is.
    """
    try:
        _decode(piece)
    except UNREADABLE:
        text = piece.decode("utf-8", errors="replace")
        try:
            value = json.loads(text, strict=False, parse_constant=_nothing)
            return _whole_letters(json.dumps(value, ensure_ascii=False)).encode()
        except (ValueError, RecursionError):
            return text.encode()
    return piece


def split_unsound(answer: bytes, name: str = "") -> tuple[bytes, tuple[bytes, ...]]:
    """Finds the items of a list by its brackets and commas alone. The list is the whole answer, or the value of the
    attribute `name` of the object that it is. Gives the answer with an empty list in its place, and the items, each
    mended.

    Raises ValueError when there is no such list, or it breaks off.
    """
    begin = _list_named(answer, name) if name else len(answer) - len(answer.lstrip())
    if answer[begin : begin + 1] != b"[":
        raise ValueError("no list")
    pieces: list[bytes] = []
    depth, item = 0, begin + 1
    for token in _TOKEN.finditer(answer, begin):
        sign = token.group()
        depth += (sign in b"[{") - (sign in b"]}") if len(sign) == 1 else 0
        if depth == 0 or (depth == 1 and sign == b","):
            pieces.append(answer[item : token.start()].strip())
            item = token.end()
        if depth == 0:
            return answer[:begin] + b"[]" + answer[token.end() :], tuple(map(mended, filter(None, pieces)))
    raise ValueError("it breaks off")


def _list_named(answer: bytes, name: str) -> int:
    """Where the value of that attribute begins."""
    depth = 0
    for token in _TOKEN.finditer(answer):
        sign = token.group()
        depth += (sign in b"[{") - (sign in b"]}") if len(sign) == 1 else 0
        if depth == 1 and sign == f'"{name}"'.encode():
            colon = re.compile(rb"\s*:\s*").match(answer, token.end())
            if colon:
                return colon.end()
    raise ValueError("no such attribute")


def _nothing(_: str) -> None:
    return None


def _whole_letters(text: str) -> str:
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")
