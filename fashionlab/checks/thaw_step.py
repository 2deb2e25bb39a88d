"""One step of gradient descent on the base of `thawed.build_base`, in NumPy, layer by layer.

What a base says of itself, which layers learn, is not taken at its word: weights that moved
must have moved as the loss says.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy import special

Array = np.ndarray
Back = Callable[[Array], tuple[Array, list[Array]]]
EPSILON = 1e-3  # of Keras's normalizations
_NORMS = (2, 8, 18)  # where in the list of weights batch normalizations begin


def step(fields: dict[str, Any], training: tuple[bool, ...]) -> list[Array]:
    """Return what a step with a rate of 1 takes away from each weight of the base.

    Args:
        fields: Those of `questions.thaw_by_script`.
        training: For each batch normalization, whether it uses the averages of the batch.

    Returns:
        One float64 array per weight, in their order; zeros for stored averages.
    """
    weights = iter(weight.astype(np.float64) for weight in fields["weights"])
    x, backs = fields["images"].astype(np.float64), []
    for layer in _layers(weights, training):
        x, back = layer(x)
        backs.append(back)
    rows = special.softmax(x.mean(axis=(1, 2)) @ fields["head"].astype(np.float64), axis=1)
    rows[np.arange(len(rows)), fields["labels"]] -= 1.0
    by_features = rows / len(rows) @ fields["head"].astype(np.float64).T
    slope = np.broadcast_to(by_features[:, None, None] / (x.shape[1] * x.shape[2]), x.shape)
    slopes: list[Array] = []
    for back in reversed(backs):
        slope, own = back(slope)
        slopes = own + slopes
    return slopes


def norms_in_training(before: list[Array], after: list[Array]) -> tuple[bool, ...]:
    """Whether each batch normalization stored other averages than before."""
    return tuple(not np.array_equal(before[i + 2], after[i + 2]) for i in _NORMS)


def moved_otherwise(fields: dict[str, Any], after: list[Array]) -> list[int]:
    """Places of the weights that moved, and not as the loss says."""
    before = fields["weights"]
    slopes = step(fields, norms_in_training(before, after))
    stored = {place + part for place in _NORMS for part in (2, 3)}
    wrong = []
    for place, (old, new, slope) in enumerate(zip(before, after, slopes, strict=True)):
        if place in stored or np.array_equal(old, new):
            continue
        # Float32 against float64: up to 1e-5 of the largest slope.
        close = 1e-3 * float(np.abs(slope).max()) + 2e-6
        if not np.abs(old.astype(np.float64) - slope - new).max() <= close:
            wrong.append(place)
    return wrong


def _layers(
    weights: Iterator[Array], training: tuple[bool, ...]
) -> Iterator[Callable[[Array], tuple[Array, Back]]]:
    """The layers that have weights or bend, from the image on."""

    def take(count: int) -> list[Array]:
        return [next(weights) for _ in range(count)]

    yield _convolution(*take(2), padding=1)
    yield _batch_normalization(*take(4), training=training[0])
    yield _tanh
    yield _convolution(*take(2), padding=1, depthwise=True)
    yield _batch_normalization(*take(4), training=training[1])
    yield _tanh
    yield _convolution(*take(2))
    yield _layer_normalization(*take(2))
    yield _tanh
    yield _convolution(*take(2), stride=2)
    yield _batch_normalization(*take(4), training=training[2])
    yield _tanh


def _tanh(x: Array) -> tuple[Array, Back]:
    y = np.tanh(x)
    return y, lambda slope: (slope * (1 - y**2), [])


def _convolution(
    kernel: Array, bias: Array, *, padding: int = 0, stride: int = 1, depthwise: bool = False
) -> Callable[[Array], tuple[Array, Back]]:
    # A depthwise kernel is a kernel of all maps with zeros where maps would mix.
    side = kernel.shape[0]
    full = np.einsum("hwd,de->hwde", kernel[..., 0], np.eye(kernel.shape[2]))
    used = full if depthwise else kernel

    def layer(x: Array) -> tuple[Array, Back]:
        x = np.pad(x, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(x, (side, side), axis=(1, 2))
        windows = windows[:, ::stride, ::stride]
        y = np.einsum("nrcdhw,hwdm->nrcm", windows, used) + bias

        def back(slope: Array) -> tuple[Array, list[Array]]:
            by_kernel = np.einsum("nrcdhw,nrcm->hwdm", windows, slope)
            if depthwise:
                by_kernel = np.einsum("hwdd->hwd", by_kernel)[..., None]
            by_image = np.zeros_like(x)
            rows, columns = slope.shape[1] * stride, slope.shape[2] * stride
            for i in range(side):
                for j in range(side):
                    part = slope @ used[i, j].T
                    by_image[:, i : i + rows : stride, j : j + columns : stride] += part
            inner = slice(padding, x.shape[1] - padding), slice(padding, x.shape[2] - padding)
            return by_image[:, inner[0], inner[1]], [by_kernel, slope.sum(axis=(0, 1, 2))]

        return y, back

    return layer


def _batch_normalization(
    factor: Array, shift: Array, mean: Array, variance: Array, *, training: bool
) -> Callable[[Array], tuple[Array, Back]]:
    none = [np.zeros_like(mean), np.zeros_like(variance)]

    def layer(x: Array) -> tuple[Array, Back]:
        axes = (0, 1, 2)
        middle = x.mean(axis=axes) if training else mean
        spread = np.sqrt((x.var(axis=axes) if training else variance) + EPSILON)
        normal = (x - middle) / spread

        def back(slope: Array) -> tuple[Array, list[Array]]:
            own = [(slope * normal).sum(axis=axes), slope.sum(axis=axes), *none]
            by_normal = slope * factor
            if training:
                along = (by_normal * normal).mean(axis=axes)
                by_normal = by_normal - by_normal.mean(axis=axes) - normal * along
            return by_normal / spread, own

        return normal * factor + shift, back

    return layer


def _layer_normalization(factor: Array, shift: Array) -> Callable[[Array], tuple[Array, Back]]:
    def layer(x: Array) -> tuple[Array, Back]:
        spread = np.sqrt(x.var(axis=-1, keepdims=True) + EPSILON)
        normal = (x - x.mean(axis=-1, keepdims=True)) / spread

        def back(slope: Array) -> tuple[Array, list[Array]]:
            own = [(slope * normal).sum(axis=(0, 1, 2)), slope.sum(axis=(0, 1, 2))]
            by_normal = slope * factor
            middle = by_normal.mean(axis=-1, keepdims=True)
            along = (by_normal * normal).mean(axis=-1, keepdims=True)
            return (by_normal - middle - normal * along) / spread, own

        return normal * factor + shift, back

    return layer
