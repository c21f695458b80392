"""What was read again and says the same is the same object, so that whoever shows it leaves it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Row = TypeVar("Row")


def with_unchanged(rows: Iterable[Row], before: Iterable[Row], *, key: Callable[[Row], object]) -> tuple[Row, ...]:
    """The `rows`, each that equals the one of its key `before` replaced by that very object."""
    known = {key(one): one for one in before}
    return tuple(old if (old := known.get(key(one))) == one else one for one in rows)
