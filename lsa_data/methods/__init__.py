"""Judging: pure functions over small frames. They know no database, no catalogue and no words."""
