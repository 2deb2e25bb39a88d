"""The versions that a result depends on."""

import importlib.metadata
import platform

import numpy as np

from fashionlab.quiet import import_keras


def versions() -> dict[str, str]:
    """Return the versions that a result depends on.

    Returns:
        Package name to version: Python, Keras, NumPy, TensorFlow if it is
        installed, and the package of Keras's backend.
    """
    keras = import_keras()
    found = {"python": platform.python_version(), "keras": str(keras.__version__)}
    for package in ("tensorflow", "tensorflow-cpu"):
        version = _installed(package)
        if version is not None:
            found["tensorflow"] = version
            break
    backend = keras.config.backend()
    if backend not in found:
        found[backend] = _installed(backend) or "unknown"
    return {**found, "numpy": np.__version__}


def _installed(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
