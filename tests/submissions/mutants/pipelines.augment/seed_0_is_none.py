"""With seed=0 every call draws other numbers.

Hint: 0 counts as False: `seed or None` throws it away. Pass seed as it is.
Fails: the_seed_decides
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift")
    rng = np.random.default_rng(seed or None)
    count, height, width = images.shape[:3]
    mirrored = rng.random(count) < 0.5
    moves = rng.integers(-shift, shift + 1, (count, 2))
    frame = [(0, 0), (shift, shift), (shift, shift)] + [(0, 0)] * (images.ndim - 3)
    padded = np.pad(images, frame)
    changed = np.empty_like(images)
    for i, (down, right) in enumerate(moves):
        top, left = shift - down, shift - right
        window = padded[i, top : top + height, left : left + width]
        changed[i] = window[:, ::-1] if flip and mirrored[i] else window
    return changed
