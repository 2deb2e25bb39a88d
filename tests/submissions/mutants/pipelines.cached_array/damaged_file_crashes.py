"""Lets the error of a damaged file through.

Hint: A file cut short raises in np.load. Catch it, and compute.
Fails: a_file_cut_short_is_not_used, something_else_is_not_used
"""

import pathlib

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    file = pathlib.Path(path)
    if file.exists():
        with np.load(file) as kept:
            if str(kept["key"]) == key:
                return kept["array"]
    array = compute()
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, key=key, array=array)
    return array
