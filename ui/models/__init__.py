"""What tables show: one generic table model; columns are data."""
