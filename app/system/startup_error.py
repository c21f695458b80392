"""What is said before there is a window to say it in: above all the one sentence about why this program ends."""

from __future__ import annotations

import sys

_ERROR = 0x10
"""MessageBox's sign for an error."""


def complain(words: str, *, waited_for: bool = True) -> None:
    """Says it on stderr. A Windows program without a console has none, and says it in a box, unless it is started again
    when it ends, which nobody may have to press *OK* for."""
    if sys.stderr is not None:
        sys.stderr.write(f"foyer: {words}\n")
    elif sys.platform == "win32" and waited_for:
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, words, "Foyer", _ERROR)


def warn(words: str) -> None:
    """Says on stderr what this program goes on in spite of. Where there is none, who wants to know reads the log."""
    if sys.stderr is not None:
        sys.stderr.write(f"foyer: {words}\n")
