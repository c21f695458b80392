"""Tickets as they are changed: which steps there are, what a change asks for, and how two of one ticket become one."""
