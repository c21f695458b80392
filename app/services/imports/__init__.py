"""Visitors out of a file or an address list that somebody was sent."""
