"""The ten garments of `synthetic_fashion`, one function each.

A garment function takes the coordinates of the pixels (see `shapes`) and a
`Draw` of random numbers, and returns two float32 arrays, shape (n, height, width):
how much of each pixel the garment covers, and how its brightness changes there
(seams and openings below 0, highlights above).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fashionlab.data.shapes import ellipse, inside, limb, line, trapezoid, union

Array = np.ndarray
Layers = tuple[Array, Array]

SOLE = 0.48  # height of a shoe's sole


class Draw:
    """Random numbers, one per image, shaped to broadcast against pixels."""

    def __init__(self, rng: np.random.Generator, size: int) -> None:
        self._rng = rng
        self._size = size

    def between(self, low: float, high: float) -> Array:
        """Uniform numbers in [low, high): float32, shape (n, 1, 1)."""
        return self._rng.uniform(low, high, (self._size, 1, 1)).astype(np.float32)

    def chance(self, probability: float) -> Array:
        """1 with this probability, otherwise 0: float32, shape (n, 1, 1)."""
        return (self.between(0, 1) < probability).astype(np.float32)


def _top(x: Array, y: Array, draw: Draw, hem: Array, long: Array) -> Array:
    """A body from shoulders to hem with two sleeves, long (1) or short (0)."""
    half = draw.between(0.36, 0.46)
    body = trapezoid(x, y, -0.78, hem, half, half * draw.between(0.92, 1.15))
    length = np.where(long > 0, draw.between(0.95, 1.4), draw.between(0.25, 0.65))
    spread = np.where(long > 0, draw.between(0.2, 0.42), draw.between(0.55, 0.85))
    end = (0.36 + length * spread, -0.62 + length * np.sqrt(1 - spread**2))
    sleeves = limb(np.abs(x), y, (0.34, -0.62), end, (0.175, 0.13))
    return union(body, sleeves)


def _neck(x: Array, y: Array, draw: Draw) -> Array:
    """A round or V-shaped neck opening, to be cut out."""
    depth, half = draw.between(0.1, 0.3), draw.between(0.14, 0.24)
    pointed = draw.chance(0.4)
    rounded = ellipse(x, y, (0.0, -0.82), (half, depth))
    return np.where(pointed > 0, inside(np.abs(x) - half * (-0.78 + depth - y) / depth), rounded)


def t_shirt(x: Array, y: Array, draw: Draw) -> Layers:
    """Short sleeves, open neck, sometimes a print on the chest."""
    mask = _top(x, y, draw, draw.between(0.6, 0.88), draw.chance(0.05)) * (1 - _neck(x, y, draw))
    size = draw.between(0.1, 0.25)
    logo = ellipse(x, y, (draw.between(-0.1, 0.1), draw.between(-0.3, 0.1)), (size, size * 0.8))
    return mask, logo * draw.chance(0.6) * draw.between(-0.5, 0.4)


def trouser(x: Array, y: Array, draw: Draw) -> Layers:
    """Two legs from one waist."""
    spread, width = draw.between(0.12, 0.3), draw.between(0.13, 0.18)
    legs = limb(np.abs(x), y, (0.17, -0.6), (spread, 0.82), (width + 0.03, width * 0.8))
    waist = trapezoid(x, y, -0.9, -0.5, draw.between(0.26, 0.32), 0.36)
    gap = trapezoid(x, y, draw.between(-0.4, -0.1), 1.2, 0.0, spread - width * 0.5)
    mask = union(legs, waist) * (1 - gap)
    return mask, -0.35 * line(y + 0.76, 0.06)


def pullover(x: Array, y: Array, draw: Draw) -> Layers:
    """Long sleeves, round collar, ribs across the cloth; no opening."""
    hem = draw.between(0.6, 0.9)
    collar = ellipse(x, y, (0.0, -0.82), (draw.between(0.14, 0.22), draw.between(0.06, 0.14)))
    knit = np.sin(y * draw.between(32, 40)) * draw.between(0.0, 0.2)
    rim = line(np.hypot(x / 1.3, y + 0.84) - 0.2, 0.07) * draw.between(-0.5, 0.0)
    ribs = line(y - hem + draw.between(0.1, 0.16), 0.07) * draw.between(-0.4, 0.0)
    return _top(x, y, draw, hem, draw.chance(0.95)) * (1 - collar), knit + rim + ribs


def dress(x: Array, y: Array, draw: Draw) -> Layers:
    """A narrow top, a waist and a skirt that widens."""
    waist, half = draw.between(-0.25, 0.05), draw.between(0.16, 0.25)
    top = trapezoid(x, y, -0.88, waist, draw.between(0.22, 0.32), half)
    skirt = trapezoid(x, y, waist, draw.between(0.78, 0.95), half, draw.between(0.26, 0.56))
    sleeves = limb(
        np.abs(x), y, (0.24, -0.74), (0.42, draw.between(-0.6, 0.1)), (0.12, 0.09)
    ) * draw.chance(0.45)
    belt = line(y - waist, 0.08) * draw.chance(0.5) * draw.between(-0.5, 0.2)
    return union(top, skirt, sleeves) * (1 - _neck(x, y, draw)), belt


def coat(x: Array, y: Array, draw: Draw) -> Layers:
    """Long sleeves, open from collar to hem with lapels."""
    front = draw.between(-0.15, 0.15)
    opening = line(x - front - draw.between(-0.1, 0.1) * y, draw.between(0.06, 0.12))
    lapel = line(np.abs(x - front) + 0.35 * (y + 0.25), 0.07) * inside(y + 0.2)
    collar = ellipse(x, y, (0.0, -0.84), (draw.between(0.1, 0.18), 0.09))
    ink = -draw.between(0.1, 0.6) * opening - draw.between(0.0, 0.4) * lapel
    return _top(x, y, draw, draw.between(0.66, 0.94), draw.chance(0.97)) * (1 - collar), ink


def _shoe(x: Array, y: Array, ankle: Array, slope: Array) -> tuple[Array, Array, Array]:
    """The side of a low shoe, toe to the right: its upper, the upper's rim, its sole."""
    top = np.maximum(ankle, ankle + (x + 0.2) * slope)
    upper = inside(np.maximum(np.maximum(top - y, y - SOLE), np.abs(x + 0.04) - 0.8))
    tip = ellipse(x, y, (0.66, SOLE - 0.1), (0.26, 0.16))
    sole = limb(x, y, (-0.8, SOLE), (0.84, SOLE), (0.08, 0.06))
    return union(upper, tip), upper * inside(y - top - 0.1), sole


def sandal(x: Array, y: Array, draw: Draw) -> Layers:
    """A sole, flat or on a heel, and bands over the foot with air between them."""
    rise = draw.between(-0.1, 0.35)
    lowered = y + np.maximum(0, rise * (0.2 - x))
    upper, rim, sole = _shoe(x, lowered, draw.between(-0.3, 0.05), draw.between(0.3, 0.5))
    wave = np.sin(x * draw.between(7, 13) + y * draw.between(-6, 6) + draw.between(0, 6.3))
    bands = inside((draw.between(-0.2, 0.5) - wave) * 0.12)
    heel = limb(x, y, (-0.74, SOLE - rise), (-0.7, SOLE), (0.07, 0.05))
    return union(upper * bands, rim * draw.chance(0.8), sole, heel), 0 * x


def shirt(x: Array, y: Array, draw: Draw) -> Layers:
    """Sleeves of any length, a pointed collar and a row of buttons."""
    mask = _top(x, y, draw, draw.between(0.6, 0.92), draw.chance(0.65))
    neck = inside(np.abs(x) - 0.16 * (-0.58 - y) / 0.2)
    front = draw.between(-0.15, 0.15)
    dots = np.cos(y * draw.between(16, 24) + draw.between(0, 6.3)) > 0
    buttons = line(x - front, 0.1) * dots * inside(-0.55 - y) * -draw.between(0.1, 0.6)
    collar = line(np.abs(x) + 0.6 * (y + 0.45), 0.08) * inside(y + 0.5) * -draw.between(0.0, 0.4)
    return mask * (1 - neck), buttons + collar


def sneaker(x: Array, y: Array, draw: Draw) -> Layers:
    """A closed low shoe with laces on the slope."""
    ankle = draw.between(-0.4, 0.05)
    upper, _, sole = _shoe(x, y, ankle, draw.between(0.3, 0.55))
    mouth = ellipse(x, y, (-0.42, ankle - 0.04), (0.28, draw.between(0.08, 0.18)))
    laces = line(np.sin(x * 16 + y * 4), 0.5) * inside(np.abs(x - 0.1) - 0.28) * inside(y - 0.1)
    stripe = line(y - SOLE + 0.1, 0.05)
    ink = -0.4 * laces * draw.chance(0.7) + stripe * draw.between(-0.5, 0.3)
    return union(upper, sole) * (1 - mouth), ink


def bag(x: Array, y: Array, draw: Draw) -> Layers:
    """A box with a handle, sometimes a flap."""
    top, half = draw.between(-0.4, 0.0), draw.between(0.5, 0.85)
    bottom = draw.between(0.5, 0.85)
    body = trapezoid(x, y, top, bottom, half * draw.between(0.75, 1.0), half)
    arch = half * draw.between(0.35, 0.7)
    ring = np.hypot(x / arch, (y - top) / draw.between(0.3, 0.62)) - 1
    handle = line(ring * arch, draw.between(0.09, 0.15)) * inside(y - top)
    flap = line(y - top - draw.between(0.15, 0.4), 0.06) * draw.chance(0.6)
    buckle = ellipse(x, y, (0.0, top + 0.3), (0.09, 0.08)) * draw.chance(0.5)
    return union(body, handle), -draw.between(0.2, 0.5) * flap + 0.3 * buckle


def ankle_boot(x: Array, y: Array, draw: Draw) -> Layers:
    """A shaft above the ankle, a heel, a toe to the right."""
    ground, height = 0.6, draw.between(-0.85, -0.15)
    back, front = draw.between(-0.75, -0.62), draw.between(-0.1, 0.12)
    shaft = inside(np.maximum(np.maximum(back - x, x - front), np.maximum(height - y, y - ground)))
    slope = draw.between(0.02, 0.2)
    foot = limb(x, y, (-0.4, 0.36 - slope), (0.62, 0.46), (0.24, draw.between(0.12, 0.18)))
    sole = limb(x, y, (-0.68, ground), (0.8, ground), (0.06, 0.06))
    arch = ellipse(x, y, (-0.2, ground + 0.08), (0.22, draw.between(0.0, 0.18) + 0.02))
    zipper = line(x - (back + front) / 2, 0.06) * inside(y - 0.2) * draw.chance(0.5)
    ink = -0.4 * zipper + draw.between(-0.4, 0.2) * line(y - ground + 0.08, 0.05)
    return union(shaft, foot, sole) * (1 - arch), ink


GARMENTS: tuple[Callable[[Array, Array, Draw], Layers], ...] = (
    t_shirt,
    trouser,
    pullover,
    dress,
    coat,
    sandal,
    shirt,
    sneaker,
    bag,
    ankle_boot,
)
"""One function per label of Fashion-MNIST, in label order."""
