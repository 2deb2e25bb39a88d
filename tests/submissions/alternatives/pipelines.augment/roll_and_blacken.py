"""np.roll, then what came in on the other side is set to black; a global seed."""

import numpy as np

from fashionlab import pipelines, solves


def move(image, step, axis):
    image = np.roll(image, step, axis=axis)
    edge = [slice(None)] * image.ndim
    edge[axis] = slice(0, step) if step > 0 else slice(image.shape[axis] + step, None)
    image[tuple(edge)] = 0
    return image


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift")
    np.random.seed(seed)
    out = images.copy()
    for i in range(out.shape[0]):
        out[i] = move(out[i], np.random.randint(-shift, shift + 1), 0)
        out[i] = move(out[i], np.random.randint(-shift, shift + 1), 1)
        if flip and np.random.rand() < 0.5:
            out[i] = np.flip(out[i], axis=1)
    return out
