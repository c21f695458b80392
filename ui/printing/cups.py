"""What CUPS, the printing of Linux and macOS, knows of a printer and Qt doesn't tell."""

from __future__ import annotations

import ctypes
import sys

_LIBRARY = {"linux": "libcups.so.2", "darwin": "libcups.2.dylib"}


class _Option(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("value", ctypes.c_char_p)]


class _Destination(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("option_count", ctypes.c_int),
        ("options", ctypes.POINTER(_Option)),
    ]


def takes_jobs(printer: str) -> bool:
    """False when CUPS says that the printer takes none just now; Qt hands it one all the same, and it is lost."""
    try:
        cups = ctypes.CDLL(_LIBRARY[sys.platform])
    except (KeyError, OSError):
        return True
    cups.cupsGetNamedDest.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p]
    cups.cupsGetNamedDest.restype = ctypes.POINTER(_Destination)
    cups.cupsGetOption.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(_Option)]
    cups.cupsGetOption.restype = ctypes.c_char_p
    destination = cups.cupsGetNamedDest(None, printer.encode(), None)
    if not destination:
        return True
    accepting = cups.cupsGetOption(
        b"printer-is-accepting-jobs", destination.contents.option_count, destination.contents.options
    )
    return bool(accepting != b"false")
