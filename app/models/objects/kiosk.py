"""How a kiosk is: what it found wrong with itself. The API has no such thing; the desk server's calls are our own."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from app.models.objects.kiosk_trouble import Trouble
from app.models.values.wire import Moment, Received

_WORDS = (*Trouble, *(trouble.value for trouble in Trouble))


def _known(value: Any) -> list[Any]:
    """A word that a newer kiosk says takes no other with it."""
    return [word for word in value if word in _WORDS] if isinstance(value, list | tuple) else []


class KioskHealth(Received):
    """What one kiosk found wrong with itself, () when all is well. `heard_at` is when the server heard it say so, by
    the server's own clock and with its offset."""

    name: str
    troubles: Annotated[tuple[Trouble, ...], BeforeValidator(_known)] = ()
    heard_at: Moment


class ReceptionCall(Received):
    """A visitor at `kiosk` waits for somebody from the reception; `name`, `company` and `host` are as they typed them,
    "" where they typed nothing. With `delivery` something was brought for `host`. `at` is by the server's clock."""

    id: str
    kiosk: str
    name: str = ""
    company: str = ""
    host: str = ""
    delivery: bool = False
    at: Moment


def _readable(kind: type[Received], value: Any) -> tuple[Received, ...]:
    """One that can't be read takes no other with it."""
    readable = []
    for item in value if isinstance(value, list) else ():
        try:
            readable.append(kind.model_validate(item))
        except ValidationError:
            continue
    return tuple(readable)


class KioskList(Received):
    """Every kiosk that the server heard lately. `sent_at` is when it told of them, by its own clock: only with that can
    `heard_at` be compared, since this PC's clock may differ."""

    sent_at: Moment = Field(validation_alias="toldAt")
    kiosks: Annotated[tuple[KioskHealth, ...], BeforeValidator(partial(_readable, KioskHealth))] = ()
    calls: Annotated[tuple[ReceptionCall, ...], BeforeValidator(partial(_readable, ReceptionCall))] = ()
