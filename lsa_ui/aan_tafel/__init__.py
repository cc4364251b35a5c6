"""What the page `pages/aan_tafel.py` shows."""
