"""The API's objects, one file a noun.

What came back from the server is frozen and read leniently (`Received` in wire.py): null, "" and a missing attribute
all mean absent, and attributes that no page names are ignored. What we send is a draft: a plain frozen dataclass
with a `body()` that gives the exact JSON object.
"""
