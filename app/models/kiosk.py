"""How a kiosk is: what it found wrong with itself. The API has no such thing; the desk server's calls are our own."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from app.models.wire import Moment, Received


class Trouble(Enum):
    """What can be wrong at a kiosk. The values are the words on the wire."""

    GUI = "gui"
    """Its screen did not react for a while."""
    DISK = "disk"
    """Its disk is nearly full, or can't be written."""
    PRINTER = "printer"
    """Its badge printer isn't there, or takes nothing."""
    NETWORK = "network"
    """It could not reach the server for a while, which it tells when it is back."""


_SAID = (*Trouble, *(trouble.value for trouble in Trouble))

LONGEST_NAME = 64
"""Signs in the name of a kiosk."""


def _known(value: Any) -> list[Any]:
    """A word that a newer kiosk says takes no other with it."""
    return [word for word in value if word in _SAID] if isinstance(value, list | tuple) else []


class KioskHealth(Received):
    """`heard_at` is when the server heard it say so, by the server's own clock."""

    name: str
    troubles: Annotated[tuple[Trouble, ...], BeforeValidator(_known)] = ()
    heard_at: Moment


def _readable(value: Any) -> tuple[KioskHealth, ...]:
    """One kiosk that can't be read takes no other with it."""
    told = []
    for item in value if isinstance(value, list) else ():
        try:
            told.append(_HEALTH.validate_python(item))
        except ValidationError:
            continue
    return tuple(told)


class KiosksTold(Received):
    """Every kiosk that the server heard lately, and `told_at`, when it told of them: its clock may not be this PC's."""

    told_at: Moment
    kiosks: Annotated[tuple[KioskHealth, ...], BeforeValidator(_readable)] = ()


_HEALTH = TypeAdapter(KioskHealth)
