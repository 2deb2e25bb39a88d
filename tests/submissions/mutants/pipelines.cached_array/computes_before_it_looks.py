"""Calls compute first and then looks for the file.

Hint: compute may take minutes: call it only when the file is of no use.
Fails: reads_what_is_there
"""

import pathlib

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    file = pathlib.Path(path)
    array = compute()
    try:
        with np.load(file) as kept:
            if str(kept["key"]) == key:
                return kept["array"]
    except Exception:
        pass
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, key=key, array=array)
    return array
