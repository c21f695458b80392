"""The mail server, and how long it is waited for."""
