"""What a scanner reads: the code of a visit, and what it becomes on other keyboards."""
