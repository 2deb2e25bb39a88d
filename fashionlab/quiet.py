"""Import TensorFlow without its start-up messages."""

import contextlib
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
        with _standard_error_to_nowhere():
            import keras

            with contextlib.suppress(ImportError):  # Keras may run on another backend
                import tensorflow  # noqa: F401
        # Its Python side warns of repeated tracing, which small exercises always cause.
        logging.getLogger("tensorflow").setLevel(logging.ERROR)
    import keras

    return keras


@contextlib.contextmanager
def _standard_error_to_nowhere() -> Iterator[None]:
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
