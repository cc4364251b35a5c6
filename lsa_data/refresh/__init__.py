"""Refreshing figures from the live open-data services."""
