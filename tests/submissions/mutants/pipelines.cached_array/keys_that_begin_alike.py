"""Takes a key that begins like the other for the same.

Hint: startswith is not ==: "96 px" and "96 px, flipped" are different features.
Fails: any_difference_is_another_key
"""

import pathlib

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    file = pathlib.Path(path)
    try:
        with np.load(file) as kept:
            if str(kept["key"]).startswith(key):
                return kept["array"]
    except Exception:
        pass
    array = compute()
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, key=key, array=array)
    return array
