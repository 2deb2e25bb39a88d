"""The scripted tuner and search answer as the real ones do."""

import keras
import keras_tuner
import numpy as np
import pytest

from fashionlab.checks.scripted_tuning import ScriptedHyperParameters
from fashionlab.checks.small_members import join_members, small_member

QUESTIONS = [
    ("Int", ("units", 32, 256), {"step": 32}),
    ("Int", ("depth", 1, 4), {}),
    ("Int", ("width", 8, 64), {"step": 2, "sampling": "log"}),
    ("Float", ("rate", 1e-4, 1e-2), {"sampling": "log"}),
    ("Float", ("dropout", 0.0, 0.5), {"step": 0.1, "default": 0.2}),
    ("Choice", ("kind", ["relu", "tanh"]), {"ordered": False}),
    ("Boolean", ("normalize",), {}),
    ("Fixed", ("classes", 10), {}),
]


@pytest.mark.parametrize(("kind", "args", "kwargs"), QUESTIONS, ids=[q[1][0] for q in QUESTIONS])
def test_it_answers_as_kerastuner_does(kind, args, kwargs):
    real, scripted = keras_tuner.HyperParameters(), ScriptedHyperParameters(lambda call: {})
    for hp in (real, scripted):
        first = getattr(hp, kind)(*args, **kwargs)
        assert getattr(hp, kind)(*args, **kwargs) == first
        assert hp.get(args[0]) == hp[args[0]] == hp.values[args[0]] == first
        assert args[0] in hp
    assert real.values == scripted.values


@pytest.mark.parametrize(("kind", "args", "kwargs"), QUESTIONS[:6], ids=lambda value: None)
def test_it_answers_what_the_script_says(kind, args, kwargs):
    calls = []

    def ask_back(call):
        calls.append(call["asked"]["name"])
        return {"value": 64}

    hp = ScriptedHyperParameters(ask_back)
    assert getattr(hp, kind)(*args, **kwargs) == getattr(hp, kind)(*args, **kwargs) == 64
    assert calls == [args[0]]


def test_a_sampling_that_does_not_exist_is_refused_by_both():
    for hp in (keras_tuner.HyperParameters(), ScriptedHyperParameters(lambda call: {})):
        with pytest.raises(ValueError, match="sampling"):
            hp.Float("rate", 1e-4, 1e-2, sampling="logarithmic")


def test_the_first_step_of_adam_moves_by_the_learning_rate(answered):
    def build(hp):
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
        optimizer = keras.optimizers.Adam(hp.Float("rate", 1e-4, 1))
        model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    images = np.random.default_rng(1).random((8, 4), dtype=np.float32)
    labels = np.arange(8) % 3
    script = {"values": {"rate": 0.02}, "kwargs": {}, "does": "train"}
    (told,) = answered("tune_by_script", build, scripts=[script], images=images, labels=labels)
    assert [asked["name"] for asked in told["asked"]] == ["rate"]
    steps = [now - then for now, then in zip(told["after"], told["weights"], strict=True)]
    assert max(np.abs(step).max() for step in steps) == pytest.approx(0.02, rel=1e-3)
    assert list(told["metrics"]) == ["accuracy"]
    right = told["outputs"][np.arange(8), labels]
    assert told["loss"] == pytest.approx(-np.log(right).mean(), rel=1e-4)
    assert [weight.shape for weight in told["weights"]] == [(4, 3), (3,)]


def script(**kwargs):
    outcome = {"loss": 1.0, "accuracy": 0.5, "val_loss": 1.0, "fault": ""}
    outcomes = [{**outcome, "val_accuracy": n / 10} for n in range(3)]
    return {"settings": [{"n": n} for n in range(3)], "outcomes": outcomes, "kwargs": kwargs}


@pytest.fixture
def search_by(answered):
    def ask(script, search):
        (told,) = answered("search_by_script", search, scripts=[script])
        return told

    return ask


def test_a_search_is_told_of_call_by_call(search_by):
    def search(measure, draw, *, trials):
        rng = np.random.default_rng(0)
        return [measure(draw(rng))["val_accuracy"] for _ in range(trials)]

    told = search_by(script(trials=4), search)
    assert told["value"] == [place / 10 for place in told["measured"]]
    assert told["ended"] == ""


def test_a_search_that_does_not_end_is_stopped(search_by):
    def search(measure, draw):
        while True:
            try:
                draw(np.random.default_rng(0))
            except Exception:
                continue

    assert search_by(script(), search) == {"value": None, "measured": [], "ended": "endless"}


def test_a_draw_without_a_generator_is_explained(search_by):
    told = search_by(script(), lambda measure, draw: draw(3))
    assert told["ended"] == "TypeError: draw takes a NumPy generator. Received: int."


def members():
    rng = np.random.default_rng(1)
    shapes = ((6, 8), (8,), (8, 4), (4,))
    return [
        {"weights": [rng.normal(size=s).astype(np.float32) for s in shapes], "sequential": kind}
        for kind in (True, False)
    ]


def test_an_ensemble_of_the_members_themselves_changes_with_them():
    images = np.random.default_rng(2).random((5, 6), dtype=np.float32)
    told = join_members(members(), images, images, lambda networks: networks[1])
    np.testing.assert_allclose(told["later"], 0.25)
    assert told["outputs"].std() > 0.01
    for weights, member in zip(told["weights"], members(), strict=True):
        for now, then in zip(weights, member["weights"], strict=True):
            np.testing.assert_array_equal(now, then)


def test_all_members_have_the_same_name():
    assert {small_member(each).name for each in members()} == {"classifier"}
