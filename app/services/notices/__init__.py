"""Mails that tell hosts of an arrival or a departure."""
