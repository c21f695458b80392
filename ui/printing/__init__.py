"""Drawn pages on their way to a printer or into a PDF file."""
