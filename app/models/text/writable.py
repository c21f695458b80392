"""Text as a file or a wire can hold it. What is pasted or cut by another program may hold half of a sign: one of the
two surrogates by which UTF-16 writes an emoji. UTF-8 has no place for it."""

from __future__ import annotations

import json
from typing import Any


def writable(text: str) -> str:
    """`text` with U+FFFD in the place of each half sign; two halves that belong together become their sign."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def writable_json(value: Any) -> str:
    """The JSON of `value`, letters as they are, in which every text is `writable`. Raises TypeError for what JSON can't
    hold."""
    return writable(json.dumps(value, ensure_ascii=False))
