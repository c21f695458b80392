"""Which calls the server has, of those that not every server has."""

from __future__ import annotations

from enum import Enum

from app.errors import FoyerError, Refused

_NO_SUCH_CALL = (404, 405)
"""How a server answers that has none of them. A visit that there isn't is 410."""


class Calls(Enum):
    ARRIVALS = "arrivals"
    """To be told who came and left, and to tell it."""
    KIOSKS = "kiosks"
    """To be told how a kiosk is, and to tell it."""


class ServerCalls:
    """What the answers said of it until now, since this start."""

    def __init__(self) -> None:
        self._has: dict[Calls, bool] = {}

    def has(self, calls: Calls) -> bool | None:
        """None while nobody knows."""
        return self._has.get(calls)

    def worked(self, calls: Calls) -> None:
        """The server did what one of them is for: it has them, whatever it answers later."""
        self._has[calls] = True

    def are_missing(self, calls: Calls, error: FoyerError) -> bool:
        """Takes the error that one of them ended in, and says whether it means that the server has no such calls.

        Of a server that had them it never means that: something between may answer so for a while.
        """
        missing = isinstance(error, Refused) and error.status in _NO_SUCH_CALL and not self.has(calls)
        if missing:
            self._has[calls] = False
        return missing
