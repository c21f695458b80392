"""How this program starts itself anew, for what needs a process of its own."""

from __future__ import annotations

import sys

ITSELF = (sys.executable, *([] if getattr(sys, "frozen", False) else ["-P", "-m", "app"]))
"""The command that starts this program; its arguments are added to it. An installed program needs no interpreter."""
