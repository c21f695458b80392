"""How staff leave the kiosk: a corner that is held, a PIN, and a panel with what they came for."""
