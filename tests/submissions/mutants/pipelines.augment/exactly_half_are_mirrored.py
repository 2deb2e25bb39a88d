"""Exactly half of the batch is mirrored, instead of each image with a chance of 1/2.

Hint: Each image has a coin of its own: rng.random(n) < 0.5.
Fails: numbers_differ_from_seed_to_seed
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift")
    rng = np.random.default_rng(seed)
    count, height, width = images.shape[:3]
    mirrored = rng.permutation(count) < count // 2
    moves = rng.integers(-shift, shift + 1, (count, 2))
    frame = [(0, 0), (shift, shift), (shift, shift)] + [(0, 0)] * (images.ndim - 3)
    padded = np.pad(images, frame)
    changed = np.empty_like(images)
    for i, (down, right) in enumerate(moves):
        top, left = shift - down, shift - right
        window = padded[i, top : top + height, left : left + width]
        changed[i] = window[:, ::-1] if flip and mirrored[i] else window
    return changed
