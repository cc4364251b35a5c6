"""Figures become words: sentences, numbers, and the check of every sentence against its numbers."""
