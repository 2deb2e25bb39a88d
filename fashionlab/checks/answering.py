"""Answer questions with a learner's function. The only module here that runs learner code.

In grading this runs in the isolated child process; in a notebook, in the
kernel. It knows no expected value and no label of a held-out image.
"""

import functools
import itertools
import math
import re
import sys
import textwrap
import threading
import traceback
from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.checks.partners import Partners
from fashionlab.errors import WireError
from fashionlab.source.load import run_module
from fashionlab.tasks import is_blank_error, solution_of
from fashionlab.wire import to_plain

Frame = dict[str, Any]

# How long a second batch may take to be under way. A dataset that prepares
# ahead starts within microseconds, on a busy machine later; one that does not never does.
_AHEAD_SECONDS = 3.0


class Unusable(Exception):
    """The function gave back something the question cannot go on with."""


def serve(
    request: Frame, send: Callable[[Frame], None], ask_back: Callable[[Frame], Frame] | None = None
) -> None:
    """Load a task's module and answer questions with its solution.

    Args:
        request: `"task"` (id), `"source"` (module text), `"questions"` (list
            of questions as they cross the wire).
        send: Called with one frame per question, `{"index", "answer"}` or
            `{"index", "error"}`; index -1 says that the module did not load.
        ask_back: As for `answer_all`.
    """
    task_id = request["task"]
    try:
        run_module(request["source"], task_id)
        solution = solution_of(task_id)
        if solution is None:
            raise Unusable(f"The notebook's code ran, and {task_id} was not registered by it.")
    except (Exception, SystemExit) as error:
        send({"index": -1, "error": describe_error(error, None)})
        return
    answer_all(request["questions"], solution, send, ask_back)


def answer_all(
    questions: list[Frame],
    solution: Callable[..., Any],
    send: Callable[[Frame], None],
    ask_back: Callable[[Frame], Frame] | None = None,
) -> None:
    """Answer questions one by one; an error in one leaves the others.

    Args:
        questions: As they cross the wire. Without `ask_back`, as they were posed.
        solution: A learner's function.
        send: Called with one frame per question.
        ask_back: Asks whoever poses the questions, with a frame `{"ask", "call"}`, what
            a `measure` or `predict` of theirs gives. By itself this side plays both parts.
    """
    if ask_back is None:
        partners, tell = Partners(questions), send
        questions = partners.questions

        def ask_back(frame: Frame) -> Frame:
            return partners.reply(frame["ask"], frame["call"])

        def send(frame: Frame) -> None:
            tell(partners.complete(frame))

    _forget_seed()
    for index, question in enumerate(questions):
        question = {**question, "ask_back": functools.partial(_ask_back, ask_back, index)}
        try:
            # Sending fails, before anything is sent, when the answer is not plain data.
            send({"index": index, "answer": to_plain(answer(question, solution))})
        except (Exception, SystemExit) as error:
            send({"index": index, "error": describe_error(error, solution)})


def _ask_back(ask: Callable[[Frame], Frame], index: int, call: Frame) -> Frame:
    return ask({"ask": index, "call": call})


def _forget_seed() -> None:
    """Take back TensorFlow's global seed, so that answers do not depend on what ran before."""
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is not None:
        tensorflow.random.set_seed(None)


def answer(question: Frame, solution: Callable[..., Any]) -> Any:
    """Answer one question."""
    np.random.seed(question["seed"] % 2**32)
    return _KINDS[question["kind"]](question, solution)


# What Keras puts around its messages on a terminal; a page shows the signs themselves.
_BOLD = re.compile(r"\x1b\[[0-9;]*m")


# An error in a stream: TensorFlow puts its own account of the lines before the message.
_IN_A_STREAM = re.compile(r"in user code:\n\n((?:    File .*\n(?:        .*\n)*)+)\s*\n")


def _without_account(message: str, file: str | None) -> tuple[str, str]:
    """Take TensorFlow's account of an error's lines off its message.

    Returns:
        The message, and the last of the lines that lies in the file, "" for none.
    """
    found = _IN_A_STREAM.match(message)
    if found is None:
        return message, ""
    lines = re.findall(r'    File "(.*)", line \d+, in .*\n {8}(.*)\n', found[1])
    own = [line for name, line in lines if name == file]
    rest = textwrap.dedent(message[found.end() :]).strip()
    return re.sub(r"^\w+: ", "", rest), own[-1] if own else ""


def describe_error(error: BaseException, solution: Callable[..., Any] | None) -> Frame:
    """Describe an error as plain data: type, message, the learner's line."""
    file = getattr(getattr(solution, "__code__", None), "co_filename", None)
    frames = traceback.extract_tb(error.__traceback__)
    # A task's module has a name in angle brackets; a notebook's cell, a file of its own.
    own = [f for f in frames if f.filename == file] or [
        f for f in frames if f.filename.startswith("<") and not f.filename.startswith("<frozen")
    ]
    message, line = _without_account(_BOLD.sub("", str(error)), file)
    if own:
        line = own[-1].line or ""
    return {
        "type": type(error).__name__,
        "message": message[:2_000],
        "line": line[:200],
        "blank": solution is not None and is_blank_error(error, solution),
        "unusable": isinstance(error, (Unusable, WireError)),
    }


def _copies(value: Any) -> Any:
    """Copy arrays, so that one question's answer cannot change the next one's input."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, (list, tuple)):
        return type(value)(_copies(item) for item in value)
    if isinstance(value, dict):
        return {key: _copies(item) for key, item in value.items()}
    return value


def _call(question: Frame, solution: Callable[..., Any]) -> Any:
    kwargs = {name: _copies(value) for name, value in question["kwargs"].items()}
    return solution(*_copies(question["args"]), **kwargs)


def _call_each(question: Frame, solution: Callable[..., Any]) -> list[Any]:
    return [
        to_plain(_call({**question, "kwargs": variant}, solution))
        for variant in question["variants"]
    ]


def _arguments_after(question: Frame, solution: Callable[..., Any]) -> list[Any]:
    args = list(_copies(question["args"]))
    solution(*args, **question["kwargs"])
    return args


def _error_from(question: Frame, solution: Callable[..., Any]) -> Frame:
    return _error_of(lambda: _call(question, solution), solution)


def _error_of(action: Callable[[], Any], solution: Callable[..., Any]) -> Frame:
    try:
        action()
    except Exception as error:
        if is_blank_error(error, solution):
            raise
        names = [base.__name__ for base in type(error).__mro__]
        return {"raised": names, "message": str(error)[:500]}
    return {"raised": [], "message": ""}


def _build(solution: Callable[..., Any], kwargs: Frame, seed: int) -> Any:
    from fashionlab.quiet import import_keras

    keras = import_keras()
    keras.utils.set_random_seed(seed)
    model = solution(**kwargs)
    if not isinstance(model, keras.Model):
        shown = "None. Did you forget the `return` statement?" if model is None else type(model)
        name = getattr(solution, "__name__", "The function")
        raise Unusable(f"Expected {name} to return a keras.Model. Received: {shown}")
    return model


def _run(model: Any, images: np.ndarray, *, training: bool = False) -> np.ndarray:
    import keras

    # Outside training nothing is passed: whatever says training=True by itself then shows.
    output = model(images, training=True) if training else model(images)
    return np.asarray(keras.ops.convert_to_numpy(output), np.float32)


def _predict(question: Frame, solution: Callable[..., Any]) -> list[np.ndarray]:
    images, training = question["images"], question["training"]
    answers = []
    for place, build in enumerate(question["builds"]):
        seed = question["seed"] + place if question["reseed"] else question["seed"]
        model = _build(solution, build, seed)
        passes = [
            np.concatenate(
                [_run(model, batch, training=training) for batch in np.split(images, parts)]
            )
            for parts in question["parts"]
        ]
        answers.append(np.stack(passes))
    return answers


def _describe(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    described = []
    for build in question["builds"]:
        model = _build(solution, build, question["seed"])
        shape = tuple(build.get("input_shape", (28, 28, 1)))
        output = _run(model, np.zeros((1, *shape), np.float32))
        described.append(
            {
                "parameters": int(sum(np.prod(w.shape) for w in model.trainable_weights)),
                "averages": int(sum(np.prod(w.shape) for w in model.non_trainable_weights)),
                "output_shape": list(output.shape),
            }
        )
    return described


def _train_then_predict(question: Frame, solution: Callable[..., Any]) -> Frame:
    import keras

    model = _build(solution, question["build"], question["seed"])
    train_images, held_out = (
        _as_input(question[name]) for name in ("train_images", "held_out_images")
    )
    before = _run(model, held_out[:64])
    model.compile(
        optimizer=keras.optimizers.Adam(question["learning_rate"]),
        loss="sparse_categorical_crossentropy",
    )
    # Variables created in the first step would make TensorFlow trace the step twice.
    model.optimizer.build(model.trainable_variables)
    repeat = question["repeat"]
    history = model.fit(
        np.concatenate([train_images] * repeat),
        np.concatenate([question["train_labels"]] * repeat),
        epochs=question["epochs"],
        batch_size=question["batch_size"],
        shuffle=repeat == 1,
        verbose=0,
    )
    _settle(model, train_images)
    after = model.predict(held_out, batch_size=256, verbose=0)
    losses = [float(loss) for loss in history.history["loss"]]
    return {"before": before, "after": np.asarray(after, np.float32), "loss": losses}


# Batch normalization keeps 0.99 of its running averages per step: of the old, 0.03 % are left.
_SETTLING_STEPS = 800
_SETTLING_IMAGES = 32  # per step; the averages of many small batches are as good


def _settle(model: Any, images: np.ndarray) -> None:
    """Let running averages catch up with the weights, as they would in a longer training.

    After a hundred steps those of batch normalization lie so far behind that a
    sound network guesses. No weight that is trained changes here.
    """
    import tensorflow as tf

    # Keras counts neither random seeds nor metrics among these.
    if not model.non_trainable_weights:
        return
    forward = tf.function(lambda batch: model(batch, training=True), reduce_retracing=True)
    size = min(_SETTLING_IMAGES, len(images))
    for step in range(_SETTLING_STEPS):
        start = step * size % (len(images) - size + 1)
        forward(tf.constant(images[start : start + size]))


def _as_input(images: np.ndarray) -> np.ndarray:
    scaled = images.astype(np.float32) / 255.0
    return scaled[..., np.newaxis] if scaled.ndim == 3 else scaled


def _batches(dataset: Any, at_most: int) -> list[Any]:
    batches = []
    for element in itertools.islice(dataset.as_numpy_iterator(), at_most):
        parts = element if isinstance(element, tuple) else (element,)
        if any(part is None for part in parts):
            raise Unusable(
                "Expected images alone when labels is None. Received: pairs (images, None). "
                "from_tensor_slices takes the images alone, or a pair of arrays."
            )
        batches.append([np.asarray(part) for part in parts])
    return batches


def _make_dataset(question: Frame, solution: Callable[..., Any], **kwargs: Any) -> Any:
    import tensorflow as tf

    made = solution(*_copies(question["args"]), **{**question["kwargs"], **kwargs})
    if not isinstance(made, tf.data.Dataset):
        shown = "None. Did you forget the `return` statement?" if made is None else type(made)
        raise Unusable(f"Expected a tf.data.Dataset. Received: {shown}")
    return made


def _stream_batches(question: Frame, solution: Callable[..., Any]) -> list[Any]:
    extra = {"preprocess": _mark} if question["marked"] else {}
    streams = []
    for variant in question["variants"]:
        dataset = _make_dataset({**question, "kwargs": variant}, solution, **extra)
        # An endless dataset, or one without batches, is cut off soon after it should end.
        at_most = 4 * math.ceil(len(question["args"][0]) / variant.get("batch_size", 64)) + 1
        streams.append([_batches(dataset, at_most) for _ in range(question["epochs"])])
    return streams


def _mark(images: Any) -> Any:
    """A preprocessing whose result shows how many images it was given at once."""
    import keras

    count = keras.ops.cast(keras.ops.shape(images)[0], "float32")
    marked = keras.ops.cast(images, "float32") / 3.0 + 1000.0 * count
    return keras.ops.expand_dims(marked, axis=-1) if len(marked.shape) == 3 else marked


def _prepares_ahead(question: Frame, solution: Callable[..., Any]) -> bool:
    import tensorflow as tf

    started = threading.Semaphore(0)

    def count(images: np.ndarray) -> np.ndarray:
        started.release()
        return images

    def counted(images: Any) -> Any:
        return tf.ensure_shape(tf.numpy_function(count, [images], images.dtype), images.shape)

    options = tf.data.Options()
    # TensorFlow adds a prefetch of its own, in some versions and places. The exercise is yours.
    options.experimental_optimization.inject_prefetch = False
    dataset = _make_dataset(question, solution, preprocess=counted).with_options(options)
    iterator = iter(dataset)
    next(iterator)
    # One release belongs to the batch in hand; a second one, to the batch after it.
    return all(started.acquire(timeout=_AHEAD_SECONDS) for _ in range(2))


def _train_by_script(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    from fashionlab.checks.scripted import follow

    return [
        follow(script, functools.partial(_make_callbacks, solution, variant))
        for script, variant in zip(question["scripts"], question["variants"], strict=True)
    ]


def _make_callbacks(solution: Callable[..., Any], kwargs: Frame, path: str) -> list[Any]:
    from fashionlab.quiet import import_keras

    keras = import_keras()
    made = solution(path, **kwargs)
    if isinstance(made, (list, tuple)):
        strange = [each for each in made if not isinstance(each, keras.callbacks.Callback)]
        if not strange:
            return list(made)
        shown = f"a list with a {type(strange[0]).__name__} in it"
    else:
        forgotten = made is None
        shown = "None. Did you forget the `return` statement?" if forgotten else str(type(made))
    raise Unusable(f"Expected a list of keras.callbacks.Callback. Received: {shown}")


def _time_by_script(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    from fashionlab.checks.fake_clock import time_by

    return [
        time_by(script, question["inputs"], solution, ask_back)
        for script, ask_back in _with_a_partner(question, "script")
    ]


def _with_a_partner(question: Frame, name: str) -> list[tuple[Any, Callable[[Frame], Frame]]]:
    """Each script or request of a question, with whom to ask about it."""

    def about(number: int, call: Frame) -> Frame:
        told: Frame = question["ask_back"]({name: number, **call})
        return told

    return [
        (each, functools.partial(about, number)) for number, each in enumerate(question[f"{name}s"])
    ]


def _error_from_timing(question: Frame, solution: Callable[..., Any]) -> Frame:
    return _error_of(lambda: _time_by_script(question, solution), solution)


def _errors_from_each(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    return [
        _error_from({**question, "kwargs": variant}, solution) for variant in question["variants"]
    ]


def _ask_one_by_one(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    from fashionlab.checks.watched import ask_in_turn

    return ask_in_turn(question["networks"], functools.partial(_make_predictor, solution))


def _make_predictor(solution: Callable[..., Any], model: Any) -> Callable[[np.ndarray], Any]:
    made = solution(model)
    if not callable(made):
        shown = "None. Did you forget the `return` statement?" if made is None else str(type(made))
        raise Unusable(f"Expected a function of one image. Received: {shown}")
    predictor: Callable[[np.ndarray], Any] = made
    return predictor


def _errors_from_predictor(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    from fashionlab.checks.watched import WatchedModel

    network = question["network"]
    predictor = _make_predictor(solution, WatchedModel(network).model)
    return [
        _error_of(functools.partial(predictor, image.copy()), solution)
        for image in network["images"]
    ]


def _send_requests(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    from fashionlab.checks.watched import send

    return [
        send(request, solution, ask_back)
        for request, ask_back in _with_a_partner(question, "request")
    ]


def _apply_in_stream(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    import tensorflow as tf

    answers = []
    for variant in question["variants"]:
        stream = tf.data.Dataset.from_tensor_slices(question["images"])
        stream = stream.batch(question["batch_size"]).map(
            lambda images, variant=variant: _tensor(solution(images, **variant), "A stream")
        )
        shape = stream.element_spec.shape
        answers.append(
            {
                "batches": [np.asarray(batch) for batch in stream],
                "shape": [] if shape.rank is None else [-1 if n is None else n for n in shape],
            }
        )
    return answers


def _apply_in_model(question: Frame, solution: Callable[..., Any]) -> list[np.ndarray]:
    from fashionlab.quiet import import_keras

    keras = import_keras()
    answers = []
    for variant in question["variants"]:
        inputs = keras.Input(question["images"].shape[1:])
        outputs = solution(inputs, **variant)
        if not keras.utils.is_keras_tensor(outputs):
            raise Unusable(
                "Expected a placeholder where images is one, keras.Input(...). Received: "
                f"{'None' if outputs is None else type(outputs)}"
            )
        answers.append(_run(keras.Model(inputs, outputs), question["images"]))
    return answers


def _tensor(value: Any, where: str) -> Any:
    if value is None:
        raise Unusable(f"{where} got None. Did you forget the `return` statement?")
    return value


def _build_on_base(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    from fashionlab.checks import small_base

    answers = []
    for place, kwargs in enumerate(question["builds"]):
        bases: list[Any] = []

        def build(bases: list[Any] = bases, kwargs: Frame = kwargs) -> Any:
            base, model = small_base.build_on(question["base"], kwargs, solution)
            bases.append(base)
            return model

        seed = question["seed"] + place if question["reseed"] else question["seed"]
        model = _build(build, {}, seed)
        images, losses = question["images"], []
        if question["epochs"]:
            losses = small_base.train_head(model, images, question["labels"], question["epochs"])
        answers.append(
            {
                "outputs": _run(model, images),
                "in_training": np.stack([_run(model, images, training=True) for _ in range(2)]),
                "base": [np.asarray(weight) for weight in bases[0].get_weights()],
                "loss": losses,
            }
        )
    return answers


def _cache_by_script(question: Frame, solution: Callable[..., Any]) -> list[Any]:
    from fashionlab.checks.damaged_files import cache_by

    return [
        cache_by(steps, solution, ask_back)
        for steps, ask_back in _with_a_partner(question, "script")
    ]


def _thaw_by_script(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    from fashionlab.checks.thawed import thaw_by

    return thaw_by(question, _refusing(solution) if question["refused"] else solution)


def _train_in_phases(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    from fashionlab.checks.phases import train_by

    train = _refusing(solution) if question["refused"] else solution
    return [train_by(run, train) for run in question["runs"]]


def _refusing(solution: Callable[..., Any]) -> Callable[..., Frame]:
    """The function with an answer of `error_from` as its value."""
    return lambda *args, **kwargs: _error_of(lambda: solution(*args, **kwargs), solution)


def _tune_by_script(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    from fashionlab.checks.scripted_tuning import watch_tuned

    def build(hp: Any, **kwargs: Any) -> Any:
        model = _build(solution, {"hp": hp, **kwargs}, question["seed"])
        if getattr(model, "optimizer", None) is None:
            raise Unusable("Expected a compiled model. Received: one without model.compile(...).")
        return model

    return [
        watch_tuned(build, script, question["images"], question["labels"], ask_back)
        for script, ask_back in _with_a_partner(question, "script")
    ]


def _draw_from_space(question: Frame, solution: Callable[..., Any]) -> list[list[Any]]:
    from fashionlab.tuning.space import space_from_dict

    drawn = []
    for seed in question["seeds"]:
        rng, space = np.random.default_rng(seed), space_from_dict(question["space"])
        drawn.append([to_plain(solution(space, rng)) for _ in range(question["count"])])
    return drawn


def _search_by_script(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    from fashionlab.checks.scripted_search import search_by

    return [
        search_by(script, solution, ask_back)
        for script, ask_back in _with_a_partner(question, "script")
    ]


def _join_by_script(question: Frame, solution: Callable[..., Any]) -> list[Frame]:
    from fashionlab.checks.small_members import join_members

    def join(members: list[Any]) -> Any:
        return _build(solution, {"members": members}, question["seed"])

    images, others = question["images"], question["other_images"]
    return [join_members(one, images, others, join) for one in question["ensembles"]]


def _error_from_joining(question: Frame, solution: Callable[..., Any]) -> Frame:
    from fashionlab.checks.small_members import small_member

    members = [small_member(each) for each in question["ensembles"][0]]
    return _error_of(lambda: solution(members), solution)


_KINDS: dict[str, Callable[[Frame, Callable[..., Any]], Any]] = {
    "call": _call,
    "call_each": _call_each,
    "arguments_after": _arguments_after,
    "error_from": _error_from,
    "predict": _predict,
    "describe": _describe,
    "train_then_predict": _train_then_predict,
    "stream_batches": _stream_batches,
    "prepares_ahead": _prepares_ahead,
    "train_by_script": _train_by_script,
    "time_by_script": _time_by_script,
    "error_from_timing": _error_from_timing,
    "apply_in_stream": _apply_in_stream,
    "apply_in_model": _apply_in_model,
    "build_on_base": _build_on_base,
    "cache_by_script": _cache_by_script,
    "errors_from_each": _errors_from_each,
    "ask_one_by_one": _ask_one_by_one,
    "errors_from_predictor": _errors_from_predictor,
    "send_requests": _send_requests,
    "thaw_by_script": _thaw_by_script,
    "train_in_phases": _train_in_phases,
    "tune_by_script": _tune_by_script,
    "draw_from_space": _draw_from_space,
    "search_by_script": _search_by_script,
    "join_by_script": _join_by_script,
    "error_from_joining": _error_from_joining,
}
