"""What each list holds, as a function of the file: of what the server said, what waits, and what happened here.

Whatever changes one of those says, in the same transaction, what follows for the rows of the lists that it touches.
"""
