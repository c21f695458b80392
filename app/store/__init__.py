"""This desk's own SQLite file: what the server last said, what waits to be sent, and what a person is still writing."""
