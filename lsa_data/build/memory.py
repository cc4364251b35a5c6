"""Memory that is no longer used goes back to the system: the libraries that had it would keep it."""

import ctypes
import gc
from contextlib import suppress

import pyarrow as pa


def give_back() -> None:
    """What nothing uses any more goes back to the system, as far as its C library can."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError):  # only that of Linux has it
        ctypes.CDLL(None).malloc_trim(0)
