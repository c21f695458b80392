"""The API's objects, one file a noun, and the lenient reading that they share."""
