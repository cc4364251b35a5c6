"""Aan tafel: a session in a room, from the slides to the report."""
