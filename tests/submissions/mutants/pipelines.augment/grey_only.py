"""Images with a channel axis are an error, or moved along the wrong axes.

Hint: images.ndim is 4 for colour: the frame needs (0, 0) for the channels too.
Fails: works_on_colour
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
    frame = [(0, 0), (shift, shift), (shift, shift)]
    padded = np.pad(images, frame)
    changed = np.empty_like(images)
    for i, (down, right) in enumerate(moves):
        top, left = shift - down, shift - right
        window = padded[i, top : top + height, left : left + width]
        changed[i] = window[:, ::-1] if flip and mirrored[i] else window
    return changed
