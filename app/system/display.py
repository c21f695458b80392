"""Whether there is a display to open a window on. Without one, Qt would end the whole process with an abort."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """Whether a window can be opened. On Linux a display of X11 has to answer, because a remote shell may name one that
    is long gone."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and _x_answers()


def _x_answers() -> bool:
    import ctypes  # Windows, macOS and Wayland don't wait for it

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt says better what is missing then
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return answers
