"""A selection of figures as a file that programs of others open."""
