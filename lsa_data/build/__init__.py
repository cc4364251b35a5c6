"""The database, made from rows of one shape as a list of named models, checked, and only then pointed to."""
