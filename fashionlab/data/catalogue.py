"""What fashionlab knows about each data set: names, shapes, classes, checksums.

This is the only home of these facts. The checksums are MD5 over the bytes of
each array in C order. For Fashion-MNIST and MNIST they agree with the published
files: adding the IDX header back gives the published MD5 of each file.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from fashionlab.data.class_names import (
    CIFAR100_COARSE_NAMES,
    CIFAR100_FINE_NAMES,
    DIGIT_NAMES,
    FASHION_NAMES,
)
from fashionlab.errors import UnknownDataset


@dataclass(frozen=True)
class ArraySpec:
    """One array of a data file: always uint8, of a known shape.

    Attributes:
        shape: Tuple of ints.
        md5: MD5 of the array's bytes in C order. None where nobody published
            one; then the MD5 recorded at download time is used.
    """

    shape: tuple[int, ...]
    md5: str | None = None


@dataclass(frozen=True)
class DatasetSpec:
    """One data set that `fashionlab.data.load` knows.

    Attributes:
        name: The name `load` takes.
        class_names: One name per label, in label order.
        image_shape: (height, width) or (height, width, channels).
        validation_fraction: Share of the training part cut off for validation
            when `load` is not told otherwise.
        variants: The accepted contents of `<name>.npz`: array name to
            `ArraySpec`. Variants differ in the number of training images.
            Empty for a data set that is drawn by the program.
        coarse_names: Names of the superclasses; empty where there are none.
    """

    name: str
    class_names: tuple[str, ...]
    image_shape: tuple[int, ...]
    validation_fraction: float
    variants: tuple[dict[str, ArraySpec], ...] = ()
    coarse_names: tuple[str, ...] = ()

    @property
    def is_synthetic(self) -> bool:
        """Whether the images are drawn by the program."""
        return not self.variants

    @property
    def members(self) -> tuple[str, ...]:
        """Names of the arrays in the data file."""
        return tuple(self.variants[0]) if self.variants else ()


def _arrays(
    image_shape: tuple[int, ...], train_size: int, md5s: dict[str, str | None]
) -> dict[str, ArraySpec]:
    """Describe the arrays of one file; every test part has 10,000 images."""
    specs = {}
    for member, md5 in md5s.items():
        size = train_size if "train" in member else 10_000
        shape = (size, *image_shape) if member.startswith("x") else (size,)
        specs[member] = ArraySpec(shape, md5)
    return specs


_CIFAR100_MEMBERS = (
    "x_train",
    "y_train",
    "y_train_coarse",
    "x_test",
    "y_test",
    "y_test_coarse",
)

CATALOGUE: dict[str, DatasetSpec] = {
    # Xiao, Rasul and Vollgraf 2017, MIT licence, Zalando SE.
    "fashion_mnist": DatasetSpec(
        name="fashion_mnist",
        class_names=FASHION_NAMES,
        image_shape=(28, 28),
        validation_fraction=1 / 6,
        variants=(
            _arrays(
                (28, 28),
                60_000,
                {
                    "x_train": "f209073e486d5113ebe2cc431d4df862",
                    "y_train": "3236f6424fc25388b2834cb19942cf7e",
                    "x_test": "b7656a891b218fc13e45205c48a92cae",
                    "y_test": "8dea97a4e78c1bd1b5a6e8efbb870b6e",
                },
            ),
        ),
    ),
    # LeCun, Cortes and Burges 1998.
    "mnist": DatasetSpec(
        name="mnist",
        class_names=DIGIT_NAMES,
        image_shape=(28, 28),
        validation_fraction=1 / 6,
        variants=(
            _arrays(
                (28, 28),
                60_000,
                {
                    "x_train": "6510e85a72c3e9475c492d559d3770d2",
                    "y_train": "e86ee40d66677c011a9abda399ec8c4d",
                    "x_test": "240610fa99e73bfa49df8e7fc24d3206",
                    "y_test": "073c3904dfbd3e141ff8aa01cfde6b15",
                },
            ),
        ),
    ),
    # Krizhevsky 2009. First the whole set, in the order Keras gives it: no MD5 of
    # its arrays is published, and Keras checks the archive it downloads by SHA-256.
    # Then a subset: 100 training images per class and the whole test part, reordered.
    "cifar100": DatasetSpec(
        name="cifar100",
        class_names=CIFAR100_FINE_NAMES,
        image_shape=(32, 32, 3),
        validation_fraction=1 / 5,
        coarse_names=CIFAR100_COARSE_NAMES,
        variants=(
            _arrays((32, 32, 3), 50_000, dict.fromkeys(_CIFAR100_MEMBERS)),
            _arrays(
                (32, 32, 3),
                10_000,
                {
                    "x_train": "497a5b11e3840af8a4b07c72f07994c8",
                    "y_train": "8cf0744ac7f854798b40a1dc8f4d4757",
                    "y_train_coarse": "20c8207b612acf076faa3103c9413dae",
                    "x_test": "07a4ccf631cca1fd6b39366b975e1b16",
                    "y_test": "5adb7a61f39470f9a2fd02083e4f6403",
                    "y_test_coarse": "66cff62e03ab244a277aa6da582e1699",
                },
            ),
        ),
    ),
    "synthetic_fashion": DatasetSpec(
        name="synthetic_fashion",
        class_names=FASHION_NAMES,
        image_shape=(28, 28),
        validation_fraction=1 / 6,
    ),
}

DATASETS: tuple[str, ...] = tuple(CATALOGUE)
"""Names that `fashionlab.data.load` takes."""


def find(name: str) -> DatasetSpec:
    """Return the catalogue entry of a data set.

    Args:
        name: One of `DATASETS`.

    Raises:
        UnknownDataset: If there is no data set of that name.
    """
    if isinstance(name, str) and name in CATALOGUE:
        return CATALOGUE[name]
    close = difflib.get_close_matches(str(name), CATALOGUE, n=1)
    guess = f" Did you mean {close[0]!r}?" if close else ""
    raise UnknownDataset(
        f"There is no data set of that name. Expected one of: {', '.join(CATALOGUE)}. "
        f"Received: name={name!r}.{guess}"
    )
