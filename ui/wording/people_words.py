"""What is said of people who are named."""

from __future__ import annotations

from collections.abc import Sequence


def new_people_words(names: Sequence[str]) -> str:
    """Of names that nobody is known by, where the server takes them; "" for none."""
    if not names:
        return ""
    if len(names) == 1:
        return f"“{names[0]}” is new here: the server makes a person of that name."
    quoted = [f"“{name}”" for name in names]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]} are new here: the server makes a person of each name."
