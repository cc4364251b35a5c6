"""Questions that the pages, the files and the interface ask of the figures in use."""
