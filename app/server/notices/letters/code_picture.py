"""The QR of a visit as a picture for a mail."""

from __future__ import annotations

import io

import segno

_MODULE = 8
"""Pixels: on a phone it is then sharp at twice the size of a badge's."""

_QUIET = 4


def code_picture(code: str) -> bytes:
    """A PNG, dark on white with its quiet zone, so that it is read off a dark page too."""
    content = io.BytesIO()
    colours = {"dark": "#000", "light": "#fff"}
    segno.make_qr(code, error="m").save(content, kind="png", scale=_MODULE, border=_QUIET, compresslevel=1, **colours)
    return content.getvalue()
