"""The self-service window in the lobby: one question a screen, in the visitor's language, and nothing left behind."""
