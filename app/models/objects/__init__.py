"""The API's objects and those of our own desk server, one file a noun, and the lenient reading that they share.

What came back from the server is frozen and read leniently (`Received` in values/wire.py): null, "" and a missing
attribute all mean absent, and attributes that no page names are ignored.
"""
