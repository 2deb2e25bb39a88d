"""Returns None when compute fails.

Hint: An error that is hidden shows up later, somewhere else. Let it pass on.
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
        return None
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, key=key, array=array)
    return array
