"""The settings of a desk server for several desks."""
