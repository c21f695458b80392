"""How far a ticket is and how urgent, in the words of each language. The numbers are those of desk_vocabulary.py."""

from __future__ import annotations

STATUSES = {
    "en": {1: "Requested", 6: "Qualified", 2: "Assigned", 3: "In progress", 4: "On hold", 5: "Solved", 7: "Closed"},
    "de": {1: "Gemeldet", 6: "Geprüft", 2: "Zugewiesen", 3: "In Arbeit", 4: "Angehalten", 5: "Gelöst",
           7: "Abgeschlossen"},
    "es": {1: "Solicitado", 6: "Revisado", 2: "Asignado", 3: "En curso", 4: "En espera", 5: "Resuelto", 7: "Cerrado"},
    "fr": {1: "Demandé", 6: "Qualifié", 2: "Attribué", 3: "En cours", 4: "En attente", 5: "Résolu", 7: "Clôturé"},
    "it": {1: "Richiesto", 6: "Verificato", 2: "Assegnato", 3: "In corso", 4: "In attesa", 5: "Risolto", 7: "Chiuso"},
    "nl": {1: "Aangevraagd", 6: "Beoordeeld", 2: "Toegewezen", 3: "In behandeling", 4: "In de wacht", 5: "Opgelost",
           7: "Gesloten"},
}  # fmt: skip
PRIORITIES = {
    "en": {1: "Low", 2: "Medium", 3: "High"},
    "de": {1: "Niedrig", 2: "Mittel", 3: "Hoch"},
    "es": {1: "Baja", 2: "Media", 3: "Alta"},
    "fr": {1: "Basse", 2: "Moyenne", 3: "Haute"},
    "it": {1: "Bassa", 2: "Media", 3: "Alta"},
    "nl": {1: "Laag", 2: "Gemiddeld", 3: "Hoog"},
}
