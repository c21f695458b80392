"""Tickets as they are changed: which steps there are."""
