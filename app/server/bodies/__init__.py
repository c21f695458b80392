"""What callers send and are sent: bodies and parameters read, refusals worded, moments written."""
