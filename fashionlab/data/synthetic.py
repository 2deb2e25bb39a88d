"""`synthetic_fashion`: ten garments drawn by the program, for a machine with no data.

The images stand for nothing real. They are made so that the lessons of the course
still show: a convolutional network beats a fully connected one, and moving the test
images by two pixels hurts the fully connected one far more.
"""

from __future__ import annotations

import functools

import numpy as np

from fashionlab.data.garments import GARMENTS, Draw

SIZE = 28  # pixels, height and width
TRAIN_SIZE = 12_000
TEST_SIZE = 2_000

ANNOUNCEMENT = (
    "fashionlab: using synthetic_fashion, images drawn by the program. "
    "Results are not results on Fashion-MNIST."
)


def generate(size: int, *, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Draw garments, the ten classes in turn and then shuffled.

    Args:
        size: Number of images.
        seed: Non-negative int. The same size and seed give the same images.

    Returns:
        Images, uint8 of shape (size, 28, 28), values 0 to 255, and labels, uint8
        of shape (size,), values 0 to 9. Each class has a tenth of the images.
    """
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.arange(size) % len(GARMENTS)).astype(np.uint8)
    images = np.empty((size, SIZE, SIZE), dtype=np.uint8)
    for label in range(len(GARMENTS)):
        chosen = np.flatnonzero(labels == label)
        if len(chosen):
            images[chosen] = _draw_class(label, rng, len(chosen))
    return images, labels


def _draw_class(label: int, rng: np.random.Generator, size: int) -> np.ndarray:
    """Draw `size` garments of one class: uint8, shape (size, 28, 28)."""
    draw = Draw(rng, size)
    x, y = _pose(draw)
    mask, ink = GARMENTS[label](x, y, draw)
    brightness = draw.between(0.3, 0.95) + ink + _texture(x, y, draw) + _folds(x, y, draw)
    noise = rng.standard_normal(mask.shape, dtype=np.float32)
    image = 255 * mask * np.clip(brightness + 0.1 * noise, 0.08, 1)
    return np.asarray(image, dtype=np.float32).astype(np.uint8)


def _pose(draw: Draw) -> tuple[np.ndarray, np.ndarray]:
    """Place the garment: coordinates of every pixel after shift, turn and scale."""
    grid = (np.arange(SIZE, dtype=np.float32) + 0.5) * (2 / SIZE) - 1
    x = grid[None, None, :] - draw.between(-0.06, 0.06)
    y = grid[None, :, None] - draw.between(-0.06, 0.06)
    angle = draw.between(-0.14, 0.14)  # radians, 8 degrees
    cos, sin = np.cos(angle), np.sin(angle)
    return (cos * x + sin * y) * draw.between(0.95, 1.4), (cos * y - sin * x) * draw.between(
        0.95, 1.35
    )


def _texture(x: np.ndarray, y: np.ndarray, draw: Draw) -> np.ndarray:
    """Stripes at any angle on seven garments of ten, plain cloth on the others."""
    angle = draw.between(0, np.pi)
    across = np.cos(angle) * x + np.sin(angle) * y
    wave = np.sin(draw.between(10, 30) * across + draw.between(0, 6.3))
    return np.asarray(wave * draw.between(0.1, 0.3) * draw.chance(0.7))


def _folds(x: np.ndarray, y: np.ndarray, draw: Draw) -> np.ndarray:
    """Slow changes of light across the cloth."""
    tilt = draw.between(-0.15, 0.15) * x + draw.between(-0.15, 0.15) * y
    return np.asarray(tilt + 0.06 * np.sin(draw.between(2, 6) * x + draw.between(-4, 4) * y))


@functools.lru_cache(maxsize=2)
def _part(part: str) -> tuple[np.ndarray, np.ndarray]:
    """Draw the training or the test part once per process, from seeds of their own."""
    images, labels = (
        generate(TRAIN_SIZE, seed=1) if part == "train" else generate(TEST_SIZE, seed=2)
    )
    images.flags.writeable = labels.flags.writeable = False
    return images, labels


def read_array(member: str) -> np.ndarray:
    """Return one array of the data set: "x_train", "y_train", "x_test" or "y_test"."""
    kind, part = member.split("_")
    images, labels = _part(part)
    return images if kind == "x" else labels


@functools.lru_cache(maxsize=1)
def announce() -> None:
    """Say once per process that drawn images are used."""
    print(ANNOUNCEMENT)
