"""What our own server tells of who was told: its calls."""
