"""What visitors gave at the kiosk, with the check-in that it belongs to: what they signed, what they answered."""
