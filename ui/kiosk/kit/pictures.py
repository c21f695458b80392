"""Pictures that the site itself brings: its logo, and what a sleeping screen shows."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap

log = logging.getLogger(__name__)

LARGEST = 3840


def site_picture(file: str) -> QPixmap | None:
    """The picture, or None for no file, and for one that can't be read: the log says so, a visitor sees none."""
    if not file:
        return None
    reader = QImageReader(str(Path(file).expanduser()))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LARGEST:
        reader.setScaledSize(size.scaled(QSize(LARGEST, LARGEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        log.warning("The picture %s can't be shown: %s", file, reader.errorString())
        return None
    return QPixmap.fromImage(image)
