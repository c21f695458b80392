"""How this program starts itself anew, for what needs a process of its own."""

from __future__ import annotations

import sys

ITSELF = (sys.executable, *([] if getattr(sys, "frozen", False) else ["-P", "-m", "app"]))
"""The command that its arguments follow. An installed program is its own interpreter."""
