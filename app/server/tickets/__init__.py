"""Tickets: made, listed, changed and talked about."""
