"""Small parts, ignorant of services: they show state and emit intent."""
