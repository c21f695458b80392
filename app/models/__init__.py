"""Plain types that every room may speak of, without any I/O: the API's objects in objects/, names and texts in text/,
and here what is sent, what waits, what happened at this desk, and the rows of its lists.

What is sent is a draft: a plain frozen dataclass with a `body()` that gives the exact JSON object.
"""
