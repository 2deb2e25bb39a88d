"""What leaves on one side comes in on the other.

Hint: np.roll moves in a circle. Pad with black and cut out a window.
Fails: black_comes_in, moves_are_equally_likely
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift")
    rng = np.random.default_rng(seed)
    moves = rng.integers(-shift, shift + 1, (len(images), 2))
    changed = np.empty_like(images)
    for i, move in enumerate(moves):
        moved = np.roll(images[i], move, axis=(0, 1))
        changed[i] = moved[:, ::-1] if flip and rng.random() < 0.5 else moved
    return changed
