"""The charts of *Overview*, each in its card, and the same figures as plain rows."""
