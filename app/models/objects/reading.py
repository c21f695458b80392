"""Turns the raw pieces of a list into models, once each: a piece that hasn't changed isn't validated again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, tzinfo
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from pydantic import ValidationError
from pydantic_core import from_json

from app.models.values.json_fields import LONGEST_KIND, company_zone, object_in
from app.models.values.wire import Received

Model = TypeVar("Model", bound=Received)

MOST_FAULTS = 3
"""Faults of one item that are named."""


class Read(Struct, Generic[Model], frozen=True):
    """The readable items in the order of the list, and why each of the others could not be read."""

    items: tuple[Model, ...]
    unreadable: tuple[str, ...]


class Reader(Generic[Model]):
    """Reads one kind of object and remembers the last list, so that reading it again costs only what changed. `kind` is
    the API's name for it, as it stands under "object"."""

    def __init__(self, model: type[Model], kind: str) -> None:
        self._model = model
        self.kind = kind
        self._known: dict[bytes, Model] = {}

    def read(self, pieces: Iterable[bytes]) -> Read[Model]:
        """`pieces` are the list's items as JSON. One that can't be read is counted among the unreadable; it raises
        nothing."""
        items: list[Model] = []
        unreadable: list[str] = []
        known: dict[bytes, Model] = {}
        for piece in pieces:
            try:
                item = self._known.get(piece) or self.read_one(piece)
            except ValueError as error:
                unreadable.append(str(error))
                continue
            known[piece] = item
            items.append(item)
        self._known = known
        return Read(tuple(items), tuple(unreadable))

    def read_one(self, piece: bytes, zone: tzinfo = UTC) -> Model:
        """One object; its time stamps without an offset are in the zone of the company that it names, else in `zone`.
        Raises ValueError, fit to be shown, when it isn't readable or is an object of another kind."""
        try:
            item = self._model.model_validate_json(piece, context={"zone": _zone(piece) or zone})
        except ValidationError as error:
            self._check_kind(_kind_sent(piece))
            raise ValueError(_faults(error)) from error
        self._check_kind(getattr(item, "object", ""))
        return item

    def _check_kind(self, sent: str) -> None:
        if sent not in {"", self.kind}:
            raise ValueError(f"expected a {self.kind}, the server sent a {sent[:LONGEST_KIND]}")


def _zone(piece: bytes) -> ZoneInfo | None:
    try:
        fields = object_in(piece)
    except ValueError:
        return None
    return company_zone(fields) if isinstance(fields, dict) else None


def _kind_sent(piece: bytes) -> str:
    try:
        value = from_json(piece)
    except ValueError:
        return ""
    kind = value.get("object") if isinstance(value, dict) else ""
    return kind if isinstance(kind, str) else ""


def _faults(error: ValidationError) -> str:
    """Which attributes are wrong and how, without the values: they may be personal data."""
    faults = error.errors(include_input=False, include_url=False)[:MOST_FAULTS]
    return "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'item'}: {fault['msg']}" for fault in faults)
