"""What is wrong at the kiosks, in words: in short for the header, and whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.models.objects.kiosk_trouble import Trouble
from app.services.kiosk.kiosks import Troubled
from ui.wording.dates import time_words

_SHORT = {Trouble.GUI: "screen", Trouble.DISK: "disk", Trouble.PRINTER: "printer", Trouble.NETWORK: "network"}

_WHOLE = {
    Trouble.GUI: "its screen did not react for a while",
    Trouble.DISK: "its disk is nearly full or can't be written",
    Trouble.PRINTER: "the badge printer does not print",
    Trouble.NETWORK: "it could not reach the server for a while",
}


def sign_words(troubled: Sequence[Troubled]) -> str:
    """ "Lobby: printer", "2 kiosks", or "" when all is well."""
    if len(troubled) > 1:
        return f"{len(troubled)} kiosks"
    return "".join(f"{one.name}: {_in_short(one)}" for one in troubled)


def troubled_words(troubled: Sequence[Troubled], today: date) -> str:
    """A sentence for each kiosk: "Kiosk “Lobby”: the badge printer does not print."."""
    return " ".join(_sentence(one, today) for one in troubled)


def _in_short(one: Troubled) -> str:
    return "not heard" if one.silent_since else ", ".join(_SHORT[trouble] for trouble in one.troubles)


def _sentence(one: Troubled, today: date) -> str:
    if one.silent_since:
        return f"Kiosk “{one.name}” was not heard since {time_words(one.silent_since, today)}."
    return f"Kiosk “{one.name}”: {', and '.join(_WHOLE[trouble] for trouble in one.troubles)}."
