"""os.path.exists instead of try."""

import os

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    if os.path.exists(path):
        kept = np.load(path)
        if kept["key"].item() == key:
            return kept["features"]
    features = compute()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    np.savez(path, features=features, key=key)
    return features
