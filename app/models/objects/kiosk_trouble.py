"""What can be wrong at a kiosk, and who calls the reception from there."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

from msgspec import Struct

SILENT = timedelta(minutes=3)
"""A kiosk says each minute how it is. One that the server didn't hear for so long is off, stuck or cut off."""

LONGEST_NAME = 64
"""Characters that the name of a kiosk may have."""

LONGEST_TYPED = 200
"""Characters of what a visitor who calls the reception typed, each."""


class Trouble(Enum):
    """What can be wrong at a kiosk. The values are the words on the wire."""

    GUI = "gui"
    """Its screen did not react for a while."""
    DISK = "disk"
    """Its disk is nearly full, or can't be written."""
    PRINTER = "printer"
    """Its badge printer isn't there, or takes nothing."""
    NETWORK = "network"
    """It could not reach the server for a while, or got errors only, which it tells when it is back."""
    SIGN_IN = "sign-in"
    """The server doesn't take its access token. Other desks hear of that by its silence."""
    REFUSED = "refused"
    """The server refused what a visitor entered, or nobody knows whether it has it: a person has to look at it."""
    UNNOTICED = "unnoticed"
    """Nobody hears of who checks in: its server has no such call, and it mails nobody."""
    HOSTS = "hosts"
    """The site's list of hosts can't be read, or something in it can't be right."""


class Caller(Struct, frozen=True):
    """Who calls the reception, as they typed it. With `is_delivery` they bring something for `host`, "" for nobody in
    particular."""

    name: str
    company: str
    host: str
    is_delivery: bool = False
