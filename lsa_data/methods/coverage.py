"""When a figure that is computed from parts may stand for the whole."""

LEAST_COVERAGE = 0.8
"""Of parts with a figure that hold a smaller share of the people (or households), nothing is computed."""
