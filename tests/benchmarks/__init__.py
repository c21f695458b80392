"""What Foyer's budgets are measured with: figures, never tests."""
