"""Proof that the embedded figures are those of the published files, by a route that uses none of the parsers."""
