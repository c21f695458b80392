"""How much room a disk should have: the kiosk and the doctor complain of less."""

LEAST_ROOM = 200 * 2**20
"""In bytes: enough for some weeks."""
