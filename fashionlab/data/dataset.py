"""`Split` and `Dataset`: what `fashionlab.data.load` returns."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from fashionlab.errors import InvalidArgument

OPENED: set[str] = set()
"""Names of the data sets whose test split was opened in this process."""


@dataclass(frozen=True, eq=False, repr=False)
class Split:
    """Images and their labels, in the same order. Both arrays are read-only.

    Attributes:
        images: uint8 array, shape (n, height, width) or (n, height, width, 3),
            values 0 to 255.
        labels: Integer array, shape (n,), values 0 to num_classes - 1.

    Raises:
        ValueError: If the shapes do not fit together.
    """

    images: np.ndarray
    labels: np.ndarray

    def __post_init__(self) -> None:
        if self.images.ndim not in (3, 4) or self.labels.shape != self.images.shape[:1]:
            raise InvalidArgument(
                "A Split needs one label per image. Expected images of shape (n, height, width) "
                "or (n, height, width, 3) and labels of shape (n,). "
                f"Received: images {self.images.shape}, labels {self.labels.shape}."
            )
        # A learner's `images -= mean` must fail here, not spoil every later run. A view
        # leaves the arrays of whoever built this split as they were.
        for name in ("images", "labels"):
            view = getattr(self, name).view()
            view.flags.writeable = False
            object.__setattr__(self, name, view)

    def __len__(self) -> int:
        return len(self.labels)

    def __repr__(self) -> str:
        return f"Split({len(self)} images of shape {self.images.shape[1:]})"


@dataclass(frozen=True)
class Superclasses:
    """How the fine classes of CIFAR-100 fall into 20 superclasses.

    Attributes:
        fine_names: Names of the fine classes, in label order.
        coarse_names: Names of the superclasses, in label order.
        coarse_of_fine: The superclass of each fine class, read off the data.
    """

    fine_names: tuple[str, ...]
    coarse_names: tuple[str, ...]
    coarse_of_fine: tuple[int, ...]

    def to_coarse(self, fine_labels: np.ndarray) -> np.ndarray:
        """Map fine labels to superclass labels.

        Args:
            fine_labels: Integer array of any shape, values 0 to 99.

        Returns:
            int64 array of the same shape, values 0 to 19.
        """
        return np.take(np.asarray(self.coarse_of_fine, dtype=np.int64), fine_labels)


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """A data set, cut into training, validation and a sealed test split.

    Attributes:
        name: The name it was loaded by.
        train: The images to learn from.
        validation: Cut from the official training part, the same share of every
            class. Compare models and choose settings on this one.
        class_names: One name per label, in label order.
        source: Where it came from: "FASHIONLAB_DATA", "cache", "download" or
            "embedded" (drawn by the program).
        image_shape: (height, width) or (height, width, channels).
        is_synthetic: Whether the images were drawn by the program. Figures made
            with such images must say so.
        superclasses: The superclasses of CIFAR-100; None for other data sets.
    """

    name: str
    train: Split
    validation: Split
    class_names: tuple[str, ...]
    source: str
    image_shape: tuple[int, ...]
    is_synthetic: bool
    read_test: Callable[[], Split] = field(repr=False)
    superclasses: Superclasses | None = None

    @property
    def num_classes(self) -> int:
        """Number of classes."""
        return len(self.class_names)

    def open_test(self) -> Split:
        """Open the test split. Do it once, at the end, for the final figure.

        Returns:
            The official test part.

        Warns:
            UserWarning: If this process opened the test split of this data set
                before. Choosing by test figures makes them look better than they are.
        """
        if self.name in OPENED:
            warnings.warn(
                f"The test split of {self.name!r} is opened again. Test figures are honest only "
                "when the split is opened once, for the final figure. To compare models or "
                "choose settings, use the validation split.",
                UserWarning,
                stacklevel=2,
            )
        split = self.read_test()
        OPENED.add(self.name)
        return split

    def __repr__(self) -> str:
        synthetic = ", synthetic" if self.is_synthetic else ""
        return (
            f"Dataset({self.name!r}, {self.num_classes} classes, images {self.image_shape}, "
            f"train={len(self.train)}, validation={len(self.validation)}, "
            f"test={'opened' if self.name in OPENED else 'sealed'}, "
            f"source={self.source!r}{synthetic})"
        )
