"""The HTTP client of the API: client.py sends and converts errors, then one noun a file, one method a call."""
