"""Areas through time, and what the country is."""
