"""Fields of forms, and what stands inside and around them."""
