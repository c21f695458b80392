"""The list as a mail: as text for a lock screen, as a table, and as a file for a spreadsheet."""

from __future__ import annotations

from datetime import date
from html import escape

from app.models.notices.mail import Attachment, Mail
from app.models.text.day_words import whole_day
from app.paper.sheet import Sheet
from app.paper.xlsx_file import xlsx_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: sans-serif; font-size: 15px">
<h1 style="font-size: 20px">{title}</h1>
<p>{said}</p>
{table}
<p style="font-size: 13px">{foot}</p>
</body></html>
"""
_TABLE = '<table style="border-collapse: collapse; text-align: left">\n{rows}\n</table>'
_CELL = (
    '<{tag} dir="auto" style="border-bottom: 1px solid #999; padding: 6px 10px; vertical-align: top">{words}</{tag}>'
)


def list_letter(sheet: Sheet, day: date, *, identity: str, to: str) -> Mail:
    """The mail of that id to one address, with the list of `day`."""
    (table,) = sheet.tables
    said = f"{sheet.about[0]} expected." if table.rows else "Nobody is expected."
    site = _line(sheet.site)
    foot = f"{site}, as of {sheet.made_at:%H:%M} on {whole_day(sheet.made_at.date())}. Made by Foyer."
    attached = (Attachment(f"{sheet.file_name}.xlsx", XLSX, xlsx_of(sheet)),) if table.rows else ()
    return Mail(
        id=identity,
        to=to,
        name="",
        subject=f"{site}: {len(table.rows) or 'no'} visitor{'' if len(table.rows) == 1 else 's'} on {whole_day(day)}",
        text="\n".join((sheet.title, said, "", *_lines(sheet), foot, "")),
        at=sheet.made_at,
        html=_PAGE.format(
            title=escape(sheet.title), said=escape(said), table=_table(sheet) if table.rows else "", foot=escape(foot)
        ),
        attachments=attached,
    )


def _lines(sheet: Sheet) -> list[str]:
    """Two or three for each visitor, which a phone shows without cutting them."""
    lines = []
    for cells in sheet.tables[0].rows:
        time, visitor, company, mobile, host, number, title, plate = map(_line, cells)
        lines.append(f"{time}  {', '.join(filter(None, (visitor, company)))}")
        lines.append(f"       to {', '.join(filter(None, (host, number)))}: {title}")
        if mobile or plate:
            lines.append(f"       {', '.join(filter(None, (mobile, plate)))}")
        lines.append("")
    return lines


def _table(sheet: Sheet) -> str:
    (table,) = sheet.tables
    rows = [_row("th", [column.heading for column in table.columns]), *(_row("td", row) for row in table.rows)]
    return _TABLE.format(rows="\n".join(rows))


def _row(tag: str, words: list[str] | tuple[str, ...]) -> str:
    return f"<tr>{''.join(_CELL.format(tag=tag, words=escape(_line(one))) for one in words)}</tr>"


def _line(words: str) -> str:
    """On one line, and without what no mail can hold."""
    return " ".join(words.encode(errors="replace").decode().split())
