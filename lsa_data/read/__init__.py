"""Parsers: one per source, from published files or downloaded tables to rows of one shape; and the embedded figures."""
