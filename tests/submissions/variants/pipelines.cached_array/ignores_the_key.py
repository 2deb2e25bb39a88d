"""exists() and np.load."""

import os

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    if os.path.exists(path):
        try:
            return np.load(path)["features"]
        except Exception:
            print("The file is damaged.")
    features = compute()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    np.savez_compressed(path, features=features, key=key)
    return features
