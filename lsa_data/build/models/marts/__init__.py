"""What the questions of the app are asked of."""
