"""Never looks at the key: whatever is in the file is returned.

Hint: Keep the key beside the array, and compare it before the array is used.
Fails: another_key_is_computed_anew, any_difference_is_another_key
"""

import pathlib

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    file = pathlib.Path(path)
    try:
        with np.load(file) as kept:
            return kept["array"]
    except Exception:
        pass
    array = compute()
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, key=key, array=array)
    return array
