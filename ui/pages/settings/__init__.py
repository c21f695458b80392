"""*Settings*: what this desk stands on, part by part, kept together."""
