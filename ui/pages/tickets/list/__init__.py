"""*Ticket list*: its rows, what it is filtered by, and where one is in it."""
