"""Writes the key beside the file before compute has succeeded.

Hint: If compute fails, the new key stands beside the old array. Write the key last.
Fails: an_error_keeps_nothing
"""

import pathlib

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    note, file = pathlib.Path(path + ".key"), pathlib.Path(path)
    try:
        if note.read_text(encoding="utf-8") == key:
            return np.load(file)["array"]
    except Exception:
        pass
    file.parent.mkdir(parents=True, exist_ok=True)
    with note.open("w", encoding="utf-8", newline="") as opened:
        opened.write(key)
    array = compute()
    np.savez(file, array=array)
    return array
