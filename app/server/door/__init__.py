"""What every request passes before it is a call, and every answer on its way out."""
