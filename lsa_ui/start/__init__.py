"""What the page `pages/start.py` shows."""
