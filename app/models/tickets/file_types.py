"""What kind of file some bytes are, by how they begin. A name says nothing: an .exe can be called .png.

The bytes are compared and never opened, so nothing in them can do anything here.
"""

from __future__ import annotations

UNKNOWN = "application/octet-stream"

SNIFFED = 4096
"""As many of a file's first bytes are enough."""

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-elf"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xca\xfe\xba\xbe", "application/x-mach-binary"),
    (b"#!", "text/x-script"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (b"{\\rtf", "application/rtf"),
)

_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}

_BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heif", b"avif": "image/avif"}
"""Of an ISO media file; any other is a film."""

_MARKUP = (("<svg", "image/svg+xml"), ("<html", "text/html"), ("<!doctype html", "text/html"), ("<script", "text/html"))

_WHITE = "\t\n\r\f"


def file_type(beginning: bytes) -> str:
    """The media type of a file that begins so, UNKNOWN when it is none that is known."""
    for start, kind in _STARTS:
        if beginning.startswith(start):
            return kind
    if beginning.startswith(b"RIFF"):
        return _RIFF.get(beginning[8:12], UNKNOWN)
    if beginning[4:8] == b"ftyp":
        return _BRANDS.get(beginning[8:12], "video/mp4")
    if beginning.startswith(b"BM") and beginning[6:10] == b"\0\0\0\0":
        return "image/bmp"
    return _text_type(beginning[:SNIFFED])


def _text_type(beginning: bytes) -> str:
    try:
        text = beginning.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(beginning) - 3:  # a sign may be cut off at the end
            return UNKNOWN
        text = beginning[: error.start].decode("utf-8-sig")
    if not text or any(letter < " " and letter not in _WHITE for letter in text):
        return UNKNOWN
    lowered = text.lower()
    return next((kind for mark, kind in _MARKUP if mark in lowered), "text/plain")
