"""What people see. Knows app, is known by nobody but app/__main__.py."""
