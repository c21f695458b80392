"""What the desk can do. Here decisions are made: show what is known or wait, send or keep."""
