"""Soft-edged shapes on a grid of pixels, many images at a time.

Coordinates run from -1 (left, top) to 1 (right, bottom). Every argument is a
float or a float32 array that broadcasts against (n, height, width): one value
per image has shape (n, 1, 1). Every result is coverage, 0 (outside) to 1 (inside).
"""

from __future__ import annotations

import numpy as np

PIXEL = 2 / 28  # width of one pixel

Array = np.ndarray
Number = float | np.ndarray


def inside(distance: Array) -> Array:
    """Turn a signed distance (negative inside) into coverage with a one-pixel edge."""
    return np.clip(0.5 - distance / PIXEL, 0, 1)


def trapezoid(
    x: Array, y: Array, top: Number, bottom: Number, half_top: Number, half_bottom: Number
) -> Array:
    """Fill between two heights; the half width runs evenly from top to bottom."""
    half = half_top + (half_bottom - half_top) * (y - top) / (bottom - top)
    return inside(np.maximum(np.abs(x) - half, np.maximum(top - y, y - bottom)))


def limb(
    x: Array,
    y: Array,
    start: tuple[Number, Number],
    end: tuple[Number, Number],
    radius: tuple[Number, Number],
) -> Array:
    """Fill a rounded bar from `start` to `end`, both (x, y), with a radius at each end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = np.clip(((x - start[0]) * dx + (y - start[1]) * dy) / (dx * dx + dy * dy), 0, 1)
    gap = np.hypot(x - start[0] - along * dx, y - start[1] - along * dy)
    return inside(gap - radius[0] - (radius[1] - radius[0]) * along)


def ellipse(
    x: Array, y: Array, center: tuple[Number, Number], radii: tuple[Number, Number]
) -> Array:
    """Fill an ellipse with its axes along x and y."""
    size = np.minimum(radii[0], radii[1])
    return inside((np.hypot((x - center[0]) / radii[0], (y - center[1]) / radii[1]) - 1) * size)


def line(distance: Array, width: Number) -> Array:
    """Draw a line where `distance` is zero, `width` wide."""
    return inside(np.abs(distance) - width / 2)


def union(*parts: Array) -> Array:
    """Cover what any part covers."""
    result = parts[0]
    for part in parts[1:]:
        result = np.maximum(result, part)
    return result
