"""What the page `pages/bijeenkomsten.py` shows."""
