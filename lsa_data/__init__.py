"""What is known: sources, embedded figures, database, questions and methods. Knows no screen and no server."""
