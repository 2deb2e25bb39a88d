"""Small networks that are joined to an ensemble, and changed afterwards.

It runs on the learner's side, next to learner code.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.checks.scripted_tuning import apply

Frame = dict[str, Any]
EPSILON = 1e-3  # added to the variance by batch normalization


def join_members(
    members: list[Frame],
    images: np.ndarray,
    others: np.ndarray,
    build: Callable[[list[Any]], Any],
) -> Frame:
    """Let a solution make an ensemble of small networks, and change them afterwards.

    Args:
        members: See `questions.join_by_script`.
        images: float32, shape (n, features).
        others: What is asked about afterwards, of the same shape.
        build: Takes the list of members and returns a model.

    Returns:
        As `questions.join_by_script` says, for one ensemble.
    """
    networks = [small_member(each) for each in members]
    handed = list(networks)
    before = [(each.name, each.trainable) for each in networks]
    ensemble = build(handed)
    changed = [
        [each.name != name, each.trainable != trainable]
        for each, (name, trainable) in zip(networks, before, strict=True)
    ]
    outputs = apply(ensemble, images)
    weights = [[np.asarray(w, np.float32) for w in each.get_weights()] for each in networks]
    for each in networks:
        each.set_weights([np.zeros_like(weight) for weight in each.get_weights()])
    return {
        "outputs": outputs,
        "later": apply(ensemble, others),
        "weights": weights,
        "changed": changed,
        "kept": handed == networks,
    }


def small_member(member: Frame) -> Any:
    """Build a network of two dense layers, with dropout between them.

    Args:
        member: `"weights"`, those of its layers in turn: kernel and bias of each dense
            layer, and between them, where there are eight, scale, offset, mean and
            variance of a batch normalization; `"sequential"`, which of Keras's two
            kinds of network it is.
    """
    import keras

    first, last = member["weights"][0], member["weights"][-2]
    layers = [
        keras.layers.Dense(first.shape[1], activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(last.shape[1], activation="softmax"),
    ]
    if len(member["weights"]) > 4:
        layers.insert(1, keras.layers.BatchNormalization(epsilon=EPSILON))
    inputs = keras.Input((len(first),))
    if member["sequential"]:
        model = keras.Sequential([inputs, *layers], name="classifier")
    else:
        outputs = inputs
        for layer in layers:
            outputs = layer(outputs)
        model = keras.Model(inputs, outputs, name="classifier")
    model.set_weights(member["weights"])
    return model
