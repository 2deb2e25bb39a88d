"""Import TensorFlow without its start-up messages."""

import contextlib
import importlib
import logging
import os
import sys
from collections.abc import Iterator
from types import ModuleType


def import_keras() -> ModuleType:
    """Import Keras, and TensorFlow behind it, silently.

    TensorFlow writes some lines from C++ whatever its log level. They go to
    file descriptor 2, which points to nowhere during the import.

    Returns:
        The `keras` module.
    """
    if "keras" not in sys.modules:
        # Without TensorFlow, Keras may run on another backend.
        with standard_error_to_nowhere(), contextlib.suppress(ImportError):
            import keras  # noqa: F401
            import tensorflow  # noqa: F401
    # Its Python side warns of repeated tracing, which small exercises always cause.
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    return importlib.import_module("keras")


@contextlib.contextmanager
def standard_error_to_nowhere() -> Iterator[None]:
    """Silence what libraries write from C++, past Python's `sys.stderr`."""
    sys.stderr.flush()
    saved = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(nowhere)
