"""What is counted: top-k, superclasses, per class, pairs of models, fronts, reports."""

import json
import pathlib
import subprocess
import sys

import numpy as np
import pytest

from fashionlab import data, evaluation
from fashionlab.errors import InvalidArgument, NotImplementedYet
from fashionlab.filling import fill_from
from fashionlab.tasks import separate_solutions

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMES = ("coat", "shirt", "bag", "boot", "dress", "sandal")


@pytest.fixture(autouse=True, scope="module")
def solved():
    with separate_solutions():
        fill_from(ROOT / "solutions")
        yield


def drawn(seed=0, n=300, num_classes=6):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, num_classes - 1, n)  # the last class never occurs
    scores = rng.normal(size=(n, num_classes)) + 1.5 * np.eye(num_classes)[labels]
    return np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True), labels


@pytest.mark.parametrize("k", [1, 2, 5, 6])
def test_top_k_agrees_with_sklearn(k):
    from sklearn.metrics import accuracy_score, top_k_accuracy_score

    probabilities, labels = drawn()
    measured = evaluation.top_k_accuracy(probabilities, labels, k)
    if k == 1:
        assert measured == pytest.approx(accuracy_score(labels, probabilities.argmax(axis=1)))
    if k == 6:
        assert measured == 1.0
    else:
        expected = top_k_accuracy_score(labels, probabilities, k=k, labels=range(6))
        assert measured == pytest.approx(expected)


def test_a_model_that_says_the_same_of_everything_gains_nothing_by_ties():
    same = np.full((4, 10), 0.1)
    # The first two classes are named, as np.argmax names the first.
    assert evaluation.top_k_accuracy(same, np.array([0, 1, 2, 9]), 2) == 0.5
    assert evaluation.top_k_accuracy(same, np.array([0, 1, 2, 9]), 1) == 0.25


@pytest.mark.parametrize("k", [0, 4])
def test_top_k_says_which_k_it_cannot_measure(k):
    with pytest.raises(ValueError, match=f"Expected.*Received.*k={k}"):
        evaluation.top_k_accuracy(np.eye(3), np.arange(3), k)


@pytest.mark.parametrize(
    ("probabilities", "labels", "said"),
    [
        (np.eye(3), [0, 1, 3], "0 to 3"),
        (np.eye(3), [0, 1], r"shape \(2,\)"),
        (np.eye(3), [0.0, 1.0, 2.0], "float64"),
        (np.full((3, 3), np.nan), [0, 1, 2], "9 values that are nan"),
        (np.ones(3), [0, 1, 2], r"shape \(3,\)"),
        (np.ones((0, 3)), [], r"shape \(0, 3\)"),
    ],
)
def test_a_report_says_what_it_cannot_measure(probabilities, labels, said):
    with pytest.raises(InvalidArgument, match=f"Expected.*Received.*{said}"):
        evaluation.report_of(probabilities, np.array(labels), "abc")


TREES = data.Superclasses(
    fine_names=NAMES,
    coarse_names=("clothes", "things", "shoes"),
    coarse_of_fine=(0, 0, 1, 2, 0, 2),
)


def test_a_superclass_counts_its_classes_as_one():
    probabilities, labels = drawn()
    groups = {name: TREES.coarse_of_fine[number] for number, name in enumerate(NAMES)}
    predicted = probabilities.argmax(axis=1)
    hits = [groups[NAMES[p]] == groups[NAMES[r]] for p, r in zip(predicted, labels, strict=True)]
    expected = sum(hits) / len(hits)
    assert evaluation.superclass_accuracy(probabilities, labels, TREES) == pytest.approx(expected)
    assert evaluation.superclass_accuracy(predicted, labels, TREES) == pytest.approx(expected)
    assert expected > evaluation.accuracy(probabilities, labels)


def test_the_superclass_report_adds_up_to_the_whole():
    probabilities, labels = drawn()
    rows = evaluation.superclass_report(probabilities, labels, TREES)
    assert [row.name for row in rows] == ["clothes", "things", "shoes"]
    total = sum(row.support for row in rows)
    assert total == len(labels)
    fine = sum(row.accuracy * row.support for row in rows) / total
    coarse = sum(row.superclass_accuracy * row.support for row in rows) / total
    assert fine == pytest.approx(evaluation.accuracy(probabilities, labels))
    assert coarse == pytest.approx(evaluation.superclass_accuracy(probabilities, labels, TREES))


def test_summed_superclasses_run_the_learners_function():
    from fashionlab import solves

    probabilities, labels = drawn()
    table = np.array(TREES.coarse_of_fine)
    sums = np.stack([probabilities[:, table == s].sum(axis=1) for s in range(3)], axis=1)
    expected = float(np.mean(sums.argmax(axis=1) == table[labels]))
    measured = evaluation.superclass_accuracy(probabilities, labels, TREES, summed=True)
    assert measured == pytest.approx(expected)
    assert measured != evaluation.superclass_accuracy(probabilities, labels, TREES)
    rows = evaluation.superclass_report(probabilities, labels, TREES, summed=True)
    total = sum(row.superclass_accuracy * row.support for row in rows) / len(labels)
    assert total == pytest.approx(expected)
    with separate_solutions():

        @solves(evaluation.superclass_scores)
        def superclass_scores(probabilities, labels, coarse_of_fine):
            return 0.125, np.full(3, 0.25)

        assert evaluation.superclass_accuracy(probabilities, labels, TREES, summed=True) == 0.125
        rows = evaluation.superclass_report(probabilities, labels, TREES, summed=True)
        assert {row.superclass_accuracy for row in rows} == {0.25}


def test_classes_cannot_be_summed():
    with pytest.raises(InvalidArgument, match="Only probabilities can be summed"):
        evaluation.superclass_accuracy(np.array([1]), np.array([0]), TREES, summed=True)


def test_superclasses_refuse_classes_they_do_not_have():
    with pytest.raises(InvalidArgument, match="predictions from 0 to 5"):
        evaluation.superclass_accuracy(np.array([6]), np.array([0]), TREES)


def test_the_classification_report_has_sklearns_numbers():
    from sklearn.metrics import precision_recall_fscore_support

    probabilities, labels = drawn()
    predictions = probabilities.argmax(axis=1)
    predictions[predictions == 3] = 2  # a class that is never predicted
    rows = evaluation.classification_report(labels, predictions, NAMES)
    expected = precision_recall_fscore_support(
        labels, predictions, labels=range(6), zero_division=0
    )
    measured = np.array([(row.precision, row.recall, row.f1, row.support) for row in rows])
    np.testing.assert_allclose(measured, np.transpose(expected))
    assert [row.name for row in rows] == list(NAMES)


def test_the_most_confused_pairs_come_first():
    matrix = np.array([[5, 3, 0], [7, 1, 0], [0, 3, 9]])
    pairs = evaluation.most_confused_pairs(matrix, "abc", 10)
    assert [(pair.right, pair.predicted, pair.count) for pair in pairs] == [
        ("b", "a", 7),
        ("a", "b", 3),
        ("c", "b", 3),
    ]
    assert pairs[0].share == pytest.approx(7 / 8)
    assert len(evaluation.most_confused_pairs(matrix, "abc", 1)) == 1
    assert evaluation.most_confused_pairs(np.diag([2, 3, 4]), "abc") == ()


def test_a_matrix_of_shares_or_too_few_names_are_refused():
    with pytest.raises(InvalidArgument, match="float64"):
        evaluation.most_confused_pairs(np.eye(3) / 3, "abc")
    with pytest.raises(InvalidArgument, match="2 names"):
        evaluation.most_confused_pairs(np.eye(3, dtype=int), "ab")


def answers(right, num_classes=2):
    """Probabilities that are right where `right` says so; every label is 0."""
    return np.eye(num_classes)[np.where(right, 0, 1)]


def two_models(both, only_a, only_b, neither):
    a = [1] * both + [1] * only_a + [0] * only_b + [0] * neither
    b = [1] * both + [0] * only_a + [1] * only_b + [0] * neither
    return answers(np.array(a)), answers(np.array(b)), np.zeros(len(a), dtype=int)


def test_the_exact_test_counts_coin_tosses():
    from math import comb

    compared = evaluation.compare_paired(*two_models(70, 12, 4, 14))
    tail = sum(comb(16, heads) for heads in range(5)) / 2**16
    assert compared.p_exact == pytest.approx(2 * tail)
    assert compared.p_mid == pytest.approx(2 * (tail - comb(16, 4) / 2**16 / 2))
    assert (compared.only_a, compared.only_b, compared.images) == (12, 4, 100)
    assert (compared.accuracy_a, compared.accuracy_b) == pytest.approx((0.82, 0.74))
    assert compared.difference == pytest.approx(0.08)
    assert compared.low < 0.08 < compared.high
    assert "+8.00 points" in str(compared)


def test_mid_p_of_a_published_table():
    # Bentur et al. 2009, as computed in Fagerland, Lydersen and Laake 2013: 1 against 7.
    compared = evaluation.compare_paired(*two_models(1, 1, 7, 12))
    assert compared.p_exact == pytest.approx(0.0703, abs=5e-5)
    assert compared.p_mid == pytest.approx(0.0391, abs=5e-5)


def test_swapping_the_models_mirrors_the_comparison():
    a, b, labels = two_models(50, 9, 3, 8)
    forth, back = evaluation.compare_paired(a, b, labels), evaluation.compare_paired(b, a, labels)
    assert (back.low, back.high) == pytest.approx((-forth.high, -forth.low))
    assert back.p_mid == pytest.approx(forth.p_mid)


def test_models_that_agree_are_not_told_apart():
    compared = evaluation.compare_paired(*two_models(90, 0, 0, 10))
    assert (compared.p_exact, compared.p_mid, compared.difference) == (1.0, 1.0, 0.0)
    assert compared.low < 0 < compared.high
    even = evaluation.compare_paired(*two_models(90, 5, 5, 0))
    assert even.p_exact == 1.0
    assert 0.8 < even.p_mid < 1.0


def test_the_interval_holds_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(400):
        right_a, right_b = rng.random((2, 300)) < np.array([[0.9], [0.85]])
        compared = evaluation.compare_paired(
            answers(right_a), answers(right_b), np.zeros(300, dtype=int)
        )
        held += compared.low <= 0.05 <= compared.high
    assert 0.92 < held / 400 < 0.98


def test_a_pair_must_be_of_the_same_images():
    with pytest.raises(InvalidArgument, match="same images"):
        evaluation.compare_paired(np.eye(3), np.eye(4), np.arange(3))
    with pytest.raises(InvalidArgument, match=r"confidence.*Received: 95"):
        evaluation.compare_paired(np.eye(3), np.eye(3), np.arange(3), confidence=95)


def beaten(point, points):
    return any(other[0] <= point[0] and other[1] >= point[1] and other != point for other in points)


@pytest.mark.parametrize("seed", range(20))
def test_the_front_is_what_nothing_beats(seed):
    rng = np.random.default_rng(seed)
    # Few different values, so that there are ties.
    points = [tuple(map(float, point)) for point in rng.integers(0, 6, (12, 2))]
    front = evaluation.pareto_front(points)
    assert set(front) == {i for i, point in enumerate(points) if not beaten(point, points)}
    assert [points[i][0] for i in front] == sorted(points[i][0] for i in front)


def test_a_front_of_nothing_and_of_what_was_not_measured():
    assert evaluation.pareto_front([]) == []
    with pytest.raises(ValueError, match="finite"):
        evaluation.pareto_front([(1.0, 0.5), (float("nan"), 0.9)])


def test_a_report_is_plain_data_and_complete():
    from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, log_loss

    probabilities, labels = drawn()
    predictions = probabilities.argmax(axis=1)
    report = evaluation.report_of(probabilities, labels, NAMES)
    assert report.accuracy == pytest.approx(accuracy_score(labels, predictions))
    assert report.loss == pytest.approx(log_loss(labels, probabilities, labels=range(6)))
    assert report.matrix == tuple(
        map(tuple, confusion_matrix(labels, predictions, labels=range(6)).tolist())
    )
    macro = f1_score(labels, predictions, average="macro", labels=range(6), zero_division=0)
    assert report.macro_f1 == pytest.approx(macro)
    assert report.top_k_accuracy == evaluation.top_k_accuracy(probabilities, labels, 5)
    assert json.loads(json.dumps(report.as_dict())) == report.as_dict()
    assert report.confused(1)[0].count == max(
        count for row, counts in enumerate(report.matrix) for column, count in enumerate(counts)
        if row != column
    )  # fmt: skip


def test_a_report_names_as_many_classes_as_there_are():
    report = evaluation.report_of(np.eye(3), np.arange(3), "abc")
    assert (report.k, report.top_k_accuracy) == (3, 1.0)


def test_a_report_runs_the_learners_functions():
    from fashionlab import solves

    with separate_solutions():
        with pytest.raises(NotImplementedYet, match=r"evaluation\.\w+ is not"):
            evaluation.report_of(np.eye(3), np.arange(3), "abc")
        fill_from(ROOT / "solutions")

        @solves(evaluation.accuracy)
        def accuracy(probabilities, labels):
            return 0.125

        assert evaluation.report_of(np.eye(3), np.arange(3), "abc").accuracy == 0.125


def test_a_report_needs_no_later_chapter_until_somebody_asks():
    probabilities, labels = drawn()
    with separate_solutions():
        for chapter in ("ch02_ann", "ch03_cnn"):
            fill_from(ROOT / "solutions" / f"{chapter}.py")
        report = evaluation.report_of(probabilities, labels, NAMES)
        assert report.accuracy > 0.2
        assert report.top_k_accuracy is None
        with pytest.raises(NotImplementedYet, match=r"evaluation\.per_class_scores is not"):
            report.as_dict()
        with pytest.raises(NotImplementedYet, match=r"evaluation\.confused_pairs is not"):
            report.confused()


def test_a_comparison_runs_the_learners_functions():
    from fashionlab import solves

    with separate_solutions():
        fill_from(ROOT / "solutions")

        @solves(evaluation.paired_interval)
        def paired_interval(right_a, right_b, *, confidence=0.95):
            return 0.25, -confidence, confidence

        @solves(evaluation.mcnemar_exact)
        def mcnemar_exact(right_a, right_b):
            return 0.75

        compared = evaluation.compare_paired(*two_models(90, 5, 5, 0), confidence=0.5)
    assert (compared.difference, compared.low, compared.high) == (0.25, -0.5, 0.5)
    assert compared.p_exact == 0.75


def test_evaluate_measures_stored_images():
    from fashionlab.quiet import import_keras

    keras = import_keras()
    rng = np.random.default_rng(0)
    split = data.Split(rng.integers(0, 256, (40, 8, 8), dtype=np.uint8), rng.integers(0, 6, 40))
    inputs = keras.Input((8, 8, 1))
    outputs = keras.layers.Dense(6, activation="softmax")(keras.layers.Flatten()(inputs))
    model = keras.Model(inputs, outputs)
    report = evaluation.evaluate(model, split, NAMES, batch_size=16)
    scores = (split.images.reshape(40, 64) / 255.0) @ np.asarray(model.get_weights()[0])
    assert report.accuracy == pytest.approx(np.mean(scores.argmax(axis=1) == split.labels))
    assert report.images == 40


def test_importing_costs_no_framework_and_one_file_names_the_backends():
    program = (
        "import sys, fashionlab.evaluation, fashionlab.plots; "
        "print([name for name in ('tensorflow', 'keras', 'jax', 'torch', 'sklearn', 'scipy', "
        "'matplotlib', 'plotly') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
    folder = pathlib.Path(evaluation.__file__).parent
    naming = [
        path.name
        for path in sorted(folder.glob("*.py"))
        if 'import_module("' in path.read_text(encoding="utf-8")
    ]
    assert naming == ["backends.py"]
