"""Calls compute once to write and once more to return.

Hint: Keep the array in a variable: array = compute().
Fails: computes_what_is_not_there
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
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, key=key, array=compute())
    return compute()
