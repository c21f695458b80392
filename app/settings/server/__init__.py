"""The settings of a desk server: of one for several desks, and those of a single desk that have a file of their own."""
