"""The desk server: the API's six calls, and those of visits and kiosks, over SQL; in process for one desk or on a port
for several.

Nothing here is imported before the first window is painted.
"""
