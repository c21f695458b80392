"""Meetings as they are entered: checked, repeated, kept to be sent."""
