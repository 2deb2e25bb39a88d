"""Frozen bases as feature extractors: an image in, a row of numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fashionlab.errors import InvalidArgument
from fashionlab.models.bases import Base, depth_maps, find_base, scale_input
from fashionlab.models.pretrained import IMAGENET, build_body
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras

LAST = "last"
SEVERAL = "several"


def build_feature_extractor(
    base: str | Sequence[str],
    *,
    image_size: int | None = None,
    depths: str = LAST,
    flip: bool = False,
    weights: str | Path | None = IMAGENET,
) -> keras.Model:
    """Build a model that gives the pooled features of one or more frozen bases.

    The last layer of a base knows dogs and cars; its middle layers know edges,
    textures and parts, which fit other kinds of images better. `depths="several"`
    averages the feature maps of several layers over the image and puts the
    rows side by side.

    Args:
        base: Name of a base, or several names whose features are put side by side.
        image_size: Height and width of the images; None for the size the first
            base was trained on.
        depths: "last" or "several".
        flip: Whether the features of an image and of its mirror image are
            averaged. Costs twice the time.
        weights: "imagenet" or None for random weights; a file only for one base.

    Returns:
        `keras.Model`, not trainable. Its name says what it is made of.
        Input: float32, shape (batch, image_size, image_size, 3), values in [0, 1].
        Output: float32, shape (batch, number of features).

    Raises:
        UnknownBase: If there is no base of that name.
        WeightsNotFound: If its weights are in none of the places.
        DataCorrupted: If a weight file is altered or cut short.
        InvalidArgument: If an argument is not one of those above.
    """
    keras = import_keras()
    bases = [find_base(name) for name in ([base] if isinstance(base, str) else base)]
    _check(bases, depths, weights)
    size = image_size or bases[0].image_size
    inputs = keras.Input((size, size, 3), name="image")
    mirrored = keras.ops.flip(inputs, axis=2) if flip else None
    rows = []
    for entry in bases:
        maps = _maps(entry, size, depths, weights)
        row = _pooled(entry, maps, inputs)
        rows.append((row + _pooled(entry, maps, mirrored)) / 2 if flip else row)
    outputs = keras.ops.concatenate(rows, axis=-1) if len(rows) > 1 else rows[0]
    parts = [*(entry.label.replace(":", "_") for entry in bases), f"{size}px", depths]
    model = keras.Model(inputs, outputs, name="-".join([*parts, *(["flip"] if flip else [])]))
    model.trainable = False
    model.jit_compile = False  # as in `build_transfer`
    return model


def join(extractor: keras.Model, head: keras.Model) -> keras.Model:
    """Make one classifier of an extractor and the head trained on its features.

    Args:
        extractor: A model of `build_feature_extractor`.
        head: A model of `build_head`, trained on the extractor's features.

    Returns:
        `keras.Model` that shares their weights: images in, probabilities out.
    """
    keras = import_keras()
    inputs = keras.Input(extractor.input_shape[1:], name="image")
    model = keras.Model(inputs, head(extractor(inputs)), name="frozen_features")
    model.jit_compile = False  # as in `build_transfer`
    return model


def _check(bases: list[Base], depths: str, weights: str | Path | None) -> None:
    if not bases:
        raise InvalidArgument("Expected at least one base. Received: none.")
    if depths not in (LAST, SEVERAL):
        raise InvalidArgument(
            f"Expected depths to be 'last' or 'several'. Received: depths={depths!r}."
        )
    if len(bases) > 1 and weights not in (None, IMAGENET):
        raise InvalidArgument(
            "One weight file cannot serve several bases. Expected weights='imagenet' or None. "
            f"Received: weights={str(weights)!r}."
        )


def _maps(entry: Base, size: int, depths: str, weights: str | Path | None) -> Any:
    """Build a base that gives the feature maps of the chosen layers, as a list."""
    keras = import_keras()
    body = build_body(entry, image_size=size, weights=weights)
    outputs = [body.output]
    if depths == SEVERAL:
        outputs = depth_maps(entry, body)
    outputs = outputs[0] if len(outputs) == 1 else outputs
    maps = keras.Model(body.input, outputs, name=entry.label.replace(":", "_"))
    maps.trainable = False
    return maps


def _pooled(entry: Base, maps: Any, images: Any) -> Any:
    keras = import_keras()
    scaled = scale_input(entry, images)
    found = maps(scaled, training=False)
    found = found if isinstance(found, list) else [found]
    rows = [keras.ops.mean(feature_map, axis=(1, 2)) for feature_map in found]
    return keras.ops.concatenate(rows, axis=-1) if len(rows) > 1 else rows[0]
