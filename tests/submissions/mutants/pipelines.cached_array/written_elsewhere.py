"""Writes to a name that is never looked for.

Hint: np.save adds ".npy" to a name that ends in ".npz". Look for the name that you write.
Fails: reads_what_is_there
"""

import pathlib

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    file = pathlib.Path(path)
    try:
        with np.load(file) as kept:
            if str(kept["key"]) == key:
                return kept["array"]
    except Exception:
        pass
    array = compute()
    file.parent.mkdir(parents=True, exist_ok=True)
    np.save(f"{file}.new", array)
    return array
