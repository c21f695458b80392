"""What people type for a day, or for a day and a time."""
