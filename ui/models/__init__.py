"""What tables show: one generic table model, whose columns are data, and the reader of a list in the desk's file."""
