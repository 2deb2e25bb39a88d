"""Takes all the memory there is through NumPy.

Aim: destroy or escape
Expect: out_of_memory, crashed
"""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    taken = []
    while True:
        taken.append(np.ones(16_000_000))
