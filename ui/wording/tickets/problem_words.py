"""What is written into a ticket that is begun at a visit, and said of it."""

from __future__ import annotations

from datetime import date

from app.models.drafts import Body
from app.models.entries import VisitorSnapshot
from app.services.site import Site
from ui.wording.dates import day_and_month, moment_words


def problem_words(person: VisitorSnapshot | None, place: str, site: Site) -> str:
    """The facts of a problem that is reported, a line each: with whom, whose guest that is, where, and that it is now;
    `person` is None where no visitor is at hand."""
    visitor = ", ".join(filter(None, (person.name, person.company))) if person else ""
    facts = (
        ("Visitor", visitor),
        ("Host", person.host if person else ""),
        ("Place", place),
        ("Time", moment_words(site.now(), site.today())),
    )
    return "\n".join(f"{word}: {fact}" for word, fact in facts if fact)


def linked_words(visit: Body) -> str:
    """Of a ticket that is begun at a visit, by its link."""
    return f"Belongs to the visit of {visit_words(visit['day'], visit['name'])}."


def unknown_visit_words(visit: Body) -> str:
    """Of a visit that can't be shown, by a ticket's link to it."""
    return f"This desk doesn't know the visit of {visit_words(visit['day'], visit['name'])} any more."


def visit_words(day: str, name: str) -> str:
    """Whose visit it was, and when."""
    known = day_of_visit(day)
    return ", ".join(filter(None, (name, day_and_month(known) if known else "")))


def day_of_visit(day: str) -> date | None:
    """None for what is no day."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
