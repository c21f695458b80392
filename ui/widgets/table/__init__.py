"""The desk's table: its view, its cells and their marks."""
