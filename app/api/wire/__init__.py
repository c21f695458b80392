"""HTTP itself and JSON that isn't sound, without a word of the API: one server's connections, and what goes wrong on
the way to it."""
