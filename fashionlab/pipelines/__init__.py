"""From stored images to the batches a model is trained on."""

from fashionlab.pipelines.arrays import normalize, one_hot
from fashionlab.pipelines.batches import make_dataset
from fashionlab.pipelines.preprocessing import scale_images, shift_images

__all__ = ["make_dataset", "normalize", "one_hot", "scale_images", "shift_images"]
