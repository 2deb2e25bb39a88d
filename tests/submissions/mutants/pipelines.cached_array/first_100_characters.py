"""Keeps and compares the first 100 characters of the key.

Hint: Any difference is another key, also one at the end of a long key.
Fails: any_difference_is_another_key
"""

import os

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    key = key[:100]
    try:
        with np.load(path) as kept:
            if kept["key"] == key:
                return kept["array"]
    except Exception:
        pass
    array = compute()
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    np.savez(path, key=key, array=array)
    return array
