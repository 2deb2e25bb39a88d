"""Values that questions draw: images, labels, scores, learning sets."""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab import data
from fashionlab.checks.questions import Draw, Setting
from fashionlab.data import synthetic

Share = Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]]


def random_images(count: int, shape: tuple[int, ...] = (28, 28, 1)) -> Draw:
    """float32 images in [0, 1], shape (count, *shape)."""
    return Draw(lambda setting: setting.rng.random((count, *shape), dtype=np.float32))


def repeated_images(count: int, repeats: int, shape: tuple[int, ...] = (28, 28, 1)) -> Draw:
    """float32 images in [0, 1], each `repeats` times in a row, shape (count * repeats, *shape)."""

    def draw(setting: Setting) -> np.ndarray:
        images = setting.rng.random((count, *shape), dtype=np.float32)
        return np.repeat(images, repeats, axis=0)

    return Draw(draw)


def images_alike(shape: tuple[int, ...], *, count: int = 24, closer: float = 4.0) -> Draw:
    """float32 images in [0, 1] of one picture, nearly the same, shape (2 * count, *shape).

    The first half differ from the picture by up to 0.15 in each pixel, the second
    half by `closer` times less. The picture itself has much more contrast.
    """

    def draw(setting: Setting) -> np.ndarray:
        rng = setting.rng
        picture = rng.uniform(0.15, 0.85, shape)
        changes = rng.uniform(-0.15, 0.15, (2, count, *shape))
        changes[1] /= closer
        return (picture + changes).reshape(2 * count, *shape).astype(np.float32)

    return Draw(draw)


def stored_images(count: int, shape: tuple[int, ...] = (28, 28), *, top: int = 256) -> Draw:
    """uint8 images in [0, top), shape (count, *shape)."""
    return Draw(lambda s: s.rng.integers(0, top, (count, *shape), dtype=np.uint8))


def random_labels(count: int, num_classes: int = 10) -> Draw:
    """int64 labels in [0, num_classes), shape (count,)."""
    return Draw(lambda setting: setting.rng.integers(0, num_classes, count))


def random_scores(*shape: int, scale: float = 3.0, shift: float = 0.0) -> Draw:
    """float64 numbers around `shift`, shape as given."""
    return Draw(lambda setting: shift + scale * setting.rng.standard_normal(shape))


def random_probabilities(count: int, num_classes: int) -> Draw:
    """float64 rows that sum to 1, shape (count, num_classes)."""
    return Draw(lambda setting: setting.rng.dirichlet(np.ones(num_classes), size=count))


@functools.lru_cache(maxsize=2)
def _dataset(name: str) -> data.Dataset:
    return data.load(name)


def subset(train_size: int, held_out_size: int) -> Share:
    """Draw a stratified training set and held-out images, both from the training part.

    The labels of published images can be looked up, so the held-out images
    are shifted, darkened and made noisy before they are sent. Images that the
    program draws could be drawn again, so those are drawn from a secret seed.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        dataset = _dataset(setting.data)
        train_images, train_labels = _balanced(dataset.train, train_size, setting.rng)
        images, labels = _held_out(dataset, held_out_size, setting.rng)
        fields = {
            "train_images": train_images,
            "train_labels": train_labels,
            "held_out_images": disguise(images, setting.rng),
        }
        return fields, {"held_out_labels": labels}

    return share


_PATTERN_SIDE, _LIT = 8, 32


def patterns_anywhere(train_size: int, held_out_size: int) -> Share:
    """Draw dark images, each with one of ten small patterns somewhere in it.

    All patterns are equally bright, and each lies at hundreds of places: no pixel
    says anything by itself. uint8, 28x28; the labels are numbers of patterns.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        rng = setting.rng
        lit = np.arange(_PATTERN_SIDE**2) < _LIT
        patterns = np.stack([rng.permutation(lit) for _ in range(10)]).astype(np.uint8) * 255
        patterns = patterns.reshape(10, _PATTERN_SIDE, _PATTERN_SIDE)
        images, labels = _scattered(patterns, train_size, rng)
        held_out, hidden = _scattered(patterns, held_out_size, rng)
        fields = {"train_images": images, "train_labels": labels, "held_out_images": held_out}
        return fields, {"held_out_labels": hidden}

    return share


def _scattered(
    patterns: np.ndarray, count: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Put patterns, each equally often, at random places of 28x28 pixels."""
    labels = rng.permutation(np.arange(count) % len(patterns))
    side = patterns.shape[1]
    corners = rng.integers(0, 28 - side + 1, (count, 2))
    images = np.zeros((count, 28, 28), np.uint8)
    for image, label, (row, column) in zip(images, labels, corners, strict=True):
        image[row : row + side, column : column + side] = patterns[label]
    return images, labels.astype(np.int64)


def same_images(count: int) -> Share:
    """Draw a few training images, two of each class, and hold out the very same ones."""

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        images, labels = _balanced(_dataset(setting.data).train, count, setting.rng)
        fields = {"train_images": images, "train_labels": labels, "held_out_images": images}
        return fields, {"held_out_labels": labels}

    return share


def _held_out(
    dataset: data.Dataset, size: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return images no learner has seen with their labels, equally many of each class."""
    if not dataset.is_synthetic:
        return _balanced(dataset.validation, size, rng)
    images, labels = synthetic.generate(size, seed=int(rng.integers(2**63)))
    return images, labels.astype(np.int64)


def _balanced(
    split: data.Split, size: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Pick equally many examples of each class, in random order."""
    labels = np.asarray(split.labels)
    classes = np.unique(labels)
    share = size // len(classes)
    chosen = [rng.choice(np.flatnonzero(labels == c), share, replace=False) for c in classes]
    indices = rng.permutation(np.concatenate(chosen))
    return split.images[indices], labels[indices].astype(np.int64)


def disguise(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Shift images by up to one pixel, darken them a little and add noise.

    Args:
        images: uint8, shape (n, height, width), values in [0, 255].
        rng: Where the changes are drawn from.

    Returns:
        uint8 images of the same shape; none equals its original.
    """
    count = len(images)
    shifted = np.empty_like(images)
    steps = rng.integers(-1, 2, (count, 2))
    for step in {tuple(pair) for pair in steps.tolist()}:
        rows = (steps == step).all(axis=1)
        shifted[rows] = np.roll(images[rows], step, axis=(1, 2))
    contrast = rng.uniform(0.85, 1.0, (count, 1, 1))
    noise = rng.normal(0, 6, images.shape)  # grey levels of 255
    return np.clip(shifted * contrast + noise, 0, 255).astype(np.uint8)
