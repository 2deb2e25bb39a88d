"""An image is mirrored or moved, never both.

Hint: Mirror first, then move the result: two steps, one after the other, not if and else.
Fails: mirrors_and_moves_have_nothing_to_do_with_each_other
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
    changed = np.empty_like(images)
    for i, (down, right) in enumerate(moves):
        top, left = shift - down, shift - right
        window = padded[i, top : top + height, left : left + width]
        changed[i] = images[i, :, ::-1] if flip and mirrored[i] else window
    return changed
