"""The vocabulary of questions.

A question is plain data: a kind and its fields. It crosses to the process
that runs the learner's code; what must stay secret (labels of held-out
images) travels beside it and never crosses. Fields may hold `Draw`s: values
drawn afresh from a private seed each time the question is posed.
"""

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np


@dataclasses.dataclass(frozen=True)
class Setting:
    """What a question is drawn from.

    Attributes:
        rng: The generator for this question, seeded from the grading seed.
        data: Name of the data set for questions that train.
    """

    rng: np.random.Generator
    data: str


@dataclasses.dataclass(frozen=True)
class Draw:
    """A value drawn when the question is posed.

    Attributes:
        draw: Takes the setting, returns the value.
    """

    draw: Callable[[Setting], Any]


@dataclasses.dataclass(frozen=True)
class Asked:
    """A question as it was posed, every value drawn.

    Attributes:
        kind: One of the functions of this module.
        fields: What the learner's side receives.
        secret: What only the judgement sees.
    """

    kind: str
    fields: dict[str, Any]
    secret: dict[str, Any]

    @property
    def args(self) -> tuple[Any, ...]:
        """The positional arguments of a call."""
        return tuple(self.fields["args"])

    @property
    def kwargs(self) -> dict[str, Any]:
        """The keyword arguments of a call."""
        return dict(self.fields["kwargs"])

    def to_wire(self) -> dict[str, Any]:
        """Return what crosses to the learner's side."""
        return {"kind": self.kind, **self.fields}


@dataclasses.dataclass(frozen=True)
class Question:
    """A question before its values are drawn.

    Attributes:
        kind: One of the functions of this module.
        fields: What the learner's side receives; may hold `Draw`s.
        share: Takes the drawn fields' setting, returns (more fields, secrets):
            for values that must be drawn together.
    """

    kind: str
    fields: dict[str, Any]
    share: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]] | None = None

    def pose(self, setting: Setting) -> Asked:
        """Draw every value."""
        fields = {name: _drawn(value, setting) for name, value in self.fields.items()}
        fields["seed"] = int(setting.rng.integers(2**31))
        secret: dict[str, Any] = {"data": setting.data}
        if self.share is not None:
            more, hidden = self.share(setting)
            fields.update(more)
            secret.update(hidden)
        return Asked(self.kind, fields, secret)


def _drawn(value: Any, setting: Setting) -> Any:
    if isinstance(value, Draw):
        return value.draw(setting)
    if isinstance(value, (list, tuple)):
        return type(value)(_drawn(item, setting) for item in value)
    if isinstance(value, dict):
        return {key: _drawn(item, setting) for key, item in value.items()}
    return value


def call(*args: Any, **kwargs: Any) -> Question:
    """Call the function. The answer is what it returned."""
    return Question("call", {"args": args, "kwargs": kwargs})


def call_each(*args: Any, variants: list[dict[str, Any]] | Draw) -> Question:
    """Call the function once for each set of keyword arguments. The answer lists the values."""
    return Question("call_each", {"args": args, "variants": variants})


def call_with(
    arguments: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
) -> Question:
    """Call the function. The answer is what it returned.

    Args:
        arguments: Draws `args` and `kwargs` together, and secrets about them.
    """
    return Question("call", {}, share=arguments)


def arguments_after(*args: Any, **kwargs: Any) -> Question:
    """Call the function. The answer is the list of its arguments afterwards."""
    return Question("arguments_after", {"args": args, "kwargs": kwargs})


def error_from(*args: Any, **kwargs: Any) -> Question:
    """Call the function with what it should refuse.

    The answer is a dict: `"raised"`, the error's class and its bases as a list
    of names, empty when there was no error; `"message"`, its text.
    """
    return Question("error_from", {"args": args, "kwargs": kwargs})


def predict(
    images: Any, *builds: dict[str, Any], training: bool = False, times: int = 1
) -> Question:
    """Build a model for each set of keyword arguments and apply it to images.

    The answer is a list with one float32 array per model, of shape
    (times, n, num_classes).

    Args:
        images: float32 array in [0, 1], shape (n, height, width, channels).
        *builds: Keyword arguments for the function that builds the model.
        training: Whether the model is called as in training (dropout on).
        times: How often it is called on the same images.
    """
    fields = {"images": images, "builds": list(builds), "training": training, "times": times}
    return Question("predict", fields)


def describe(*builds: dict[str, Any]) -> Question:
    """Build one model for each set of keyword arguments.

    The answer is a list of dicts: `"parameters"`, how many numbers the model
    learns; `"output_shape"`, a list.
    """
    return Question("describe", {"builds": list(builds)})


def train_then_predict(
    learning_set: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
    *,
    build: dict[str, Any] | None = None,
    epochs: int,
    batch_size: int = 64,
    learning_rate: float = 1e-3,
    repeat: int = 1,
) -> Question:
    """Build a model, train it on labelled images, predict unlabelled ones.

    Before it predicts, running averages (batch normalisation) get time to
    catch up with the weights.

    The answer is a dict: `"before"` and `"after"`, float32 arrays of shape
    (n, num_classes), the predictions for the held-out images before and after
    training; `"loss"`, a list with the training loss of each epoch.

    Args:
        learning_set: Draws the fields `train_images` (uint8), `train_labels`
            and `held_out_images` (uint8), and the secret `held_out_labels`.
        build: Keyword arguments for the function that builds the model.
        epochs: How often the training images are gone through.
        batch_size: Images per step.
        learning_rate: Of the Adam optimizer.
        repeat: How often the training images stand in a row within one epoch;
            for a handful of images that is much quicker than many epochs.
    """
    fields = {
        "build": build or {},
        "epochs": epochs,
        "batch_size": batch_size,
        "learning_rate": learning_rate,
        "repeat": repeat,
    }
    return Question("train_then_predict", fields, share=learning_set)


def stream_batches(
    *args: Any, epochs: int = 1, variants: list[dict[str, Any]], marked: bool = False
) -> Question:
    """Make a `tf.data.Dataset` for each set of keyword arguments and go through it.

    The answer is a list with one item per dataset: a list of epochs; an epoch
    is a list of batches; a batch is a list of arrays, `[images, labels]`, or
    `[images]` where there are no labels.

    Args:
        *args: Positional arguments for the function.
        epochs: How often each dataset is gone through.
        variants: Keyword arguments, one dict per dataset.
        marked: Whether to pass a `preprocess` that divides by 3, adds 1,000
            times the number of images it was given, and gives batches of grey
            images, shape (n, h, w), a channel axis.
    """
    fields = {"args": args, "epochs": epochs, "variants": variants, "marked": marked}
    return Question("stream_batches", fields)


def prepares_ahead(*args: Any, **kwargs: Any) -> Question:
    """Make a `tf.data.Dataset`, take one batch, and wait for the next to be prepared.

    The answer is True when the second batch was being prepared while the
    first was in use.
    """
    return Question("prepares_ahead", {"args": args, "kwargs": kwargs})


def train_by_script(runs: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]]) -> Question:
    """Make callbacks and call them as in a training whose curves are laid down beforehand.

    The model has a single weight, which is e in epoch e, counted from 1; so a
    weight names the epoch it comes from.

    The answer is a list with one dict per run: `"epochs"`, how many were
    trained; `"ends_with"`, the epoch whose weight the model holds at the end;
    `"on_disk"`, a list with the epoch whose weight the file held after each
    epoch, 0 if there was no file, -1 if it did not hold the model's weights.

    Args:
        runs: Draws the fields `scripts` (list of float arrays of shape
            (4, epochs): loss, validation loss, accuracy, validation accuracy)
            and `variants` (the keyword arguments for each script).
    """
    return Question("train_by_script", {}, share=runs)
