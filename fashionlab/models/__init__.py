"""The networks of the course and the operations they are made of."""

from fashionlab.models.adapted_cnn import build_adapted_cnn
from fashionlab.models.ann import build_ann
from fashionlab.models.bases import BASES, find_base
from fashionlab.models.catalogue import get_builder, names
from fashionlab.models.cnn import build_cnn
from fashionlab.models.compact import build_compact_cnn
from fashionlab.models.deeper_cnn import build_deeper_cnn
from fashionlab.models.extractor import build_feature_extractor, join
from fashionlab.models.field import receptive_field
from fashionlab.models.frozen import build_frozen_classifier
from fashionlab.models.given import (
    build_cnn_v1,
    build_cnn_v2,
    build_wide_cnn,
    build_wide_deep_cnn,
)
from fashionlab.models.heads import build_head
from fashionlab.models.operations import convolve2d, max_pool2d
from fashionlab.models.pretrained import best_weights, build_body
from fashionlab.models.scaling import scale_for_base
from fashionlab.models.small_cnn import build_small_cnn
from fashionlab.models.thawing import thaw_top
from fashionlab.models.transfer import build_transfer, unfreeze
from fashionlab.models.tunable import build_tunable_ann

__all__ = [
    "BASES",
    "best_weights",
    "build_adapted_cnn",
    "build_ann",
    "build_body",
    "build_cnn",
    "build_cnn_v1",
    "build_cnn_v2",
    "build_compact_cnn",
    "build_deeper_cnn",
    "build_feature_extractor",
    "build_frozen_classifier",
    "build_head",
    "build_small_cnn",
    "build_transfer",
    "build_tunable_ann",
    "build_wide_cnn",
    "build_wide_deep_cnn",
    "convolve2d",
    "find_base",
    "get_builder",
    "join",
    "max_pool2d",
    "names",
    "receptive_field",
    "scale_for_base",
    "thaw_top",
    "unfreeze",
]
