"""What chains of layers say in NumPy; alternatives in every style pass, see test_alternatives."""

import numpy as np
import pytest

from fashionlab.checks.anatomy import expect_made_of
from fashionlab.checks.asserts import Mismatch
from fashionlab.checks.chains import Numbers, Plan, Style, answers_of, scores_of
from fashionlab.checks.questions import Setting, fill_and_predict

BUILDS = ({"input_shape": (8, 7, 2), "filters": (6,), "hidden_units": 9, "num_classes": 5},)


def plan_of(build):
    return Plan(build["filters"], (build["hidden_units"], build["num_classes"]))


def weights(*more):
    shapes = [("conv", (3, 3, 2, 6)), ("hidden", (36, 9)), ("last", (9, 5))]
    told = [
        {"path": f"{name}/{part}", "shape": list(size), "learned": True}
        for name, shape in shapes
        for part, size in (("kernel", shape), ("bias", shape[-1:]))
    ]
    return [*told, *more]


def asked():
    return fill_and_predict(*BUILDS).pose(Setting(np.random.default_rng(1), "any"))


def answer(question, told, **style):
    plan = plan_of(BUILDS[0])
    numbers = Numbers(told, question.fields["seed"], plan, (8, 7, 2))
    (images,) = question.fields["images"]
    rows = next(answers_of(scores_of(images, numbers, plan, Style(**style))))
    return [{"weights": told, "outputs": rows.astype(np.float32)}]


@pytest.mark.parametrize(
    "style", [{}, {"activations": ("mish",) * 3}, {"pools_first": True}, {"scaling": (2.0, -1.0)}]
)
def test_any_style_is_right(style):
    question = asked()
    expect_made_of(answer(question, weights(), **style), question, plan_of)


def _row(path, shape, learned=True):
    return {"path": path, "shape": shape, "learned": learned}


WRONG = {
    "idle weights": weights(_row("idle/weight", [40])),
    "a kernel too many": weights(_row("more/kernel", [9, 9])),
    "a normalization that nothing goes through": weights(_row("norm/gamma", [17])),
    "a normalization of two sizes": weights(_row("norm/gamma", [6]), _row("norm/beta", [5])),
    "an enormous weight": weights(_row("big/weight", [2**62, 4])),
    "a weight without numbers": weights(_row("none/weight", [2**62, 0])),
    "frozen layers": [{**row, "learned": False} for row in weights()],
    "no weights": [],
}


@pytest.mark.parametrize("name", WRONG)
def test_weights_that_do_not_belong_are_refused(name):
    question = asked()
    (told,) = answer(question, weights())
    with pytest.raises(Mismatch):
        expect_made_of([{**told, "weights": WRONG[name]}], question, plan_of)


def test_answers_of_other_numbers_are_refused():
    question = asked()
    (told,) = answer(question, weights())
    for rows in (told["outputs"][::-1], np.full((3, 5), 0.2, np.float32), told["outputs"] * np.nan):
        with pytest.raises(Mismatch):
            expect_made_of([{**told, "outputs": rows}], question, plan_of)
