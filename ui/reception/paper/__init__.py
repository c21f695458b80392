"""Lists on paper and in files: *Print* and *Export* of what a page lists."""
