"""What is broken in the building."""
