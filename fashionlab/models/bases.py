"""The pretrained networks of `keras.applications`, and how each wants its input scaled."""

from __future__ import annotations

import dataclasses
import difflib
from typing import TYPE_CHECKING, Any

from fashionlab.errors import InvalidArgument
from fashionlab.models.scaling import scale_for_base
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    from collections.abc import Callable

# How pixels in [0, 1] become what a base was trained on: the modes of `scale_for_base`.
TF, TORCH, CAFFE, NONE = "tf", "torch", "caffe", "none"


@dataclasses.dataclass(frozen=True)
class Base:
    """A network of `keras.applications`, without its classifier.

    Attributes:
        name: Its name in `keras.applications`, such as "MobileNetV2".
        module: The module of `keras.applications` it stands in.
        scaling: How pixels in [0, 1] are scaled for it, a mode of `scale_for_base`.
        image_size: Height and width it was trained on.
        weight_stem: How the names of Keras's own weight files begin.
        depths: Layers that are worth pooling, from shallow to deep. Empty:
            found by `depth_layers`.
        alpha: Width of a MobileNet, 1.0 for the full one. None for the others.
    """

    name: str
    module: str
    scaling: str
    image_size: int
    weight_stem: str
    depths: tuple[str, ...] = ()
    alpha: float | None = None

    @property
    def label(self) -> str:
        """The name to ask for it by: "MobileNet:0.75", "VGG16"."""
        return self.name if self.alpha in (None, 1.0) else f"{self.name}:{self.alpha:g}"

    @property
    def constructor(self) -> Callable[..., Any]:
        """The function of `keras.applications` that builds it."""
        return getattr(import_keras().applications, self.name)  # type: ignore[no-any-return]

    @property
    def settings(self) -> dict[str, float]:
        """What the constructor must be told beyond the common arguments."""
        return {} if self.alpha is None else {"alpha": self.alpha}

    @property
    def weight_patterns(self) -> tuple[str, ...]:
        """Patterns of file names that hold its ImageNet weights."""
        own = f"{self.label.replace(':', '_')}.weights.h5"
        if self.alpha is None:
            return (own, f"{self.weight_stem}[_.]*h5")
        width = f"{float(self.alpha)}"
        if self.name == "MobileNet":  # Keras writes its width 0.75 as 7_5
            digits = {"1.0": "1_0", "0.75": "7_5", "0.5": "5_0", "0.25": "2_5"}.get(width, width)
            return (own, f"mobilenet_{digits}_*.h5", f"mobilenet_v1_{width}_*.h5")
        return (own, f"mobilenet_v2_weights_*_{width}_*.h5", f"mobilenet_v2_{width}_*.h5")


def _table() -> dict[str, Base]:
    # The depths given here were compared on validation images of CIFAR-100 (8,000 images, both
    # MobileNets at 128 px, side by side): last layers 65 %, one layer per resolution 67 %,
    # these 69 %.
    mobile = "mobilenet_v3", NONE, 224
    resnet, resnet_v2 = ("resnet", CAFFE, 224), ("resnet_v2", TF, 224)
    dense = "densenet", TORCH, 224
    convnext = "convnext", NONE, 224
    rows = [
        Base(
            *("MobileNet", "mobilenet", TF, 224, "mobilenet"),
            depths=tuple(f"conv_pw_{block}_relu" for block in (3, 5, 7, 11, 12, 13)),
            alpha=1.0,
        ),
        Base(
            *("MobileNetV2", "mobilenet_v2", TF, 224, "mobilenet_v2"),
            depths=(*(f"block_{block}_expand_relu" for block in (3, 6, 10, 13, 15)), "out_relu"),
            alpha=1.0,
        ),
        Base("MobileNetV3Large", *mobile, "weights_mobilenet_v3_large_224_1.0"),
        Base("MobileNetV3Small", *mobile, "weights_mobilenet_v3_small_224_1.0"),
        Base("VGG16", "vgg16", CAFFE, 224, "vgg16"),
        Base("VGG19", "vgg19", CAFFE, 224, "vgg19"),
        Base("InceptionV3", "inception_v3", TF, 299, "inception_v3"),
        Base("Xception", "xception", TF, 299, "xception"),
        Base("NASNetMobile", "nasnet", TF, 224, "nasnet_mobile"),
        Base("NASNetLarge", "nasnet", TF, 331, "nasnet_large"),
        Base(
            "InceptionResNetV2",
            "inception_resnet_v2",
            TF,
            299,
            "inception_resnet_v2",
        ),
    ]
    rows += [Base(f"ResNet{n}", *resnet, f"resnet{n}") for n in (50, 101, 152)]
    rows += [Base(f"ResNet{n}V2", *resnet_v2, f"resnet{n}v2") for n in (50, 101, 152)]
    rows += [Base(f"DenseNet{n}", *dense, f"densenet{n}") for n in (121, 169, 201)]
    rows += [
        Base(f"ConvNeXt{size}", *convnext, f"convnext_{size.lower()}")
        for size in ("Tiny", "Small", "Base", "Large", "XLarge")
    ]
    rows += [
        Base(f"EfficientNetB{n}", "efficientnet", NONE, size, f"efficientnetb{n}")
        for n, size in enumerate((224, 240, 260, 300, 380, 456, 528, 600))
    ]
    v2_sizes = {"B0": 224, "B1": 240, "B2": 260, "B3": 300, "S": 384, "M": 480, "L": 480}
    rows += [
        Base(
            f"EfficientNetV2{kind}",
            "efficientnet_v2",
            NONE,
            size,
            f"efficientnetv2-{kind.lower()}",
        )
        for kind, size in v2_sizes.items()
    ]
    return {base.name: base for base in rows}


BASES: dict[str, Base] = _table()
"""Every base by its name in `keras.applications`."""


def find_base(name: str) -> Base:
    """Return a base by name.

    Args:
        name: A name of `BASES`. For "MobileNet" and "MobileNetV2" a width may
            follow: "MobileNet:0.75".

    Raises:
        UnknownBase: If there is no base of that name. The message names the nearest.
        InvalidArgument: If the width is not a positive number, or the base has none.
    """
    plain, _, width = str(name).partition(":")
    if plain not in BASES:
        raise _unknown(str(name), plain)
    base = BASES[plain]
    if not width:
        return base
    try:
        alpha = float(width)
    except ValueError:
        alpha = 0.0
    if base.alpha is None or not 0 < alpha < 10:
        raise InvalidArgument(
            "Expected a width only for MobileNet and MobileNetV2, as a positive number: "
            f"'MobileNet:0.75'. Received: base={name!r}."
        )
    return dataclasses.replace(base, alpha=alpha)


def _unknown(name: str, plain: str) -> Exception:
    from fashionlab.errors import UnknownBase

    lower = {known.lower(): known for known in BASES}
    close = difflib.get_close_matches(plain.lower(), lower, n=1, cutoff=0.4)
    guess = f" Did you mean {lower[close[0]]!r}?" if close else ""
    return UnknownBase(
        "There is no base of that name in keras.applications. "
        f"Expected one of: {', '.join(sorted(BASES))}. Received: base={name!r}.{guess}"
    )


def scale_input(base: Base, images: Any) -> Any:
    """Scale images in [0, 1] the way a base expects them, inside a Keras model.

    Gives what `keras.applications.<module>.preprocess_input` gives for the same
    images in [0, 255]. The arithmetic is the task `scale_for_base`, the learner's
    own function.

    Args:
        base: The base.
        images: Keras tensor, float32 in [0, 1], shape (batch, height, width, 3).

    Returns:
        Keras tensor of the same shape.
    """
    return scale_for_base(images, base.scaling)


def depth_layers(base: Base, body: Any) -> tuple[str, ...]:
    """Name the layers whose outputs show an image at several scales.

    Args:
        base: The base.
        body: The base as a Keras model, without its classifier.

    Returns:
        Layer names from shallow to deep: those the table gives, otherwise the last
        layer at every resolution the base goes through.
    """
    if base.depths:
        return base.depths
    last: dict[int, str] = {}
    # Shallower than half the size is hardly more than pixels. Smaller than the output
    # are only the weights that squeeze-and-excite gives to channels.
    smallest, largest = body.output_shape[1], body.input_shape[1] // 2
    for operation in body.operations:
        shape: tuple[int, ...] = tuple(operation.output.shape)
        padded = operation.__class__.__name__ == "ZeroPadding2D"  # makes in-between sizes
        if len(shape) == 4 and not padded and smallest <= shape[1] <= largest:
            last[shape[1]] = operation.name
    return tuple(name for _, name in sorted(last.items(), reverse=True))


def depth_maps(base: Base, body: Any) -> list[Any]:
    """Return the outputs of the layers of `depth_layers`, as Keras tensors."""
    # Some bases end a stage with a plain addition, which is no layer.
    steps = {operation.name: operation.output for operation in body.operations}
    return [steps[name] for name in depth_layers(base, body)]
