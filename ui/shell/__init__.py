"""What stands around the pages: what the window itself says."""
