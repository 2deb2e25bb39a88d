"""Frames from a child process are untrusted: none may pass unearned or break the judge."""

import dataclasses
import time

import hypothesis
import hypothesis.extra.numpy
import hypothesis.strategies as st
import numpy as np
import pytest

from fashionlab.checks.judging import judge_frames
from fashionlab.checks.questions import Asked
from fashionlab.checks.registry import checks_of
from fashionlab.checks.replies import fits
from fashionlab.checks.results import Outcome
from fashionlab.tasks import all_tasks

SHARES = "evaluation.accuracy"
CHECKS = [check for task_id in all_tasks() for check in checks_of(task_id)]


def posed(task_id=SHARES):
    return [(c, c.pose(seed=1, data="synthetic_fashion")) for c in checks_of(task_id)]


def outcomes(frames, **kwargs):
    return [r.outcome for r in judge_frames(posed(), frames, **kwargs)]


def right_frames():
    answers = []
    for index, (_, asked) in enumerate(posed()):
        probabilities, labels = asked.args
        share = float(np.mean(probabilities.argmax(axis=1) == labels))
        answers.append({"index": index, "answer": share})
    return answers


def test_right_answers_pass_in_any_order():
    assert set(outcomes(right_frames()[::-1])) == {Outcome.PASSED}


def test_a_missing_answer_is_silence():
    first, *others = right_frames()
    assert outcomes(others)[0] is Outcome.CRASHED
    silence = (Outcome.TIMED_OUT, "60 seconds are over.")
    results = judge_frames(posed(), others, silence)
    assert (results[0].outcome, results[0].message) == silence
    assert results[1].outcome is Outcome.PASSED
    assert set(outcomes([], silence=silence)) == {Outcome.TIMED_OUT}
    assert first["index"] == 0


def test_the_first_of_two_answers_counts():
    wrong = {"index": 0, "answer": -1.0}
    assert outcomes([wrong, *right_frames()])[0] is Outcome.INCORRECT
    assert outcomes([*right_frames(), wrong])[0] is Outcome.PASSED


@pytest.mark.parametrize(
    "frame",
    [
        None,
        3,
        [],
        "x",
        {},
        {"index": "0"},
        {"index": True, "answer": 1.0},
        {"index": 0.0, "answer": 1.0},
        {"index": np.zeros(1), "answer": 1.0},
        {"index": 99, "answer": 1.0},
        {"index": -2, "answer": 1.0},
    ],
)
def test_frames_that_name_no_question_are_ignored(frame):
    assert set(outcomes([frame, *right_frames()])) == {Outcome.PASSED}
    assert set(outcomes([frame])) == {Outcome.CRASHED}


def test_one_answer_cannot_stand_for_all():
    forged = {"index": -1, "answer": 0.75}
    assert set(outcomes([forged])) == {Outcome.REFUSED}
    assert set(outcomes([*right_frames(), forged])) == {Outcome.REFUSED}


def test_a_module_that_does_not_load_fails_every_check():
    error = {"type": "NameError", "message": "name 'x' is not defined", "line": "y = x"}
    results = judge_frames(posed(), [{"index": -1, "error": error}])
    assert {r.outcome for r in results} == {Outcome.CRASHED}
    assert results[0].message == (
        "The code stopped in the line `y = x`. NameError: name 'x' is not defined"
    )


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        ({"type": "NotImplementedError", "blank": True}, Outcome.NOT_ATTEMPTED),
        ({"type": "NotImplementedYet"}, Outcome.NOT_ATTEMPTED),
        ({"type": "NotImplementedError", "blank": 1}, Outcome.CRASHED),
        ({"type": "Unusable", "unusable": True, "message": "a list"}, Outcome.INCORRECT),
        ({"type": "KeyError"}, Outcome.CRASHED),
        ({}, Outcome.CRASHED),
        ({"type": None, "message": {"a": [1]}, "line": 3}, Outcome.CRASHED),
        ("NotImplementedError", Outcome.REFUSED),
        (None, Outcome.REFUSED),
        ([], Outcome.REFUSED),
    ],
)
def test_errors(error, outcome):
    assert outcomes([{"index": 0, "error": error}])[0] is outcome


def test_an_error_beside_an_answer_counts():
    frame = {**right_frames()[0], "error": {"type": "ValueError"}}
    assert outcomes([frame])[0] is Outcome.CRASHED


def test_a_frame_without_an_answer_is_refused():
    assert outcomes([{"index": 0}])[0] is Outcome.REFUSED


def test_a_judgement_that_stumbles_is_our_fault():
    check, asked = posed()[0]

    def stumble(answer):
        raise KeyError("threshold")

    broken = dataclasses.replace(check, judge=stumble)
    (result,) = judge_frames([(broken, asked)], [{"index": 0, "answer": 1.0}])
    assert result.outcome is Outcome.GRADER_FAULT
    assert "KeyError" in result.message


# Plain data of every kind the wire lets through.

DTYPES = st.sampled_from(
    ["bool", "int8", "int64", "uint8", "uint64", "float16", "float32", "float64"]
)


def arrays(dtype=DTYPES, **kwargs):
    shapes = hypothesis.extra.numpy.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
    return hypothesis.extra.numpy.arrays(dtype, shapes, **kwargs)


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.floats(),
    st.text(max_size=5),
    arrays(),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=5), inner, max_size=3),
    ),
    max_leaves=6,
)
FLOATS = st.sampled_from([np.nan, np.inf, -np.inf, 0.0, 0.1, 1.0, -1.0, 3e38])


@st.composite
def near_misses(draw, shape, dtype):
    """An array of the right shape, or nearly, with wild numbers in it."""
    changed = list(shape)
    for _ in range(draw(st.integers(0, 2))):
        if changed and draw(st.booleans()):
            axis = draw(st.integers(0, len(changed) - 1))
            changed[axis] = draw(st.integers(0, changed[axis] + 1))
        elif draw(st.booleans()):
            changed.append(draw(st.integers(0, 3)))
    filled = np.full(changed, draw(FLOATS))
    if filled.size:
        filled.flat[draw(st.integers(0, filled.size - 1))] = draw(FLOATS)
    with np.errstate(all="ignore"):
        return filled.astype(draw(dtype))


FLOAT32 = st.just("float32")


def batches():
    part = st.one_of(arrays(), near_misses((3, 4, 4, 1), DTYPES), near_misses((600,), DTYPES))
    return st.lists(st.lists(part, max_size=3), max_size=4)


REPLIES = (
    *("{}", "[]", "null", '{"error": "too many bytes"}', '{"error": NaN}', "[" * 5_000),
    *('{"class_name": "class 1", "probability": 0.5}', '{"class_name": [], "probability": null}'),
    '{"probability": 1e999, "class_name": 3}',
)


def asked_in_turn(network):
    """What may come back from one predictor."""
    count, classes = len(network["images"]), len(network["bias"])
    value = TREES | near_misses((classes,), DTYPES)
    runs = st.integers(-(2**63), 2**64 - 1) | st.sampled_from([0, 1])
    return st.fixed_dictionaries(
        {
            "values": st.lists(value, min_size=count, max_size=count),
            "runs": st.lists(runs, min_size=count + 1, max_size=count + 1),
            "predicts": runs,
            "kinds": st.lists(
                st.sampled_from(["ndarray", "EagerTensor", "\x1b[2J"]),
                min_size=count,
                max_size=count,
            ),
        }
    )


ERRORS = ("error_from", "error_from_timing", "error_from_joining")
WHOLE = st.integers(-(2**63), 2**64 - 1)


def tuned(asked):
    """What may come back from one network that was built for a tuner."""
    names = ["hidden_layers", "units", "activation", "dropout_rate", "learning_rate", "\x1b[2J"]
    number = st.none() | st.floats() | WHOLE | st.sampled_from([0, 1, 3, 32, 256, 0.5, 1e-4, 1e-2])
    setting = st.fixed_dictionaries(
        {
            "name": st.sampled_from(names),
            "kind": st.sampled_from(["Int", "Float", "Choice", ""]),
            "low": number,
            "high": number,
            "step": number,
            "sampling": st.sampled_from([None, "linear", "log", ""]),
            "values": st.none() | st.lists(TREES, max_size=3),
        }
    )
    count = len(asked.fields["images"])
    rows = arrays(FLOAT32) | near_misses((count, 3), FLOAT32) | near_misses((count, 48), FLOAT32)
    shapes = st.sampled_from([(20, 32), (32,), (32, 48), (48,), (32, 32), (20, 64), (64, 3), (3,)])
    weight = arrays(FLOAT32) | shapes.map(lambda shape: np.ones(shape, np.float32))
    one_layer = [np.ones(s, np.float32) for s in ((20, 32), (32,), (32, 48), (48,))]
    return st.fixed_dictionaries(
        {
            "asked": st.lists(setting, max_size=6),
            "weights": st.lists(weight, max_size=6) | st.just(one_layer),
            "outputs": rows,
            "in_training": rows,
            "loss": st.floats(),
            "metrics": st.dictionaries(st.text(max_size=5) | st.just("accuracy"), st.floats()),
            "after": st.lists(weight, max_size=6) | st.just(one_layer),
        }
    )


def searched(script):
    """What may come back from one search."""
    trial = st.fixed_dictionaries(
        {
            "values": st.sampled_from(script["settings"]) | TREES,
            "score": st.none() | st.floats() | TREES,
        }
    )
    return st.fixed_dictionaries(
        {
            "value": TREES | st.lists(trial | TREES, max_size=16),
            "measured": st.lists(WHOLE | st.integers(-1, 8), max_size=16),
            "ended": st.sampled_from(["", "", "endless", "KeyboardInterrupt", "\x1b[2J"]),
        }
    )


def joined(asked, members):
    """What may come back from one ensemble."""
    shape = (len(asked.fields["images"]), 4)
    rows = near_misses(shape, FLOAT32) | arrays(FLOAT32)
    weights = st.lists(arrays(FLOAT32), max_size=4) | st.just(members[0]["weights"])
    return st.fixed_dictionaries(
        {
            "outputs": rows,
            "later": rows,
            "weights": st.lists(weights, min_size=len(members), max_size=len(members)),
            "changed": st.just([[False, False]] * len(members))
            | st.lists(
                st.lists(st.booleans(), min_size=2, max_size=2),
                min_size=len(members),
                max_size=len(members),
            ),
            "kept": st.booleans(),
        }
    )


def drawn(asked):
    """What may come back from one generator: a few answers, again and again."""
    names = list(asked.fields["space"])
    fair = st.fixed_dictionaries({name: SCALARS | st.floats(0, 1) for name in names})
    count = asked.fields["count"]
    few = st.lists(fair | TREES, min_size=1, max_size=3)
    return few.map(lambda values: (values * count)[:count])


def raised():
    """What may come back for an error."""
    names = st.lists(st.sampled_from(["ValueError", "Exception", "\x1b[2J", ""]), max_size=3)
    return st.fixed_dictionaries({"raised": names, "message": st.text(max_size=20)})


def moved(weights):
    """What may come back as the weights of a network: their shapes stay, numbers may be wild."""
    odd = st.tuples(st.integers(0, len(weights) - 1), FLOATS)

    def spoil(change):
        place, number = change
        with np.errstate(all="ignore"):
            return [w + np.float32(number) * (i == place) for i, w in enumerate(weights)]

    return st.just(weights) | odd.map(spoil)


def told_value(fields):
    """What a function that is watched may return, or raise where it should refuse."""
    if fields["refused"]:
        return raised()
    return TREES | st.lists(st.text(max_size=5), max_size=6) | st.lists(st.floats(), max_size=6)


def thawed(fields):
    """What may come back from one thaw and a training step."""
    return st.fixed_dictionaries({"value": told_value(fields), "base": moved(fields["weights"])})


def trained_in_phases(fields, run):
    """What may come back from one training in two phases."""
    weights = moved(run["weights"])
    return st.fixed_dictionaries(
        {
            "value": told_value(fields),
            "at_thaw": st.just([]) | weights,
            "at_the_end": weights,
        }
    )


def answers(asked: Asked):
    """Answers that fit the question, from sensible to absurd."""
    fields = asked.fields
    if asked.kind == "call":
        return TREES | near_misses((5, 10), DTYPES) | near_misses((3, 3), DTYPES)
    if asked.kind == "call_each":
        pair = st.tuples(near_misses((60, 2, 1), DTYPES), near_misses((60,), DTYPES))
        count = len(fields["variants"])
        return st.lists(TREES | pair | arrays(), min_size=count, max_size=count)
    if asked.kind == "arguments_after":
        one = TREES | st.sampled_from(list(fields["args"]))
        return st.lists(one, min_size=len(fields["args"]), max_size=len(fields["args"]))
    if asked.kind in ERRORS:
        return raised()
    if asked.kind in ("errors_from_each", "errors_from_predictor"):
        names = st.lists(st.sampled_from(["ValueError", "Exception", ""]), max_size=3)
        one = st.fixed_dictionaries({"raised": names, "message": st.text(max_size=20)})
        several = fields["variants"] if "variants" in fields else fields["network"]["images"]
        return st.lists(one, min_size=len(several), max_size=len(several))
    if asked.kind == "ask_one_by_one":
        return st.tuples(*(asked_in_turn(network) for network in fields["networks"])).map(list)
    if asked.kind == "send_requests":
        texts = st.text(max_size=30) | st.sampled_from(REPLIES)
        statuses = st.sampled_from([200, 400, 413, 422, 500]) | st.integers(-(2**63), 2**64 - 1)
        given = st.lists(st.none() | near_misses((6, 5), DTYPES), max_size=2)
        one = st.fixed_dictionaries(
            {
                "value": TREES | st.tuples(statuses, texts | TREES),
                "raised": st.sampled_from(["", "ValueError", "\x1b[2J"]),
                "given": given,
            }
        )
        count = len(fields["requests"])
        return st.lists(one, min_size=count, max_size=count)
    if asked.kind == "thaw_by_script":
        count = len(fields["scripts"])
        return st.lists(thawed(fields), min_size=count, max_size=count)
    if asked.kind == "train_in_phases":
        return st.tuples(*[trained_in_phases(fields, run) for run in fields["runs"]]).map(list)
    if asked.kind == "tune_by_script":
        count = len(fields["scripts"])
        return st.lists(tuned(asked), min_size=count, max_size=count)
    if asked.kind == "draw_from_space":
        count = len(fields["seeds"])
        return st.lists(drawn(asked), min_size=count, max_size=count)
    if asked.kind == "search_by_script":
        return st.tuples(*map(searched, fields["scripts"])).map(list)
    if asked.kind == "join_by_script":
        return st.tuples(*[joined(asked, members) for members in fields["ensembles"]]).map(list)
    if asked.kind == "predict":
        shape = (fields["times"], len(fields["images"]), 10)
        count = len(fields["builds"])
        one = near_misses(shape, FLOAT32).filter(lambda a: a.shape[:1] == shape[:1])
        return st.lists(one, min_size=count, max_size=count)
    if asked.kind == "describe":
        one = st.fixed_dictionaries(
            {
                "parameters": st.integers(-(2**63), 2**64 - 1) | st.booleans(),
                "averages": st.integers(-(2**63), 2**64 - 1) | st.booleans(),
                "output_shape": st.lists(TREES, max_size=3),
            }
        )
        count = len(fields["builds"])
        return st.lists(one, min_size=count, max_size=count)
    if asked.kind == "train_then_predict":
        rows = near_misses((len(fields["held_out_images"]), 10), FLOAT32) | arrays(FLOAT32)
        return st.fixed_dictionaries(
            {"before": rows, "after": rows, "loss": st.lists(st.floats(), max_size=3)}
        )
    if asked.kind == "stream_batches":
        epochs = st.lists(batches(), min_size=fields["epochs"], max_size=fields["epochs"])
        count = len(fields["variants"])
        return st.lists(epochs, min_size=count, max_size=count)
    if asked.kind == "time_by_script":
        used = st.lists(st.integers(-(2**63), 2**64 - 1) | st.sampled_from([-1, 0, 1]), max_size=30)
        value = TREES | near_misses((2,), DTYPES) | st.tuples(st.floats(), st.floats())
        count = len(fields["scripts"])
        one = st.fixed_dictionaries({"value": value, "used": used})
        return st.lists(one, min_size=count, max_size=count)
    if asked.kind == "apply_in_stream":
        sizes = st.lists(st.integers(-(2**63), 2**64 - 1) | st.sampled_from([-1, 3, 20]))
        one = st.fixed_dictionaries(
            {
                "batches": st.lists(arrays() | near_misses((2, 9, 9, 3), DTYPES), max_size=3),
                "shape": sizes,
            }
        )
        count = len(fields["variants"])
        return st.lists(one, min_size=count, max_size=count)
    if asked.kind == "apply_in_model":
        one = arrays(FLOAT32) | near_misses(fields["images"].shape, FLOAT32)
        count = len(fields["variants"])
        return st.lists(one, min_size=count, max_size=count)
    if asked.kind == "build_on_base":
        rows = near_misses((len(fields["images"]), 4), FLOAT32) | arrays(FLOAT32)
        both = near_misses((2, len(fields["images"]), 4), FLOAT32) | arrays(FLOAT32)
        right = fields["base"]["weights"]
        one = st.fixed_dictionaries(
            {
                "outputs": rows,
                "in_training": both,
                "base": st.just(right)
                | st.lists(arrays(FLOAT32), min_size=len(right), max_size=len(right)),
                "loss": st.lists(st.floats(), max_size=3),
            }
        )
        count = len(fields["builds"])
        return st.lists(one, min_size=count, max_size=count)
    if asked.kind == "cache_by_script":
        one = st.fixed_dictionaries(
            {
                "value": TREES | arrays() | near_misses((20, 16), DTYPES),
                "dtype": st.sampled_from(["float32", "float16", "", "\x1b[2J"]),
                "computed": st.integers(-(2**63), 2**64 - 1) | st.sampled_from([0, 1]),
                "failed": st.booleans(),
            }
        )
        counts = [sum(step["do"] == "get" for step in steps) for steps in fields["scripts"]]
        return st.tuples(*[st.lists(one, min_size=count, max_size=count) for count in counts]).map(
            list
        )
    if asked.kind == "train_by_script":
        weight = st.floats() | st.sampled_from([-1.0, 0.0, 1.0, 5.0])
        one = st.fixed_dictionaries(
            {
                "epochs": st.integers(-(2**63), 2**64 - 1),
                "ends_with": weight,
                "averages": weight,
                "on_disk": st.lists(weight, max_size=20),
            }
        )
        count = len(fields["scripts"])
        return st.lists(one, min_size=count, max_size=count)
    return st.booleans()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
@hypothesis.settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
@hypothesis.given(data=st.data())
def test_no_answer_that_fits_breaks_a_judgement(check, data):
    asked = POSED[check.id]
    answer = data.draw(answers(asked))
    assert fits(asked, answer)
    (result,) = judge_frames([(check, asked)], [{"index": 0, "answer": answer}])
    assert result.outcome in {Outcome.PASSED, Outcome.INCORRECT}, result.message


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
@hypothesis.settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
@hypothesis.given(answer=TREES)
def test_any_plain_data_is_judged_or_refused(check, answer):
    (result,) = judge_frames([(check, POSED[check.id])], [{"index": 0, "answer": answer}])
    assert result.outcome is not Outcome.GRADER_FAULT, result.message


POSED = {check.id: check.pose(seed=3, data="synthetic_fashion") for check in CHECKS}


def test_a_message_that_every_check_would_give_is_given_once():
    posed = [(check, check.pose(seed=1, data="none")) for check in checks_of("evaluation.softmax")]
    error = {"type": "NameError", "message": "name 'e' is not defined", "line": "return e"}
    results = judge_frames(posed, [{"index": -1, "error": error}])
    assert {result.outcome for result in results} == {Outcome.CRASHED}
    assert [bool(result.message) for result in results] == [True] + [False] * (len(posed) - 1)


def judged(check_id, answer):
    check = next(check for check in CHECKS if check.id == check_id)
    (result,) = judge_frames([(check, POSED[check_id])], [{"index": 0, "answer": answer}])
    return result


NOTHING = np.zeros((0, 0), np.float32)
TUNED = {"asked": [], "weights": [], "outputs": NOTHING, "in_training": NOTHING}
TUNED |= {"loss": 0.0, "metrics": {}, "after": []}


@pytest.mark.parametrize(
    ("low", "high", "step"),
    [(32, 256, 1 + 1e-9), (1e-150, 1.7e158, 1.3e154), (5e-324, 1.7e308, 2), (1, 1e300, 1 + 2e-16)],
)
def test_values_by_the_billion_are_not_listed(low, high, step):
    limits = {"low": low, "high": high, "step": step, "sampling": "log", "values": None}
    told = {**TUNED, "asked": [{"name": "units", "kind": "Int", **limits}]}
    result = judged("models.build_tunable_ann.units_in_steps_of_32", [told])
    assert result.outcome is Outcome.INCORRECT


@pytest.mark.parametrize("strange", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_wrong_and_no_fault_of_ours(strange):
    rows = np.full((64, 48), 1 / 48, np.float32)
    weights = [np.full(n, strange, np.float32) for n in ((20, 32), (32,), (32, 48), (48,))]
    told = {**TUNED, "weights": weights, "outputs": rows, "in_training": rows}
    result = judged("models.build_tunable_ann.drops_as_much_as_answered", [told, told])
    assert result.outcome is Outcome.INCORRECT


def test_a_long_list_of_trials_is_read_once():
    check_id = "tuning.random_search.keeps_to_the_budget"
    scripts = POSED[check_id].fields["scripts"]
    trial = {"values": scripts[0]["settings"][-1], "score": 0.5}
    told = {"value": [trial] * 60_000, "measured": [0] * 12, "ended": ""}
    start = time.process_time()
    assert judged(check_id, [told] * len(scripts)).outcome is Outcome.INCORRECT
    assert time.process_time() - start < 5  # the list times the settings takes ten times as long
