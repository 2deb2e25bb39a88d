"""Compares hash(key), which is another number after each start of Python.

Hint: Start Python twice and print hash("tf") each time. What does the second program find?
Fails: the_next_program_finds_it
"""

import os

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    try:
        with np.load(path) as kept:
            if kept["key"] == hash(key):
                return kept["array"]
    except Exception:
        pass
    array = compute()
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    np.savez(path, key=hash(key), array=array)
    return array
