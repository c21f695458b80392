"""Who comes, who is in the building, and who left."""
