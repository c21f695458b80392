"""*Waiting changes*: what was entered here and isn't known to be at the server."""
