"""What the sources and the catalogue give, as it is."""
