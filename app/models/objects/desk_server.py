"""How Foyer's own desk server is known from another vendor's: it says so on every answer, errors too."""

DESK_SERVER_HEADER = "Foyer-Desk-Server"
"""The name of the header. Its value is the server's version, such as 0.1.0. Only a server that says it has our own
calls."""
