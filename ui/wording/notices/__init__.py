"""Words about what people are told."""
