"""`python -m lsa_data`: see `commands.py`. Loading those takes half a second, in which Ctrl-C may come."""

import sys


def main() -> int:
    """Run the command that was asked; gives its exit code."""
    try:
        from lsa_data import commands
    except KeyboardInterrupt:
        print("stopped: by Ctrl-C, before anything was done", file=sys.stderr)
        return 130
    return commands.main()


if __name__ == "__main__":
    sys.exit(main())
