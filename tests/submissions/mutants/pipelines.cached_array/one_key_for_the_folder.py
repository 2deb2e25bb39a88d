"""Keeps the key in one file for all arrays of the folder.

Hint: Keep two arrays with different keys in one folder. Whose key does key.txt hold then?
Fails: two_files_are_two_caches
"""

import pathlib

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    file = pathlib.Path(path)
    note = file.parent / "key.txt"
    try:
        if note.read_bytes() == key.encode():
            with np.load(file) as kept:
                return kept["array"]
    except Exception:
        pass
    array = compute()
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, array=array)
    note.write_bytes(key.encode())
    return array
