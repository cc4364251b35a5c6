"""What the page `pages/vergelijk.py` shows."""
