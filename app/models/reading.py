"""Turns the raw pieces of a list into models, once each: a piece that hasn't changed isn't validated again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from app.models.wire import Received

Model = TypeVar("Model", bound=Received)


@dataclass(frozen=True, slots=True)
class Read(Generic[Model]):
    """The readable items in the order of the list, and why each of the others could not be read."""

    items: tuple[Model, ...]
    unreadable: tuple[str, ...]


class Reader(Generic[Model]):
    """Reads one kind of object and remembers the last list, so that reading it again costs only what changed."""

    def __init__(self, model: type[Model], kind: str) -> None:
        self._model = model
        self._kind = kind
        self._known: dict[bytes, Model] = {}

    def read(self, pieces: Iterable[bytes]) -> Read[Model]:
        """`pieces` are the list's items as JSON. An unreadable one never takes the others with it."""
        items: list[Model] = []
        unreadable: list[str] = []
        known: dict[bytes, Model] = {}
        for piece in pieces:
            try:
                item = self._known.get(piece) or self.read_one(piece)
            except ValueError as error:
                unreadable.append(_short(error))
                continue
            known[piece] = item
            items.append(item)
        self._known = known
        return Read(tuple(items), tuple(unreadable))

    def read_one(self, piece: bytes) -> Model:
        """One object. Raises ValueError when it isn't readable or is an object of another kind."""
        item = self._model.model_validate_json(piece)
        said = getattr(item, "object", self._kind)
        if said != self._kind:
            raise ValueError(f"expected a {self._kind}, the server sent a {said}")
        return item


def _short(error: ValueError) -> str:
    """Which attribute is wrong and how, without the value: that may be personal data."""
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'item'}: {fault['msg']}" for fault in error.errors())
    return str(error)
