"""Scenarios that read like minutes: read, rehearsed at once, or played live beside visitors.

It knows the clerk and everything below it. Nothing below may know that a session is played.
"""
