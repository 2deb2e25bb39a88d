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
    images: Any,
    *builds: dict[str, Any],
    training: bool = False,
    times: int = 1,
    parts: tuple[int, ...] = (),
    reseed: bool = False,
) -> Question:
    """Build a model for each set of keyword arguments and apply it to images.

    The answer is a list with one float32 array per model, of shape
    (times, n, num_classes).

    Args:
        images: float32 array in [0, 1], shape (n, height, width, channels).
        *builds: Keyword arguments for the function that builds the model.
        training: Whether the model is called as in training (dropout on).
        times: How often it is called on the same images.
        parts: For each of several times, into how many equal batches the images
            are cut; in place of `times`, where they are one batch.
        reseed: Whether each model starts from random weights of its own. Else
            layers of the same shape start alike.
    """
    fields = {
        "images": images,
        "builds": list(builds),
        "training": training,
        "times": len(parts) or times,
        "parts": list(parts) or [1] * times,
        "reseed": reseed,
    }
    return Question("predict", fields)


def describe(*builds: dict[str, Any]) -> Question:
    """Build one model for each set of keyword arguments.

    The answer is a list of dicts: `"parameters"`, how many numbers the model
    learns; `"averages"`, how many it holds besides, which are the averages of
    batch normalization; `"output_shape"`, a list.
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

    Before it predicts, running averages (batch normalization) get time to
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

    The model has a dense layer and the averages of batch normalization, which are
    not trained. All are e in epoch e, counted from 1: a weight names the epoch it
    comes from.

    The answer is a list with one dict per run: `"epochs"`, how many were
    trained; `"ends_with"`, the epoch whose weight the model holds at the end;
    `"averages"`, the epoch whose averages it holds then; `"on_disk"`, a list with
    the epoch whose weight the file held after each epoch, 0 if there was no file,
    -1 if it did not hold the model's weights.

    Args:
        runs: Draws the fields `scripts` (list of float arrays of shape
            (4, epochs): loss, validation loss, accuracy, validation accuracy)
            and `variants` (the keyword arguments for each script).
    """
    return Question("train_by_script", {}, share=runs)


def time_by_script(scripts: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]]) -> Question:
    """Measure how long calls take whose durations are laid down, by a clock that knows them.

    The answer is a list with one dict per script: `"value"`, what the function
    returned; `"used"`, a list with the place in `inputs` of the array that each
    call was given, -1 for anything else. Where there are as many calls as told, it
    is 0 for the warm-up, which may take any input.

    Args:
        scripts: Draws the fields `inputs` (list of float32 arrays) and `scripts`
            (list of dicts: `seconds`, float array with the duration of each
            call; `kwargs`, the keyword arguments).
    """
    return Question("time_by_script", {}, share=scripts)


def error_from_timing(
    scripts: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
) -> Question:
    """Ask to measure what should be refused. The answer is that of `error_from`.

    Args:
        scripts: As for `time_by_script`, with one script.
    """
    return Question("error_from_timing", {}, share=scripts)


def errors_from_each(*args: Any, variants: list[dict[str, Any]] | Draw) -> Question:
    """Call the function once for each set of keyword arguments, all to be refused.

    The answer is a list with an answer of `error_from` for each.
    """
    return Question("errors_from_each", {"args": args, "variants": variants})


def ask_one_by_one(
    networks: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
) -> Question:
    """Make a predictor for each of several small networks, and ask them about single images.

    A network has one dense layer, behind dropout. The predictors are asked in
    turn: all of them about the first image, then all about the second.

    The answer is a list with one dict per network: `"values"`, a list with what
    came back for each image; `"runs"`, a list of ints: how often Python had gone
    through the layers when the predictor was made, and after each image;
    `"predicts"`, how often `model.predict` was called; `"kinds"`, a list with the
    type of each value as it was returned: "ndarray", "EagerTensor", "list".

    Args:
        networks: Draws the field `networks` (list of dicts: `kernel` and `bias`,
            float32 arrays of the dense layer; `images`, an array with one image
            for each row, as they are handed over; `shape`, the list [height,
            width] of the network's images).
    """
    return Question("ask_one_by_one", {}, share=networks)


def errors_from_predictor(
    network: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
) -> Question:
    """Ask one predictor about several images, all to be refused.

    The answer is a list with an answer of `error_from` for each image.

    Args:
        network: Draws the field `network` (dict: as for `ask_one_by_one`, but
            `images` is a list of arrays, of any dtype and shape).
    """
    return Question("errors_from_predictor", {}, share=network)


def send_requests(
    requests: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
) -> Question:
    """Let a handler answer requests, beside a `predict` whose answers are laid down beforehand.

    The answer is a list with one dict per request: `"value"`, what the handler
    returned, None if it raised; `"raised"`, the name of the exception that left
    it, or ""; `"given"`, a list with the array that each call of `predict` was
    given, None for anything that is not a small array of numbers.

    Args:
        requests: Draws the field `requests` (list of dicts: `body`, a uint8
            array with the bytes; `row`, what `predict` returns, a float32 array;
            `fault`, the text of the exception that it raises instead, or "", and
            `error`, the name of its class, see `watched`;
            `names`, the list of class names; `kwargs`, the handler's keyword arguments).
    """
    return Question("send_requests", {}, share=requests)


def apply_in_stream(images: Any, *, batch_size: int, variants: list[dict[str, Any]]) -> Question:
    """Apply the function to the batches of a `tf.data.Dataset`, once for each variant.

    The answer is a list with one dict per variant: `"batches"`, the arrays that
    came out; `"shape"`, the shape as the dataset knows it beforehand, a list
    with -1 for what it does not know, empty if it knows nothing.

    Args:
        images: Array, the first argument of the function.
        batch_size: Images per batch; the last may be smaller.
        variants: Keyword arguments, one dict per dataset.
    """
    fields = {"images": images, "batch_size": batch_size, "variants": variants}
    return Question("apply_in_stream", fields)


def apply_in_model(images: Any, *, variants: list[dict[str, Any]]) -> Question:
    """Make a Keras model of the function, once for each variant, and apply it.

    The answer is a list with one array per variant.

    Args:
        images: float32 array, shape (n, height, width, channels).
        variants: Keyword arguments, one dict per model.
    """
    return Question("apply_in_model", {"images": images, "variants": variants})


def build_on_base(
    share: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
    *builds: dict[str, Any],
    epochs: int = 0,
    reseed: bool = False,
) -> Question:
    """Build a model on a small base for each set of keyword arguments, and train it.

    The answer is a list with one dict per model: `"outputs"`, float32 array (n,
    num_classes), what it says in use, after training; `"in_training"`, float32
    array (2, n, num_classes), what it says when called twice as in training;
    `"base"`, the list of the base's weights afterwards; `"loss"`, a list with the
    loss of each epoch, empty where nothing can be trained.

    Args:
        share: Draws the fields `images` (float32), `labels`, and `base`, see
            `small_base.build_on`.
        *builds: Keyword arguments beside the base and the scaling.
        epochs: How often the images are gone through; 0 for no training.
        reseed: Whether each model is built from a seed of its own.
    """
    fields = {"builds": list(builds), "epochs": epochs, "reseed": reseed}
    return Question("build_on_base", fields, share=share)


def cache_by_script(scripts: Any) -> Question:
    """Ask for arrays that are kept in files, which are damaged in between.

    The answer is a list with one item per script, the list that
    `damaged_files.cache_by` returns.

    Args:
        scripts: List of scripts, each a list of steps, see `damaged_files.cache_by`.
    """
    return Question("cache_by_script", {"scripts": scripts})


def thaw_by_script(
    share: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
    *,
    trained: bool = True,
    refused: bool = False,
) -> Question:
    """Thaw the top of a small base, and train base and head for one step.

    The answer is a list with one dict per script: `"value"`, what the last call
    returned; `"base"`, the list of the base's weights afterwards.

    Args:
        share: Draws the fields `weights`, `image_size`, `head` (the kernel of a dense
            layer), `images` (float32), `labels`, and `scripts` (list of dicts:
            `frozen`, which layers come frozen, "all", "none" or "some"; `calls`, the
            list of how many layers are thawed in each call).
        trained: Whether a training step is taken.
        refused: Whether calls should be refused. Then the value is an answer of
            `error_from`.
    """
    return Question("thaw_by_script", {"trained": trained, "refused": refused}, share=share)


def train_in_phases(
    share: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]], *, refused: bool = False
) -> Question:
    """Train a network of three small layers, first its head, then its top as well.

    The answer is a list with one dict per run: `"value"`, what the function
    returned; `"at_thaw"`, the list of the model's weights when it called `thaw`
    for the first time, empty where it never did; `"at_the_end"`, those afterwards.

    Args:
        share: Draws the field `runs` (list of dicts: `weights`, the kernel of each
            layer; `images`, float32, shape (n, inputs); `labels`; `batch_size`;
            `kwargs`).
        refused: Whether the training should be refused. Then the value is an answer
            of `error_from`.
    """
    return Question("train_in_phases", {"refused": refused}, share=share)


def tune_by_script(
    shares: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
    *builds: dict[str, Any],
    does: str = "say",
) -> Question:
    """Build a network for a tuner whose answers are laid down, once for each build.

    The answer is a list with one dict per build: `"asked"`, a list with a dict for each
    setting in the order of asking (see `scripted_tuning.ScriptedHyperParameters`);
    `"weights"`, the list of the weights that are trained; `"outputs"` and
    `"in_training"`, float32 arrays (n, num_classes), what the network says in use and
    in training; `"loss"`, `"metrics"` and `"after"`: the loss of a step of training, a
    dict of the metrics, name to value, and the list of the weights afterwards. What was
    not done is empty or 0.

    Args:
        shares: Draws the fields `images` (float32) and `labels`.
        *builds: One dict for each network: `values`, what the tuner answers, name to
            value, and `kwargs`, the keyword arguments beside `hp`.
        does: What is done with the network: "ask" for nothing, "say" to apply it to the
            images, "train" to take a step of training as well.
    """
    scripts = [{"kwargs": {}, **build, "does": does} for build in builds]
    return Question("tune_by_script", {"scripts": scripts}, share=shares)


def draw_from_space(*, space: Any, count: int, seeds: Any) -> Question:
    """Draw values from a search space, `count` times with one generator for each seed.

    The answer is a list with one item per seed, a list of what was returned.

    Args:
        space: The space as `tuning.space.space_as_dict` describes it.
        count: How often to draw.
        seeds: A list of seeds.
    """
    return Question("draw_from_space", {"space": space, "count": count, "seeds": seeds})


def search_by_script(
    scripts: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
) -> Question:
    """Search settings whose scores are laid down beforehand.

    The answer is a list with one dict per script: `"value"`, what was returned;
    `"measured"`, a list with the place in `settings` of each call of `measure`, -1 for
    anything else; `"ended"`, "" if something was returned, "endless" if it had to be
    stopped, else the error that came out.

    Args:
        scripts: Draws the field `scripts` (list of dicts: `settings`, a list of
            different dicts, among which `draw` chooses; `outcomes`, a list with a
            dict for each: `loss`, `accuracy`, `val_loss`, `val_accuracy`, and
            `fault`, the name of the error that is raised instead, or ""; `kwargs`,
            the keyword arguments).
    """
    return Question("search_by_script", {}, share=scripts)


def join_by_script(
    ensembles: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
) -> Question:
    """Make an ensemble of small networks, several times, and change its members afterwards.

    The answer is a list with one dict per ensemble: `"outputs"`, float32 array (n,
    num_classes), what it says; `"later"`, what it says of other images after all weights
    of its members were set to 0; `"weights"`, a list with the list of weights of each
    member as they were before that; `"changed"`, a list of two bools for each member,
    whether it has another name and whether other parts of it learn; `"kept"`, whether
    the list of members is the same as before.

    Args:
        ensembles: Draws the fields `ensembles` (list of lists of members, see
            `small_members.small_member`), `images` and `other_images`, float32, shape (n,
            features).
    """
    return Question("join_by_script", {}, share=ensembles)


def error_from_joining(
    ensembles: Callable[[Setting], tuple[dict[str, Any], dict[str, Any]]],
) -> Question:
    """Ask for an ensemble that should be refused. The answer is that of `error_from`.

    Args:
        ensembles: As for `join_by_script`, with one ensemble.
    """
    return Question("error_from_joining", {}, share=ensembles)
