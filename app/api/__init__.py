"""The HTTP client of the API: client.py sends, failures.py converts errors, answers.py takes apart what came; then one
noun a file, one method a call."""
