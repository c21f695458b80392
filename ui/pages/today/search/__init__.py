"""Whom a search on *Today* may have meant, and who is on another day."""
