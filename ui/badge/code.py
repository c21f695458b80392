"""The QR code of a visit: where its modules stand on a badge."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

_ROOM = 396
"""The side of the code with its quiet zone, in the badge's lower right corner."""
_RIGHT, _BOTTOM = 732, 1181
_MARGIN, _FOOT = 44, 49
_QUIET = 4


class Code(Struct, frozen=True):
    """`path` holds the dark modules; nothing else may stand to the right of `left`, above the code's own bottom."""

    path: QPainterPath
    left: int


def code_of(visit_id: str) -> Code | None:
    """Whole pixels a module; None for no id, and for one that is too long for any code."""
    import segno  # only the desk that prints pays for it

    if not visit_id:
        return None
    try:
        matrix = segno.make_qr(visit_id, error="m").matrix
    except segno.DataOverflowError:
        return None
    side = len(matrix)
    module = _ROOM // (side + 2 * _QUIET)
    left = _RIGHT - max(_MARGIN, _QUIET * module) - side * module
    top = _BOTTOM - max(_FOOT, _QUIET * module) - side * module
    path = QPainterPath()  # one path, so that no viewer shows a seam between two modules
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            if dark:
                path.addRect(QRectF(left + column * module, top + row * module, module, module))
    return Code(path, left - _QUIET * module)
