"""What people are told by mail, and when."""
