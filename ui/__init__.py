"""What people see. Knows app, is known by nobody but app/__main__.py and app/command_line.py, which start it."""
