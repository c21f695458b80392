"""*Edit meeting*: the meeting's form over one that the server has, in which only what differs is marked."""
