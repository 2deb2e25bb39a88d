"""Writes the new array and leaves the old key where it was.

Hint: Array and key belong together: write both, in one file.
Fails: another_key_is_computed_anew, the_old_key_again_is_no_mix_up
"""

import pathlib

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    file = pathlib.Path(path)
    old = key
    try:
        with np.load(file) as kept:
            old = str(kept["key"])
            if old == key:
                return kept["array"]
    except Exception:
        pass
    array = compute()
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, key=old, array=array)
    return array
