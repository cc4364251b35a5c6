"""What the page `pages/klopt_het.py` shows."""
