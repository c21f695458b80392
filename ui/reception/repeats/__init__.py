"""The field *Repeats* and its panel."""
