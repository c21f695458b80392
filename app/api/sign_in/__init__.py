"""Signing in with a user: the three OAuth calls, and the token that calls go out with until another one is had."""
