"""Who is told of what: queued in the transaction of what they are told of, and sent by this server."""
