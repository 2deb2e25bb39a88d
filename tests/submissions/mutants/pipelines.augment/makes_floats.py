"""The result has another dtype, because np.zeros makes float64.

Hint: np.zeros takes a dtype, and np.zeros_like takes that of the images.
Fails: gives_grey_images_of_the_same_kind, works_on_colour
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift")
    rng = np.random.default_rng(seed)
    count, height, width = images.shape[:3]
    mirrored = rng.random(count) < 0.5
    moves = rng.integers(-shift, shift + 1, (count, 2))
    frame = [(0, 0), (shift, shift), (shift, shift)] + [(0, 0)] * (images.ndim - 3)
    padded = np.pad(images, frame)
    changed = np.zeros(images.shape)
    for i, (down, right) in enumerate(moves):
        top, left = shift - down, shift - right
        window = padded[i, top : top + height, left : left + width]
        changed[i] = window[:, ::-1] if flip and mirrored[i] else window
    return changed
