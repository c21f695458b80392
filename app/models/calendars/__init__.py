"""Meetings as calendars tell of them."""
