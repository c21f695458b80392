"""Icons, theme and the sample day, read through importlib.resources so that source and installer are alike."""
