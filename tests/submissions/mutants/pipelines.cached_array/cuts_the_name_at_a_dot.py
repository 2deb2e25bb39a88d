"""Names the file of the key after the name up to its first dot.

Hint: "fashion.train.npz" and "fashion.validation.npz" are two caches. What do you call their keys?
Fails: two_files_are_two_caches
"""

import pathlib

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    file = pathlib.Path(path)
    note = file.parent / (file.name.split(".")[0] + ".key")
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
