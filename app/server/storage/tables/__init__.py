"""The desk server's tables.

Meetings and tickets are kept as the JSON bytes that are sent, without company and revision, beside the few columns that
they are searched by. Moments in columns are whole seconds since 1970, UTC.
"""
