"""Recurses past the end of the stack.

Aim: destroy or escape
Expect: crashed, incorrect, out_of_memory
"""

import sys

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    sys.setrecursionlimit(10**9)


    class Deep:
        def __getattr__(self, name):
            return getattr(self, name + "x")

        def __repr__(self):
            return repr(self)


    try:
        repr(Deep())
    except RecursionError:
        pass
    nested = []
    for _ in range(10**6):
        nested = [nested]
    return nested
