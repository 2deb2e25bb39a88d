"""Makes the folder of a path that names none.

Hint: What is os.path.dirname("a.npz"), and can that be made?
Fails: makes_the_folder
"""

import os

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    try:
        with np.load(path) as kept:
            if kept["key"] == key:
                return kept["array"]
    except Exception:
        pass
    array = compute()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    np.savez(path, key=key, array=array)
    return array
