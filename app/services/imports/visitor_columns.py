"""Which column of a table holds what of a visitor: told by its heading in several languages, else by its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.models.text.folding import fold

FULL_NAME = "full_name"
"""First and last name in one cell. Every other field is one of VisitorDraft's own."""

_NAME = "name"
"""A heading such as "Name". If the table has a column for just one of first and last name, it means the other one;
if it has neither, the full name."""

_FEWEST_KNOWN = 2
_MOST_DIGITS = 2
_DEEPEST = 10
"""Headings are looked for in so many rows: a title or a date may stand above them."""

_HEADINGS = {
    _NAME: (
        "name, names, visitor, visitors, guest, guests, attendee, attendees, participant, participants, visiteur,"
        " invité, bezoeker, deelnemer, gast, gäste, besucher, teilnehmer, visitante, invitado, visitatore, ospite,"
        " nom, naam, nome, nombre, navn, namn, nev, jmeno, meno, ime, ten, 이름"
    ),
    "first_name": (
        "first name, first, forename, given name, prénom, voornaam, roepnaam, vorname, rufname, nombre de pila,"
        " primer nombre, nome di battesimo, nome próprio, primeiro nome, fornavn, förnamn, etunimi, imię,"
        " křestní jméno, krstné meno, keresztnév, utónév, ad, isim"
    ),
    "last_name": (
        "last name, last, surname, family name, nom de famille, achternaam, familienaam, nachname, familienname,"
        " zuname, apellido, apellidos, cognome, sobrenome, apelido, efternavn, efternamn, etternavn, sukunimi,"
        " nazwisko, příjmení, priezvisko, priimek, vezetéknév, họ, soyad, soyadı, soyisim"
    ),
    FULL_NAME: (
        "full name, complete name, display name, visitor name, guest name, name and surname, first and last name,"
        " nom complet, nom et prénom, nom prénom, prénom nom, volledige naam, naam en voornaam, vollständiger name,"
        " vor- und nachname, name vorname, nombre completo, nombre y apellidos, nome completo, nome e cognome,"
        " cognome e nome, họ và tên, họ tên"
    ),
    "email": (
        "email, mail, email address, e-mail 1 - value, courriel, adresse e-mail, adresse mail, adresse courriel,"
        " e-mailadres, mailadres, e-mail-adresse, mailadresse, correo, correo electrónico, dirección de correo,"
        " indirizzo e-mail, posta elettronica, e-post, e-posta, 이메일"
    ),
    "phone": (
        "phone, phone number, phone 1 - value, tel, tel nr, landline, work phone, business phone, office phone,"
        " telephone,"
        " téléphone fixe, fixe, numéro de téléphone, telefoon, telefoonnummer, vaste lijn, telefon, telefonnummer,"
        " festnetz, teléfono, teléfono fijo, numero di telefono, telefone, điện thoại, 전화"
    ),
    "mobile": (
        "mobile, mobile phone, mobile number, cell, cell phone, gsm, gsm nummer, portable, téléphone portable, mobiele,"
        " mobiel, mobiele telefoon, mobiel nummer, handy, handynummer, mobil, mobiltelefon, mobilnummer, móvil,"
        " teléfono móvil, celular, cellulare, telefono cellulare, telemóvel, mobilní telefon, 휴대폰"
    ),
    "company_name": (
        "company, company name, visitor company, organization name, organization 1 - name, organisation,"
        " organization, employer, firm, société, entreprise,"
        " nom de la société, bedrijf, bedrijfsnaam, firma, organisatie, onderneming, unternehmen, firmenname, empresa,"
        " compañía, organización, azienda, società, ditta, företag, cég, spoločnosť, podjetje, công ty, 회사"
    ),
    "function": (
        "function, job, job title, position, role, fonction, poste, titre, functie, functietitel, funktie, funktion,"
        " beruf, stelle, función, cargo, puesto, funzione, ruolo, mansione, qualifica, função, stanowisko"
    ),
    "language": (
        "language, lang, preferred language, langue, taal, voorkeurstaal, sprache, idioma, lengua, lingua, språk,"
        " jazyk, jezik, ngôn ngữ, 언어"
    ),
    "license_plate": (
        "licence plate, license plate, number plate, plate, registration, car registration, plaque,"
        " plaque d'immatriculation, immatriculation, nummerplaat, kenteken, kentekenplaat, kennzeichen,"
        " autokennzeichen, nummernschild, matrícula, placa, targa, numero di targa"
    ),
    "about": (
        "about, note, notes, remark, remarks, comment, comments, remarque, remarques, commentaire, opmerking,"
        " opmerkingen, bemerkung, bemerkungen, anmerkung, notiz, kommentar, nota, notas, observaciones, comentarios,"
        " osservazioni, commenti"
    ),
}

FIELDS = tuple(field for field in _HEADINGS if field != _NAME)
"""What a column can hold: attributes of VisitorDraft, and FULL_NAME."""

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_OF_VISITOR = re.compile(r"[@\d]")
_PHONE = re.compile(r"\+?[\d\s()./-]{7,20}")
_HAS_LETTER = re.compile(r".*[^\W\d_].*")
_WORD = re.compile(r"[^\W\d_]{2}")
_WHOLE_NAME = re.compile(r".*\S[ ,]\s*\S.*")
_NOTHING = frozenset(("na", "none", "nil", "no", "nein", "non", "geen", "keine", "unknown", "tbd"))
"""What people write where they have nothing to write."""


def _key(heading: str) -> str:
    """A heading without accents, case, signs and what stands in brackets: "E-mail (required)" is "email"."""
    return re.sub(r"[\W_]+", "", fold(re.sub(r"[(\[][^()\[\]]*[)\]]", "", heading)))


_BY_KEY = {_key(heading): field for field, headings in _HEADINGS.items() for heading in headings.split(",")}


def fields_of_headings(headings: Sequence[str]) -> tuple[str, ...]:
    """The field of each column, one of FIELDS or "" when its heading isn't known. Several columns may have the same
    field: in each row the first one counts that is filled."""
    known = [_BY_KEY.get(_key(heading), "") for heading in headings]
    missing = [field for field in ("first_name", "last_name") if field not in known]
    plain = {0: "", 1: missing[0] if missing else "", 2: FULL_NAME}[len(missing)]
    fields: list[str] = []
    for field in known:
        meant = plain if field == _NAME else field
        unneeded = meant == FULL_NAME and not missing
        fields.append("" if unneeded else meant)
    return tuple(fields)


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The place of the row with the headings, from 0; None when there is none. It is the first that names two known
    columns; one is enough in the first filled row, if that holds neither a figure nor an @."""
    filled = [(number, row) for number, row in enumerate(rows[:_DEEPEST]) if any(row)]
    for number, row in filled:
        known = len({*fields_of_headings(row)} - {""})
        if known >= _FEWEST_KNOWN or (known and number == filled[0][0] and not any(map(_OF_VISITOR.search, row))):
            return number
    return None


def heading_by_values(rows: Sequence[Sequence[str]]) -> int | None:
    """The place of a row whose headings nobody knows, but in one of whose columns all below are addresses or numbers,
    and it isn't; None when there is none. All rows have to be of one width."""
    places = [place for place, row in enumerate(rows) if any(row)]
    if len(places) < 2 or not _is_words(rows[places[0]]):
        return None
    below = [rows[place] for place in places[1:]]
    for place, heading in enumerate(rows[places[0]]):
        values = [row[place] for row in below if row[place]]
        is_word = bool(_WORD.search(heading)) and _key(heading) not in _NOTHING
        if is_word and values and any(all(map(kind.fullmatch, values)) for kind in (_EMAIL, _PHONE)):
            return places[0]
    return None


def may_be_heading(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first filled row may be headings that nobody knows as well as a visitor: it is words alone, and not a
    whole name in a list of such. All rows have to be of one width."""
    filled = [row for row in rows if any(row)]
    if len(filled) < 2 or not _is_words(filled[0]):
        return False
    columns = [[cell for cell in column if cell] for column in zip(*filled, strict=True) if any(column)]
    return len(columns) > 1 or not all(map(_WHOLE_NAME.fullmatch, columns[0]))


def is_whole_name(cell: str) -> bool:
    """Whether it may be somebody's first and last name: words alone, several of them."""
    return bool(_WHOLE_NAME.fullmatch(cell)) and _is_words((cell,)) and not any(map(str.isdigit, cell))


def _is_words(row: Sequence[str]) -> bool:
    """Headings have no address in them, and hardly a figure: "Phone 2"."""
    return not any("@" in cell or sum(map(str.isdigit, cell)) > _MOST_DIGITS for cell in row)


def fields_of_cells(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The field of each column, told by its cells, "" for one that isn't known. Addresses and numbers show by
    themselves; of the other columns the first ones hold the name. All rows have to be of one width."""
    columns = list(zip(*rows, strict=True))
    fields = ["email" if _most(column, _EMAIL) else "mobile" if _most(column, _PHONE) else "" for column in columns]
    fields = [field if field not in fields[:place] else "" for place, field in enumerate(fields)]
    texts = [place for place, column in enumerate(columns) if not fields[place] and _most(column, _HAS_LETTER)]
    whole = bool(texts) and _most(columns[texts[0]], _WHOLE_NAME)
    for place, field in zip(texts, (FULL_NAME,) if whole else ("first_name", "last_name"), strict=False):
        fields[place] = field
    return tuple(fields)


def _most(cells: Sequence[str], pattern: re.Pattern[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(bool(pattern.fullmatch(cell)) for cell in filled) * 2 > len(filled)
