"""The desk's window: what stands around the pages, what it says by itself, and what it asks of a page."""
