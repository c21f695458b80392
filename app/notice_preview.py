"""`foyer preview-notice`: what people are sent, as a file to be looked at."""

from __future__ import annotations

import logging
from pathlib import Path

from app.models.notices.mail import Mail
from app.system.startup_error import complain, warn

_SENDER = "front.desk@northgate.example"
"""Of the sample's site."""


def preview(name: str, language: str, texts: Path | None, out: Path) -> bool:
    """Writes the letter of that name with the sample's people; `out` ends with .html, .txt or .eml. `texts` is the
    folder of a site's own, None for none: what can't be used of it is said. False when there is such a thing."""
    from app.server.notices.letters.preview import wrong_texts
    from app.server.notices.letters.samples import SAMPLES
    from app.server.notices.letters.texts import Texts

    if texts is not None and not texts.is_dir():
        complain(f"{texts} is no folder.")
        return False
    logging.getLogger("app.server.notices.letters").setLevel(logging.ERROR)  # what it warns of is said below
    try:
        out.write_bytes(_content(SAMPLES[name](language, Texts(texts)), out.suffix))
    except OSError as error:
        complain(f"{out} can't be written: {error.strerror}.")
        return False
    faults = wrong_texts(texts) if texts else ()
    for sentence in faults:
        warn(sentence)
    return not faults


def _content(mail: Mail, suffix: str) -> bytes:
    from app.mail.message import message_of
    from app.server.notices.letters.preview import as_page, as_text

    match suffix:
        case ".html":
            return as_page(mail).encode()
        case ".txt":
            return as_text(mail).encode()
        case _:
            return message_of(mail, _SENDER).content
