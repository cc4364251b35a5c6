"""What the page `pages/gegevens.py` shows."""
