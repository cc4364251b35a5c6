"""Print how long the build takes, how much memory it uses and how large the database is.

Targets on 2 cores: under 20 s, under 600 MB, under 75 MB (11 MB of it are boundaries).
"""

import os
import resource
import tempfile
import time


def main() -> None:
    """Build in a folder of its own and print the three figures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LSA_DATA_DIR"] = folder
        from lsa_data.build import pipeline

        start = time.perf_counter()
        path = pipeline.build(report=lambda text: None)
        seconds = time.perf_counter() - start
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"build: {seconds:.1f} s, {megabytes:.0f} MB of memory at most, database {path.stat().st_size / 1e6:.1f} MB"
        )


if __name__ == "__main__":
    main()
