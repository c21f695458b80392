"""The form that reports something new."""
