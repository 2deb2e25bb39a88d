"""The networks of the course and the operations they are made of."""

from fashionlab.models.ann import build_ann
from fashionlab.models.cnn import build_cnn
from fashionlab.models.operations import convolve2d, max_pool2d

__all__ = ["build_ann", "build_cnn", "convolve2d", "max_pool2d"]
