"""The calls below each prefix, by what they are about: their paths, what they read of a request, and their answers.

Whatever waits for the database does so on a worker thread, so the server may share an event loop with a window.
"""
