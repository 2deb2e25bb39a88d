"""Raises what no `except Exception` catches.

Aim: destroy or escape
Expect: crashed
"""

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    class Beyond(BaseException):
        pass


    raise (Beyond, KeyboardInterrupt, GeneratorExit)[image.shape[0] % 3]("passed")
