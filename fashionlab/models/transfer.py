"""Classifiers on top of a pretrained base, and fine-tuning."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fashionlab.errors import InvalidArgument
from fashionlab.models.bases import Base, depth_maps, find_base, scale_input
from fashionlab.models.extractor import LAST, SEVERAL
from fashionlab.models.heads import add_head
from fashionlab.models.pretrained import IMAGENET, build_body
from fashionlab.models.thawing import thaw_top
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras

STANDARDISE = "standardise"


def build_transfer(
    base: str,
    num_classes: int = 10,
    *,
    image_size: int | None = None,
    depths: str = LAST,
    smallest_map: int = 1,
    hidden_units: tuple[int, ...] = (128,),
    dropout_rate: float = 0.2,
    batch_norm: bool = False,
    weights: str | Path | None = IMAGENET,
    trainable: bool = False,
) -> keras.Model:
    """Build a classifier: base, global average pooling, dense layers, softmax.

    The scaling the base was trained with is part of the model. The base always
    runs in inference mode: its batch normalizations use the statistics of
    ImageNet and never change them, also when its weights are trained.

    Args:
        base: A base of `keras.applications` by name: "EfficientNetB0",
            "MobileNet:0.75".
        num_classes: Number of classes, an int of at least 2.
        image_size: Height and width of the images the model takes; None for the
            size the base was trained on. `pipelines.prepare_for` resizes.
        depths: "last": the head sees the last layer. "several": it sees the
            layers of several depths side by side, as in `build_feature_extractor`,
            and each feature is brought to mean 0 and variance 1.
        smallest_map: For several depths: the base is cut off where its feature
            maps have fewer rows than this, an int of at least 1. A small
            picture has little left there: 64 pixels, halved five times, are 2.
        hidden_units: Units of each hidden layer between pooling and softmax.
        dropout_rate: Float in [0, 1), after each hidden layer.
        batch_norm: Whether batch normalization follows each hidden layer.
        weights: "imagenet", None for random weights, or a weight file.
        trainable: Whether the base's weights are trained. False freezes it;
            `unfreeze` thaws a part of it later.

    Returns:
        Uncompiled `keras.Model`. Its layer "base" is the base, "pool" the pooling,
        "standardise" what brings several depths to one size.
        Input: float32, shape (batch, image_size, image_size, 3), values in [0, 1].
        Output: float32, shape (batch, num_classes), rows sum to 1.

    Raises:
        UnknownBase: If there is no base of that name.
        WeightsNotFound: If its weights are in none of the places.
        DataCorrupted: If a weight file is altered or cut short.
        InvalidArgument: If a number is out of range.
    """
    keras = import_keras()
    _check(depths, smallest_map)
    entry = find_base(base)
    body = build_body(entry, image_size=image_size, weights=weights)
    if depths == SEVERAL:
        body = _cut(entry, body, smallest_map)
    body.name = "base"
    _drop_nothing(body)
    body.trainable = False
    if trainable:
        thaw_top(body, len(body.layers))
    inputs = keras.Input(body.input_shape[1:], name="image")
    maps = body(scale_input(entry, inputs), training=False)
    outputs = add_head(
        _pooled(maps, depths),
        num_classes,
        hidden_units=hidden_units,
        dropout_rate=dropout_rate,
        batch_norm=batch_norm,
    )
    model = keras.Model(inputs, outputs, name=f"transfer-{entry.label}".replace(":", "_"))
    # XLA on a CPU computes the depthwise convolutions of MobileNets 20 times slower.
    model.jit_compile = False
    return model


def unfreeze(
    model: keras.Model, *, layers: int | None = None, keep_first: int | None = None
) -> tuple[str, ...]:
    """Let the upper layers of a transfer model's base learn (fine-tuning).

    The task `models.thaw_top` does it. Batch normalizations stay frozen: their
    statistics come from a million photos, and a few thousand small images would
    spoil them. Compile the model again afterwards, with a small learning rate;
    `training.fit` does compile it.

    Args:
        model: A model of `build_transfer`. It is changed in place.
        layers: How many layers to thaw, counted from the top. 0 freezes the base.
        keep_first: How many layers, counted from the input, stay frozen; the
            rest is thawed. Give either `layers` or `keep_first`.

    Returns:
        Names of the layers that learn now, those with weights only.

    Raises:
        InvalidArgument: If not exactly one number is given, it is out of range,
            or the model has no base.
    """
    body = _find_body(model)
    total = len(body.layers)
    given = [number for number in (layers, keep_first) if number is not None]
    if len(given) != 1 or not 0 <= given[0] <= total:
        raise InvalidArgument(
            "Expected either layers or keep_first, an int from 0 to "
            f"{total} (the base has {total} layers). "
            f"Received: layers={layers!r}, keep_first={keep_first!r}."
        )
    first = total - layers if layers is not None else given[0]
    thaw_top(body, total - first)
    thawed = tuple(layer.name for layer in body.layers if layer.trainable_weights)
    for layer in model.layers:
        if layer.name == STANDARDISE:
            # Its averages would run after features that change at every step.
            layer.trainable = not thawed
    return thawed


def _check(depths: str, smallest_map: int) -> None:
    if depths not in (LAST, SEVERAL):
        raise InvalidArgument(
            f"Expected depths to be {LAST!r} or {SEVERAL!r}. Received: depths={depths!r}."
        )
    if smallest_map < 1 or (smallest_map > 1 and depths == LAST):
        raise InvalidArgument(
            "Expected smallest_map to be an int of at least 1, above 1 only for several depths. "
            f"Received: smallest_map={smallest_map!r}, depths={depths!r}."
        )


def _cut(entry: Base, body: Any, smallest_map: int) -> Any:
    """Let a base give its maps at several depths, and end with the last large enough."""
    maps = depth_maps(entry, body)
    large = [one for one in maps if one.shape[1] >= smallest_map]
    if not large:
        raise InvalidArgument(
            f"Expected smallest_map to be at most {max(one.shape[1] for one in maps)}, the rows "
            f"of the largest map of {entry.label}. Received: smallest_map={smallest_map!r}."
        )
    return import_keras().Model(body.input, large)


def _pooled(maps: Any, depths: str) -> Any:
    layers = import_keras().layers
    if depths == LAST:
        return layers.GlobalAveragePooling2D(name="pool")(maps)
    maps = maps if isinstance(maps, list) else [maps]
    rows = [layers.GlobalAveragePooling2D()(one) for one in maps]
    row = layers.Concatenate(name="pool")(rows) if len(rows) > 1 else rows[0]
    return layers.BatchNormalization(center=False, scale=False, name=STANDARDISE)(row)


def _drop_nothing(body: Any) -> None:
    """Keep a base from dropping features while it is trained, or the head on it.

    Keras 3.15 hands `training=True` on to a base that was called with `training=False`.
    A dropout of rate 0 drops nothing. Batch normalizations that are not trainable
    work in inference mode by themselves.
    """
    layers = import_keras().layers
    for layer in body.layers:
        if isinstance(layer, layers.Dropout):
            layer.rate = 0.0


def _find_body(model: Any) -> Any:
    for layer in model.layers:
        if layer.name == "base":
            return layer
    raise InvalidArgument(
        "Expected a model of build_transfer, which has a layer named 'base'. "
        f"Received: the model {model.name!r} with layers "
        f"{', '.join(layer.name for layer in model.layers[:5])} ..."
    )
