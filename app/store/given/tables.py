"""The tables of the desk's file that hold what visitors gave at the kiosk."""

from __future__ import annotations

SIGNATURES = """
    -- What visitors signed at the kiosk, with the check-in that it belongs to, and the text as it was then.
    create table signature (
        entry text not null unique,               -- the journal's entry of that check-in
        place integer not null references place (id),
        visit text not null,                      -- as in that entry
        signed_at text not null,
        language text not null,
        version text not null,                    -- which text it was, in which language
        strokes text not null                     -- [[[x, y, t], …], …] as JSON; [] where a button was pressed
    );
    create index signature_visit on signature (visit);
    create index signature_time on signature (signed_at);
    create table terms_text (
        place integer not null references place (id),
        version text not null,                    -- of the SHA-256 of title and body
        language text not null,
        title text not null,
        body text not null,
        primary key (place, version, language)
    );
    """

ANSWERS = """
    -- What visitors answered at the kiosk to the site's own questions, with the check-in that it belongs to.
    create table answer (
        entry text not null unique,               -- the journal's entry of that check-in
        place integer not null references place (id),
        visit text not null,                      -- as in that entry
        at text not null,
        answers text not null                     -- [{"question", "answer"}, …] as JSON
    );
    create index answer_visit on answer (visit);
    create index answer_time on answer (at);
    """
