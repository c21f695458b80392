"""What the lobby's kiosk asks, and what the desks hear of it."""
