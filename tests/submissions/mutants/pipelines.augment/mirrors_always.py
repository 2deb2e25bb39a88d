"""Every image is mirrored.

Hint: Half of them: draw a number for each image and compare it with 0.5.
Fails: mirrors_half_of_the_images
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift")
    rng = np.random.default_rng(seed)
    count, height, width = images.shape[:3]
    mirrored = np.ones(count, bool)
    moves = rng.integers(-shift, shift + 1, (count, 2))
    frame = [(0, 0), (shift, shift), (shift, shift)] + [(0, 0)] * (images.ndim - 3)
    padded = np.pad(images, frame)
    changed = np.empty_like(images)
    for i, (down, right) in enumerate(moves):
        top, left = shift - down, shift - right
        window = padded[i, top : top + height, left : left + width]
        changed[i] = window[:, ::-1] if flip and mirrored[i] else window
    return changed
