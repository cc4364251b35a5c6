"""What the page `pages/eigen_gebied.py` shows."""
