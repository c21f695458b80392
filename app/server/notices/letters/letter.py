"""The letters: facts become a mail in their reader's language."""

from __future__ import annotations

from typing import Any

from app.models.notices.arrival import ArrivalNotice
from app.models.notices.invitation import Invitation
from app.models.notices.kinds import text_name
from app.models.notices.mail import Mail, Picture
from app.models.notices.ticket_notice import TicketNotice
from app.models.text.lines import one_line
from app.server.notices.letters import facts
from app.server.notices.letters.calendar import calendar_part
from app.server.notices.letters.code_picture import code_picture
from app.server.notices.letters.dates import language_of, span_words
from app.server.notices.letters.texts import Letter, Texts


def invitation_letter(invitation: Invitation, texts: Texts) -> Mail:
    """With the meeting for the visitor's calendar; answers go to the host, where they have an address."""
    picture = f"code-{invitation.id}@foyer"  # of this mail alone: some programs keep pictures by their ids
    letter = _invitation(invitation, texts, f"cid:{picture}" if invitation.code else "")
    shown = f"cid:{picture}" in letter.html  # not where the site's text leaves the code out
    return _mail(
        invitation,
        letter,
        pictures=(Picture(picture, "code.png", "image/png", code_picture(invitation.code)),) if shown else (),
        calendar=calendar_part(invitation),
        reply_to=invitation.host_email,
        reply_to_name=one_line(invitation.host),
    )


def invitation_sms(invitation: Invitation, texts: Texts) -> Mail:
    """The same for a telephone: in its subject what, in its text when, where and with whom."""
    where = ", ".join(filter(None, map(one_line, (invitation.site, invitation.host))))
    when = span_words(invitation.starts, invitation.ends, language_of(invitation.language))
    letter = _invitation(invitation, texts)
    return _mail(invitation, Letter(letter.subject, f"{when}\n{where}", ""))


def arrival_letter(notice: ArrivalNotice, texts: Texts) -> Mail:
    language = language_of(notice.language)
    return _mail(notice, texts.letter(language, text_name(notice.kind), facts.of_arrival(notice, language)))


def ticket_letter(notice: TicketNotice, texts: Texts) -> Mail:
    """With its files; nobody reads an answer to it, which its text says."""
    language = language_of(notice.language)
    letter = texts.letter(language, text_name(notice.kind), facts.of_ticket(notice, language))
    return _mail(notice, letter, attachments=notice.attachments)


def _invitation(invitation: Invitation, texts: Texts, picture: str = "") -> Letter:
    language = language_of(invitation.language)
    return texts.letter(language, text_name(invitation.kind), facts.of_invitation(invitation, language), picture)


def _mail(notice: Invitation | ArrivalNotice | TicketNotice, letter: Letter, **more: Any) -> Mail:
    return Mail(
        id=notice.id,
        to=notice.to,
        name=one_line(notice.name),
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        at=notice.at,
        **more,
    )
