"""Print how long the build takes, how much memory it uses and how large the database is.

Targets on 2 cores: under 30 s and under 700 MB.
"""

import os
import resource
import tempfile
import time

from benchmarks.measured import measured


def main() -> None:
    """Build in a folder of its own and print the three figures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LSA_DATA_DIR"] = folder
        from lsa_data.build import pipeline

        start = time.perf_counter()
        path = pipeline.build(report=lambda text: None)
        seconds = time.perf_counter() - start
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        measured("build", seconds, "s")
        measured("build, memory at most", megabytes, "MB")
        measured("database", path.stat().st_size / 1e6, "MB")


if __name__ == "__main__":
    main()
