"""What the desk can do. Here decisions are made: show what is known or wait, send or keep.

desk_services.py puts the services of one desk together; what several of them stand on is beside it: the connection, the
questions to the server, the site.
"""
