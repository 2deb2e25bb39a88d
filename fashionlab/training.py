"""Train a model and keep what happened."""

import dataclasses
import platform
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab import pipelines
from fashionlab.data import Split
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras


@dataclasses.dataclass(frozen=True)
class Run:
    """One training run.

    Attributes:
        history: Metric name to one float per epoch: `"loss"`, `"accuracy"`,
            and with validation data `"val_loss"`, `"val_accuracy"`.
        seed: The seed it was made with.
        seconds: Wall time of the training.
        versions: Package name to version.
    """

    history: dict[str, list[float]]
    seed: int
    seconds: float
    versions: dict[str, str]


def fit(
    model: "keras.Model",
    train: Split,
    validation: Split | None = None,
    *,
    epochs: int = 5,
    batch_size: int = 64,
    learning_rate: float = 1e-3,
    seed: int = 0,
) -> Run:
    """Train a classifier with Adam and cross-entropy.

    Batches come from the task `pipelines.make_dataset`, so a learner's own
    pipeline feeds a learner's own model.

    Args:
        model: Uncompiled model with a softmax output.
        train: uint8 images and integer labels to learn from.
        validation: What to measure on after every epoch, or None.
        epochs: How often the training images are gone through.
        batch_size: Images per step.
        learning_rate: Of the Adam optimizer (Kingma and Ba 2015).
        seed: Decides the order of the images and the dropout.

    Returns:
        The run. The model itself is trained in place.
    """
    keras = import_keras()
    keras.utils.set_random_seed(seed)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    started = time.perf_counter()
    history = model.fit(
        _batches(train, batch_size, shuffle=True, seed=seed),
        validation_data=None if validation is None else _batches(validation, 256),
        epochs=epochs,
        shuffle=False,  # the batches come mixed
        verbose=0,
    )
    return Run(
        {name: [float(v) for v in values] for name, values in history.history.items()},
        seed,
        time.perf_counter() - started,
        versions(),
    )


def _batches(split: Split, batch_size: int, *, shuffle: bool = False, seed: int = 0) -> Any:
    return pipelines.make_dataset(
        split.images,
        split.labels,
        batch_size=batch_size,
        shuffle=shuffle,
        seed=seed,
        preprocess=pipelines.scale_images,
    )


def predict(model: "keras.Model", images: np.ndarray, *, batch_size: int = 256) -> np.ndarray:
    """Return the model's probabilities for stored images.

    Args:
        model: A classifier.
        images: uint8 array in [0, 255], shape (n, height, width[, channels]).
        batch_size: Images per step; changes memory and speed, not the result.

    Returns:
        float32 array of shape (n, num_classes).
    """
    batches = pipelines.make_dataset(
        images, batch_size=batch_size, preprocess=pipelines.scale_images
    )
    return np.asarray(model.predict(batches, verbose=0), dtype=np.float32)


def versions() -> dict[str, str]:
    """Return the versions that a result depends on."""
    keras = import_keras()
    import tensorflow as tf

    return {
        "python": platform.python_version(),
        "keras": keras.__version__,
        "tensorflow": tf.__version__,
        "numpy": np.__version__,
    }
