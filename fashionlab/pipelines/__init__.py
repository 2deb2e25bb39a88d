"""From stored images to the batches a model is trained on."""

from fashionlab.pipelines.array_cache import cached_array
from fashionlab.pipelines.arrays import normalize, one_hot
from fashionlab.pipelines.augmentation import AUGMENTATIONS
from fashionlab.pipelines.batches import make_dataset
from fashionlab.pipelines.colour import to_rgb
from fashionlab.pipelines.features import cached_features, feature_batch_size
from fashionlab.pipelines.preparing import prepare_for
from fashionlab.pipelines.preprocessing import scale_images, shift_images
from fashionlab.pipelines.regularising import augment, mixup, smooth_labels
from fashionlab.pipelines.steady import without_tuning
from fashionlab.pipelines.stream import training_batches

__all__ = [
    "AUGMENTATIONS",
    "augment",
    "cached_array",
    "cached_features",
    "feature_batch_size",
    "make_dataset",
    "mixup",
    "normalize",
    "one_hot",
    "prepare_for",
    "scale_images",
    "shift_images",
    "smooth_labels",
    "to_rgb",
    "training_batches",
    "without_tuning",
]
