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


def in_words(names: Sequence[str], *, most: int = 3) -> str:
    """ "Ana, Bo and Cy"; of more than `most` the first of them, and how many there are besides."""
    named = [*names] if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def copied_words(what: str, known: Sequence[str], without: Sequence[str]) -> str:
    """`what` is "name", "phone number" or "email address"; `known` was copied, and it isn't known of those of the names
    `without`."""
    said = []
    if known:
        several = f"{what}es" if what.endswith("s") else f"{what}s"
        said.append(f"Copied: {known[0] if len(known) == 1 else f'{len(known)} {several}'}.")
    if without:
        said.append(f"No {what} is known of {in_words(without)}.")
    return " ".join(said)
