"""Visits: who is expected, how each visit stands, and what desks say of them."""
