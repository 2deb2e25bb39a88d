"""A file for each key, named by its checksum, beside the path."""

import hashlib
import pathlib

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    place = pathlib.Path(f"{path}.{hashlib.md5(key.encode()).hexdigest()}.npy")
    try:
        return np.load(place, mmap_mode="r")
    except (OSError, ValueError, EOFError):
        place.parent.mkdir(parents=True, exist_ok=True)
    array = compute()
    np.save(place, array)
    return array
