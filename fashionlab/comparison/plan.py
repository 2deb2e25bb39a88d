"""What a comparison is made of, as plain data: rows, entries, how an entry is trained."""

import dataclasses
from typing import Any

from fashionlab.training import Recipe


@dataclasses.dataclass(frozen=True)
class Phase:
    """One part of a training.

    Attributes:
        recipe: How it is trained.
        keep_first: For a model with a pretrained base: None leaves the base
            frozen, a number keeps so many of its first layers frozen and
            trains the rest.
    """

    recipe: Recipe
    keep_first: int | None = None


@dataclasses.dataclass(frozen=True)
class Pretrained:
    """The pretrained base of an entry.

    Attributes:
        bases: Names for `models.find_base`; several only for frozen features.
        image_size: Pixels each way that images are resized to.
        depths: "last" or "several".
        smallest_map: For a base that is trained: where it is cut off, as in
            `models.build_transfer`.
        flip: Whether features of an image and its mirror image are averaged.
        frozen: True: features are computed once and a head is trained on them.
            False: base and head are trained together.
        weights: "imagenet", or None for random ones: then costs mean something
            and accuracies do not.
        shrinkage: For frozen features: they are whitened with this shrinkage
            (`training.fit_whitening`) for the head's training; a head without
            phases is solved in one step (`training.solve_head`). None: neither.
    """

    bases: tuple[str, ...]
    image_size: int
    depths: str = "last"
    smallest_map: int = 1
    flip: bool = False
    frozen: bool = True
    weights: str | None = "imagenet"
    shrinkage: float | None = None


@dataclasses.dataclass(frozen=True)
class Entry:
    """One model of a comparison.

    Attributes:
        name: Short name, unique in its row; also names files.
        title: What a reader sees.
        phases: How it is trained, one part after the other; none for a head
            that is only solved.
        builder: Architecture, for `models.get_builder`; "" with a pretrained base.
        options: Arguments of the builder or, with a pretrained base, of the head.
        pretrained: The base, or None for a model trained from scratch.
        validation_size: Images cut from the training part to choose by.
        flip: Whether test-time augmentation shows images mirrored too.
        shift: Pixels by which test-time augmentation moves images; 0 for none.
        given_accuracy: Published test accuracy, 0 to 1, or None.
        given_parameters: Published number of parameters, or None.
        given: Whether others published the model; else it is ours.
    """

    name: str
    title: str
    phases: tuple[Phase, ...]
    builder: str = ""
    options: dict[str, Any] = dataclasses.field(default_factory=dict)
    pretrained: Pretrained | None = None
    validation_size: int | None = None
    flip: bool = False
    shift: int = 0
    given_accuracy: float | None = None
    given_parameters: int | None = None
    given: bool = False

    @property
    def epochs(self) -> int:
        """Epochs of all phases together, if none stops early."""
        return sum(phase.recipe.epochs for phase in self.phases)

    @property
    def training(self) -> dict[str, Any]:
        """Settings of the last part of the training, JSON-able, for the model card."""
        if self.phases:
            return self.phases[-1].recipe.as_dict()
        assert self.pretrained is not None
        return {"head": "linear discriminant", "shrinkage": self.pretrained.shrinkage}

    def as_dict(self) -> dict[str, Any]:
        """Return everything as JSON-able data; `entry_from` makes the entry again."""
        return dataclasses.asdict(self)


@dataclasses.dataclass(frozen=True)
class Row:
    """A comparison: models on one data set that answer one question.

    Attributes:
        id: "A", "B1", "B2", "C", "D" or "E".
        title: What is compared.
        question: What a reader learns from it.
        dataset: Name for `data.load`.
        entries: The models.
    """

    id: str
    title: str
    question: str
    dataset: str
    entries: tuple[Entry, ...]


def entry_from(plain: dict[str, Any]) -> Entry:
    """Make an entry of what `Entry.as_dict` gave, also after a way through JSON."""
    phases = tuple(
        Phase(Recipe(**_tuples(phase["recipe"])), phase["keep_first"]) for phase in plain["phases"]
    )
    pretrained = plain["pretrained"]
    return Entry(
        **{
            **plain,
            "phases": phases,
            "options": _tuples(plain["options"]),
            "pretrained": Pretrained(**_tuples(pretrained)) if pretrained else None,
        }
    )


def _tuples(settings: dict[str, Any]) -> dict[str, Any]:
    """JSON knows no tuples: make them again of lists."""
    return {name: _tuple(value) for name, value in settings.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(part) for part in value) if isinstance(value, (list, tuple)) else value
