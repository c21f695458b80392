"""Tickets as they are changed: which steps there are, what a change asks for, how two of one ticket become one, and
what can be attached."""
