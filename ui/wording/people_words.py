"""People and things inside of a sentence, named or counted."""

from __future__ import annotations

from collections.abc import Sequence


def new_people_words(names: Sequence[str]) -> str:
    """Of names that nobody is known by, where the server takes them; "" for none."""
    if not names:
        return ""
    if len(names) == 1:
        return f"“{names[0]}” is new here: the server makes a person of that name."
    quoted = names_words([f"“{name}”" for name in names])
    return f"{quoted} are new here: the server makes a person of each name."


def names_words(names: Sequence[str]) -> str:
    """ "Ana, Bo and Cy"; "" for none."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def in_words(names: Sequence[str], *, most: int = 3) -> str:
    """The same; of more than `most` the first of them, and how many there are besides."""
    return names_words(names if len(names) <= most else [*names[:most], f"{len(names) - most} more"])


def counted(count: int, noun: str) -> str:
    """ "1 visitor", "46 visitors"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


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
