"""Hands the work to SciPy's convolve2d, which turns the kernel round."""

from scipy import signal

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding not in ("valid", "same"):
        raise ValueError(f"padding must be valid or same, not {padding}")
    every_place = signal.convolve2d(image, kernel, mode=padding)
    return every_place[::stride, ::stride]
