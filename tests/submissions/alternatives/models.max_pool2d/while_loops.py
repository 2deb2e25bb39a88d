"""While loops and lists."""

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    step = pool_size if stride is None else stride
    result = []
    top = 0
    while top + pool_size <= image.shape[0]:
        row = []
        left = 0
        while left + pool_size <= image.shape[1]:
            row.append(max(image[top : top + pool_size, left : left + pool_size].ravel()))
            left += step
        result.append(row)
        top += step
    return result
