"""What people are sent: facts and texts become a mail. Its libraries are large: imported with the first letter."""
