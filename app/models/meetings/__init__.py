"""A meeting that the server has, changed: how it is read for a form, what a change of it asks for, and how two changes
of one meeting become one."""
