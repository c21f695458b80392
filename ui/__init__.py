"""What people see. Knows app, is known by nobody but app/command_line.py."""
