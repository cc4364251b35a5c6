"""What the page `pages/de_kloof.py` shows."""
