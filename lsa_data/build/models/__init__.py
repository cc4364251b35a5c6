"""The tables of the database: one file each, in the order of `pipeline.MODELS`."""
