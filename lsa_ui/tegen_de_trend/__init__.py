"""What the page `pages/tegen_de_trend.py` shows."""
