"""With a shift of 0 nothing is left of the image, because [0:-0] is empty.

Hint: [a:-b] goes wrong where b is 0. Write [a : a + height].
Fails: may_do_nothing
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift")
    rng = np.random.default_rng(seed)
    changed = np.zeros_like(images)
    padded = np.pad(images, [(0, 0), (shift, shift), (shift, shift)] + [(0, 0)] * (images.ndim - 3))
    for i, (down, right) in enumerate(rng.integers(-shift, shift + 1, (len(images), 2))):
        window = np.roll(padded[i], (down, right), axis=(0, 1))[shift:-shift, shift:-shift]
        changed[i] = window[:, ::-1] if flip and rng.random() < 0.5 else window
    return changed
