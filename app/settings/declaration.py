"""What is declared of a setting, beside its type and its default, and how that is read from a Struct."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Literal, TypeVar, get_args, get_origin

from msgspec import Meta, Struct
from msgspec.structs import FieldInfo, fields


class Part(Enum):
    """A part of the page Settings, and of the sample file; its value is what stands above it."""

    CONNECTION = "Where the visitor list is kept"
    DESK = "This desk"
    ARRIVALS = "Arrivals"
    TICKETS = "Tickets"
    INVITATIONS = "Invitations"
    MAIL = "Mail"
    KIOSK = "Kiosk"


class Place(Struct, frozen=True):
    """Where a setting is edited: in which part of the page, and under which label. `note` is what the label adds, in
    parentheses; `hint` stands in the field while it is empty."""

    part: Part | None
    label: str
    note: str = ""
    hint: str = ""


NOWHERE = Place(None, "")
"""On no page: in a file, the environment or the command line alone."""


class Check(Struct, frozen=True):
    """Gives the value as it is stored. Raises ValueError, whose words are what would be right."""

    read: Callable[[str], str]


class Disclosure(Enum):
    """What `foyer doctor` tells of a text; of one that is chosen among a few it tells all."""

    PRESENCE = "that there is one, because it may be about a person, or a password"
    ADDRESS = "the address, without a name and a password"
    WHOLE = "all of it"


class Declaration(Struct, frozen=True):
    """One setting. `kind` is its type and `limited` the same with what it is limited to, as msgspec reads it; `least`
    and `most` are those limits of a number. `help` is a phrase that says what it means."""

    name: str
    kind: Any
    limited: Any
    default: Any
    help: str
    place: Place
    least: float | None = None
    most: float | None = None
    check: Check | None = None
    disclosure: Disclosure = Disclosure.PRESENCE


def declarations(of: type[Struct]) -> Mapping[str, Declaration]:
    """The settings that are the fields of that type, in their order.

    Raises TypeError when one lacks its description or its place: what is edited nowhere says so.
    """
    return {field.name: _declaration(field) for field in fields(of)}


def _declaration(field: FieldInfo) -> Declaration:
    kind, *metadata = get_args(field.type)
    meta, place = _first(Meta, metadata), _first(Place, metadata)
    if meta is None or not meta.description or place is None:
        raise TypeError(f"{field.name} is declared without its description or its place")
    return Declaration(
        name=field.name,
        kind=kind,
        limited=field.type,
        default=field.default,
        help=meta.description,
        place=place,
        least=meta.ge,
        most=meta.le,
        check=_first(Check, metadata),
        disclosure=_first(Disclosure, metadata)
        or (Disclosure.WHOLE if get_origin(kind) is Literal else Disclosure.PRESENCE),
    )


Kind = TypeVar("Kind")


def _first(kind: type[Kind], metadata: list[Any]) -> Kind | None:
    return next((one for one in metadata if isinstance(one, kind)), None)
