"""Treats every word other than "same" as "valid"."""

import numpy as np

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(
    image: np.ndarray, kernel: np.ndarray, *, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    kh, kw = kernel.shape
    pad_h, pad_w = (kh // 2, kw // 2) if padding == "same" else (0, 0)
    padded = np.pad(image, ((pad_h, pad_h), (pad_w, pad_w)), constant_values=0)
    out = []
    for top in range(0, padded.shape[0] - kh + 1, stride):
        line = []
        for left in range(0, padded.shape[1] - kw + 1, stride):
            window = padded[top : top + kh, left : left + kw]
            line.append((window * kernel).sum())
        out.append(line)
    return np.array(out)
