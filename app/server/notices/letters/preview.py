"""Letters to be looked at before anybody gets one, and a site's own texts to be tried."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from app.models.notices.mail import Mail
from app.server.notices.letters.dates import LANGUAGES
from app.server.notices.letters.samples import SAMPLES
from app.server.notices.letters.texts import PAGE_FILE, Texts


def as_page(mail: Mail) -> str:
    """Its HTML with the pictures in it, for a browser."""
    html = mail.html
    for one in mail.pictures:
        html = html.replace(f"cid:{one.id}", f"data:{one.kind};base64,{b64encode(one.content).decode()}")
    return html


def as_text(mail: Mail) -> str:
    """Its subject and, below an empty line, its words."""
    return f"{mail.subject}\n\n{mail.text}"


def wrong_texts(folder: Path) -> tuple[str, ...]:
    """What can't be used of a site's own texts, each as one sentence; also files that none of Foyer's is called like,
    since they would never be sent. Raises OSError."""
    texts = Texts(folder)
    known = {PAGE_FILE}
    for language in LANGUAGES:
        for name, sample in SAMPLES.items():
            sample(language, texts)
            known |= {f"{language}/{name}.txt", f"{language}/{name}.html"}
    there = sorted(
        file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.suffix in (".txt", ".html")
    )
    strange = (name for name in there if name not in known)
    return (*texts.faults, *(f"{folder / name} is called like none of Foyer's texts." for name in strange))
