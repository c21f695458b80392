"""What a person is still writing, kept while it is written."""
