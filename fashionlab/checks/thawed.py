"""A base of thirteen layers that is thawed and takes a training step, to see what moved.

It runs on the learner's side, next to learner code.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.plain import to_plain


def build_base(weights: list[np.ndarray], image_size: int) -> Any:
    """Build two blocks with batch normalization, and one with layer normalization between.

    Args:
        weights: Of all layers, in the order of `base.get_weights()`.
        image_size: Height and width of the images.
    """
    from fashionlab.quiet import import_keras

    keras = import_keras()
    layers = keras.layers
    image = x = keras.Input((image_size, image_size, 3), name="image")
    for layer in (
        layers.Conv2D(4, 3, padding="same", name="stem_conv"),
        layers.BatchNormalization(name="stem_bn"),
        layers.Activation("tanh", name="stem_tanh"),
        layers.DepthwiseConv2D(3, padding="same", name="depthwise"),
        layers.BatchNormalization(name="batch_normalization_1"),
        layers.Activation("tanh", name="depthwise_tanh"),
        layers.Conv2D(5, 1, name="wide_conv"),
        layers.LayerNormalization(name="wide_norm"),
        layers.Activation("tanh", name="wide_tanh"),
        layers.Conv2D(6, 3, strides=2, name="top_conv"),
        layers.BatchNormalization(name="top_norm"),
        layers.Activation("tanh", name="top_tanh"),
    ):
        x = layer(x)
    base = keras.Model(image, x, name="base_to_thaw")
    base.set_weights(weights)
    return base


def thaw_by(question: dict[str, Any], thaw: Callable[..., Any]) -> list[dict[str, Any]]:
    """Let a solution thaw a base, with a head on top, and take training steps.

    Args:
        question: The fields of `questions.thaw_by_script`.
        thaw: A solution of `models.thaw_top`.

    Returns:
        As `questions.thaw_by_script` says.
    """
    from fashionlab.quiet import import_keras

    keras = import_keras()
    base = build_base(question["weights"], question["image_size"])
    image = keras.Input(base.input_shape[1:])
    pooled = keras.layers.GlobalAveragePooling2D()(base(image))
    head = keras.layers.Dense(question["head"].shape[1], activation="softmax")
    model = keras.Model(image, head(pooled))
    answers = []
    for script in question["scripts"]:
        base.set_weights(question["weights"])
        head.set_weights([question["head"], np.zeros(question["head"].shape[1], np.float32)])
        _freeze(base, script["frozen"])
        value = None
        for layers in script["calls"]:
            value = to_plain(thaw(base, layers))
        if question["trained"]:
            _step(model, question["images"], question["labels"])
        after = [np.array(weight, np.float32) for weight in base.get_weights()]
        answers.append({"value": value, "base": after})
    return answers


def _freeze(base: Any, which: str) -> None:
    # Both, since setting what is set already would not reach the layers.
    base.trainable = which == "all"
    base.trainable = which != "all"
    if which == "some":
        for place, layer in enumerate(base.layers):
            layer.trainable = place % 2 == 0


def _step(model: Any, images: np.ndarray, labels: np.ndarray) -> None:
    import keras

    # Compiling it to a graph would take longer than the step.
    model.compile(
        optimizer=keras.optimizers.SGD(1.0),
        loss="sparse_categorical_crossentropy",
        run_eagerly=True,
        jit_compile=False,
    )
    model.train_on_batch(images, labels)
