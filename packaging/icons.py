"""The program's icon: the doorway of resources/icons/logo.svg, white on a tile in the look's own blue."""

import re
from pathlib import Path

LOGO = Path(__file__).resolve().parent.parent / "resources" / "icons" / "logo.svg"
BLUE = "#2453B8"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def drawing() -> str:
    """The icon as SVG."""
    doorway = re.sub(r"</?svg[^>]*>", "", LOGO.read_text(encoding="utf-8")).replace("#000", "#fff").strip()
    tile = f'<rect width="48" height="48" rx="11" fill="{BLUE}"/>'
    door = f'<g transform="translate(7.2 5) scale(1.4)">{doorway}</g>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48">{tile}{door}</svg>\n'


def draw(folder: Path) -> None:
    """Writes foyer.svg, foyer-SIZE.png, and what Windows and macOS want: foyer.ico and foyer.icns."""
    from PySide6.QtCore import QByteArray, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    (folder / "foyer.svg").write_text(drawing(), encoding="utf-8", newline="\n")
    renderer = QSvgRenderer(QByteArray(drawing().encode()))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(folder / f"foyer-{size}.png"))
        if size == 256:
            image.save(str(folder / "foyer.ico"))
        if size == 512:
            image.save(str(folder / "foyer.icns"))
