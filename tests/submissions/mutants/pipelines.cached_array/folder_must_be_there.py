"""Does not make the folder.

Hint: pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True) before writing.
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
    np.savez(file, key=key, array=array)
    return array
