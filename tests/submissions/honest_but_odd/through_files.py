"""Goes by way of temporary files, pickles and a cache on disk, and is right."""

import functools
import os
import pickle
import shutil
import tempfile

import numpy as np

from fashionlab import evaluation, solves


@functools.lru_cache
def folder():
    return tempfile.mkdtemp()


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    path = os.path.join(folder(), "probabilities.npy")
    np.save(path, probabilities)
    shutil.copy(path, "copy.npy")
    os.chmod("copy.npy", 0o600)
    with tempfile.NamedTemporaryFile() as file:
        pickle.dump(labels, file)
        file.seek(0)
        stored = pickle.load(file)
    right = np.load("copy.npy", mmap_mode="r")[np.arange(len(stored)), stored]
    return float(-np.log(np.maximum(right, 1e-7)).mean())
