"""Makes one folder, and not those around it.

Hint: mkdir(parents=True) makes the folders around it as well.
Fails: makes_the_folder
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
    file.parent.mkdir(exist_ok=True)
    np.savez(file, key=key, array=array)
    return array
