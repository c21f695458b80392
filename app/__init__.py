"""What the front desk knows and does. No Qt in here."""
