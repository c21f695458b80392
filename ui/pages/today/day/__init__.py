"""The list of the day: its rows, what is done with them, and what stands in their place where there are none."""
