"""Calls compute again when it fails.

Hint: compute() belongs outside of try: its errors are the caller's.
Fails: an_error_keeps_nothing
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
    try:
        array = compute()
    except Exception:
        array = compute()
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, key=key, array=array)
    return array
