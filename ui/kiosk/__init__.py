"""The self-service window in the lobby: one question a screen, in the visitor's language, and nothing left behind.

kiosk.py says what is shown until when, in the one window of window.py.
"""
