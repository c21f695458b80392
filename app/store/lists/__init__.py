"""What each list holds, as a function of the file: of what the server said, what waits, and what happened here.

Whatever changes one of those brings, in the same transaction, the rows in line that follow from it, and touches the
lists that they stand in. `account` is the number of an account, which is a server and a company; a `visit` is called
date/meeting/visitor, see names.py.
"""
