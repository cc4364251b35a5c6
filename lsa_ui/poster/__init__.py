"""What the page `pages/poster.py` shows."""
