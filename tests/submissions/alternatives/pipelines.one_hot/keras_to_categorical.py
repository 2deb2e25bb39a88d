"""keras.utils.to_categorical after validation."""

import keras
import numpy as np

from fashionlab import pipelines, solves


def _validate(labels, num_classes):
    bad = [int(label) for label in labels if not 0 <= label < num_classes]
    if bad:
        raise ValueError(f"labels outside 0..{num_classes - 1}: {bad}")


@solves(pipelines.one_hot)
def one_hot(labels: np.ndarray, num_classes: int = 10) -> np.ndarray:
    _validate(labels, num_classes)
    return keras.utils.to_categorical(labels, num_classes).astype(np.float32)
