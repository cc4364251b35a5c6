"""What the page `pages/over.py` shows."""
