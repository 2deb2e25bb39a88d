"""scipy.signal.correlate2d, every stride-th row and column."""

from scipy.signal import correlate2d

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding not in {"valid", "same"}:
        raise ValueError(f"unknown padding {padding}")
    return correlate2d(image, kernel, mode=padding)[::stride, ::stride]
