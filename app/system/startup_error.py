"""What is said before there is a window to say it in: above all the one sentence about why this program ends."""

from __future__ import annotations

import sys

_ERROR = 0x10
"""MessageBox's sign for an error."""


def complain(words: str, *, waited_for: bool = True) -> None:
    """Says `words` on stderr. A Windows program without a console has no stderr: it says them in a box, and waits until
    it is closed. With `waited_for` false, as where something starts the program again whenever it ends, it says nothing
    there."""
    if sys.stderr is not None:
        sys.stderr.write(f"foyer: {words}\n")
    elif sys.platform == "win32" and waited_for:
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, words, "Foyer", _ERROR)


def warn(words: str) -> None:
    """Says on stderr what this program goes on in spite of. Where there is none, who wants to know reads the log."""
    if sys.stderr is not None:
        sys.stderr.write(f"foyer: {words}\n")
