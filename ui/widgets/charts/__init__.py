"""Charts that are drawn here: bars, each of them a row to the arrow keys and to a screen reader."""
