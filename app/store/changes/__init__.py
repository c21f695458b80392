"""Changes of meetings that the server has: what a form begins with, how they stand in the days' lists while they wait,
and what is left of them there once they were sent."""
