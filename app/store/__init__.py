"""This desk's own SQLite file: what the server last said, what waits to be sent, what happened here, whom this desk
met, what visitors signed, and what a person is still writing."""
