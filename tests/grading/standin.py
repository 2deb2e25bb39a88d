"""What the child runs in the tests of the wall: the request's own source, as it is."""

from collections.abc import Callable
from typing import Any


def serve(request: dict[str, Any], send: Callable[[dict[str, Any]], None], ask_back: Any) -> None:
    exec(request["source"], {"send": send, "request": request})


def train(request: dict[str, Any], send: Callable[[dict[str, Any]], None], ask_back: Any) -> None:
    import keras
    import numpy as np

    keras.utils.set_random_seed(request["seed"])
    images = np.random.rand(256, 12, 12, 1).astype("float32")
    labels = np.random.randint(0, 10, 256)
    model = keras.Sequential(
        [
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.BatchNormalization(),
            keras.layers.Flatten(),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(images, labels, epochs=2, batch_size=32, verbose=0)
    send({"weights": [np.asarray(weight) for weight in model.get_weights()]})
