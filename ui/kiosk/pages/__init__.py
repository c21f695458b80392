"""The kiosk's screens, one question each. A screen is built for its visitor, and gone with the step."""
