"""Returns objects that turn into whatever is asked of them: floats, indexes, arrays, buffers.

Aim: change the mark
Expect: incorrect, crashed
"""

import ctypes

import numpy as np

from fashionlab import evaluation, solves

HERE = np.full((6, 10), 0.1)


class Chameleon:
    shape, dtype, ndim, size = (6, 10), HERE.dtype, 2, 60

    @property
    def __array_interface__(self):
        # An address of its own choice: whoever reads it in another process reads that one's memory.
        return {"shape": (6, 10), "typestr": "<f8", "data": (0x400000, True), "version": 3}

    def __float__(self):
        return 2.302585

    __index__ = __int__ = lambda self: 10**5000
    __len__ = lambda self: 6
    __iter__ = lambda self: iter(HERE)
    __getitem__ = lambda self, place: HERE[place]
    __class__ = np.ndarray


class bfloat16(Chameleon):
    pass


Chameleon.__module__ = bfloat16.__module__ = "keras.src.backend"


@solves(evaluation.softmax)
def softmax(logits):
    kinds = [Chameleon(), bfloat16(), ctypes.py_object(Chameleon()), memoryview(HERE), [bfloat16()] * 6]
    return kinds[int(abs(logits.sum()) * 1000) % len(kinds)]
