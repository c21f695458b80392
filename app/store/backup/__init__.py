"""Backups: all that was entered at this desk in one file, and how that comes back."""
