"""What the page `pages/mijn_wijk.py` shows."""
