"""From there to the tables that tickets got with their work, their files and their clocks."""
