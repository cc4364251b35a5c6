"""From the live open-data services to the same rows as the published files: asked, checked, and only then used."""
