"""The one base class of errors that a person can act on."""


class Problem(Exception):
    """Something a person can mend: the message says what happened, what is still safe, and what to do.

    Commands print it and stop with exit code 1; anything else that goes wrong is a mistake in the program.
    """
