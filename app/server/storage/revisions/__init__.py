"""How the tables became what they are: a module for each change of them, in Alembic's own shape.

They name tables and columns as those were then, never by `tables.py`, which goes on. What a person is told, folded or
recurs is of today: a revision brings it to that.
"""

MODULES = (
    "to_schema_8.r2_events",
    "to_schema_8.r3_kiosks",
    "to_schema_8.r4_folding",
    "to_schema_8.r5_occurrences",
    "to_schema_8.r6_agreement",
    "to_schema_8.r7_codes",
    "to_schema_8.r8_deliveries",
    "to_schema_17.r9_meeting_changes",
    "to_schema_17.r10_answers",
    "to_schema_17.r11_forgotten_keys",
    "to_schema_17.r12_ticket_changes",
    "to_schema_17.r13_comments",
    "to_schema_17.r14_attachments",
    "to_schema_17.r15_ticket_documents",
    "to_schema_17.r16_ticket_clocks",
    "to_schema_17.r17_recurring_tickets",
    "r18_names_of_visits",
    "r19_statistics",
    "r20_tomorrow_mails",
    "r21_sought_visitors",
    "r22_favorite_tickets",
    "r23_notices",
    "r24_titles_in_order",
    "r25_tomorrow_lists",
    "r26_notices_in_turn",
)
"""In their order, from schema 1. The last one brings `tables.py`."""

SCHEMA = 1 + len(MODULES)
"""The number of the last revision: what the tables are today."""
