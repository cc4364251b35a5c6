"""What the page `pages/kaart.py` shows."""
