"""Meetings that the server has, changed and taken back from whichever screen, and what two people changed at once."""
