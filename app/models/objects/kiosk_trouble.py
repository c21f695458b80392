"""What can be wrong at a kiosk."""

from __future__ import annotations

from enum import Enum

LONGEST_NAME = 64
"""Characters that the name of a kiosk may have."""


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
