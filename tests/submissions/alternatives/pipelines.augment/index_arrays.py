"""Works out from where each pixel comes; no loop over images."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift must not be negative")
    generator = np.random.default_rng(seed)
    n, height, width = images.shape[:3]
    down = generator.integers(-shift, shift, n, endpoint=True)
    right = generator.integers(-shift, shift, n, endpoint=True)
    rows = np.arange(height) - down[:, None]
    columns = np.arange(width) - right[:, None]
    inside = ((rows >= 0) & (rows < height))[:, :, None] & ((columns >= 0) & (columns < width))[
        :, None
    ]
    if flip:
        columns = np.where(generator.random((n, 1)) < 0.5, width - 1 - columns, columns)
    taken = images[
        np.arange(n)[:, None, None], rows[:, :, None] % height, columns[:, None, :] % width
    ]
    return np.where(inside.reshape(inside.shape + (1,) * (images.ndim - 3)), taken, 0).astype(
        "uint8"
    )
