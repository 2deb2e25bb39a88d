"""A training whose curves are laid down beforehand, to see what callbacks do.

It runs on the learner's side, next to learner code.
"""

import os
import tempfile
from collections.abc import Callable
from typing import Any

import numpy as np

MISSING, UNREADABLE = 0.0, -1.0  # instead of the epoch whose weight the file holds
_NAMES = ("loss", "val_loss", "accuracy", "val_accuracy")  # rows of a script


def follow(script: np.ndarray, make_callbacks: Callable[[str], list[Any]]) -> dict[str, Any]:
    """Go through a training by a script and record what the callbacks did.

    The callbacks are called as `model.fit` calls them. Nothing is computed in
    between: they cannot tell, and a dozen epochs take milliseconds.

    Args:
        script: Float array of shape (4, epochs): loss, validation loss,
            accuracy and validation accuracy of each epoch.
        make_callbacks: Takes a path, returns Keras callbacks.

    Returns:
        `"epochs"`, `"ends_with"`, `"averages"` and `"on_disk"`; see
        `questions.train_by_script`.
    """
    import keras

    model = _model()
    on_disk: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "best.weights.h5")
        called = keras.callbacks.CallbackList(
            make_callbacks(path), model=model, epochs=script.shape[1], steps=1, verbose=0
        )
        stored = _Stored(path)
        model.stop_training = False
        called.on_train_begin()
        for epoch, column in enumerate(script.T):
            logs = dict(zip(_NAMES, map(float, column), strict=True))
            _one_epoch(model, called, epoch, logs)
            on_disk.append(stored.epoch())
            if model.stop_training:
                break
        called.on_train_end(logs)
    return {
        "epochs": len(on_disk),
        "ends_with": _weight(model),
        "averages": _weight(model, -1),
        "on_disk": on_disk,
    }


def _model() -> Any:
    """A model all of whose weights, trained or not, say from which epoch they come."""
    import keras

    model = keras.Sequential(
        [
            keras.Input((1,)),
            keras.layers.Dense(1, use_bias=False),
            keras.layers.BatchNormalization(scale=False, center=False),
        ]
    )
    model.compile(optimizer="sgd", loss="mse")
    return model


def _one_epoch(model: Any, called: Any, epoch: int, logs: dict[str, float]) -> None:
    training = {name: value for name, value in logs.items() if not name.startswith("val_")}
    validation = {name[4:]: value for name, value in logs.items() if name.startswith("val_")}
    called.on_epoch_begin(epoch)
    called.on_train_batch_begin(0)
    model.set_weights([np.full(w.shape, epoch + 1.0, np.float32) for w in model.get_weights()])
    called.on_train_batch_end(0, training)
    called.on_test_begin()
    called.on_test_batch_begin(0)
    called.on_test_batch_end(0, validation)
    called.on_test_end(validation)
    called.on_epoch_end(epoch, logs)


def _weight(model: Any, place: int = 0) -> float:
    return float(np.asarray(model.get_weights()[place]).ravel()[0])


class _Stored:
    """The file with the weights; it is read again only when it has changed."""

    def __init__(self, path: str):
        self._path = path
        self._model = _model()
        self._content = b""
        self._epoch = MISSING

    def epoch(self) -> float:
        """The epoch whose weight the file holds."""
        if not os.path.isfile(self._path):
            return MISSING
        with open(self._path, "rb") as file:
            content = file.read()
        if content != self._content:
            self._content, self._epoch = content, self._read()
        return self._epoch

    def _read(self) -> float:
        try:
            self._model.load_weights(self._path)
        except Exception:
            return UNREADABLE
        return _weight(self._model)
