"""Compares only the length of the key.

Hint: Two different texts can be of the same length. Compare the texts.
Fails: another_key_is_computed_anew
"""

import pathlib

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    file = pathlib.Path(path)
    try:
        with np.load(file) as kept:
            if len(str(kept["key"])) == len(key):
                return kept["array"]
    except Exception:
        pass
    array = compute()
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, key=key, array=array)
    return array
