"""The field *Repeats* and its panel: of a meeting, and of a ticket that comes again."""
