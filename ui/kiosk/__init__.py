"""The self-service window in the lobby: one question a screen, in the visitor's own language; nothing is left behind."""
