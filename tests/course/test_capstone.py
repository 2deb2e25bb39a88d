"""The capstone: a learner's own notebooks fill the library, and the whole of it runs on them."""

import json
import os
import pathlib
import re
import subprocess
import sys

import nbformat
import pytest

from fashionlab.authoring.markers import cell_id
from fashionlab.authoring.release import source_notebook
from fashionlab.chapters import CHAPTERS
from fashionlab.cli import options
from fashionlab.errors import SourceError
from fashionlab.tasks import all_tasks, get_task, separate_solutions

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLANK = ROOT / "exercises"

# Not what the course's solutions answer: whoever runs them cannot get the figures below.
OWN = {
    "models.build_ann": """
@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    inputs = keras.Input(input_shape)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(keras.layers.Flatten()(inputs))
    return keras.Model(inputs, outputs)
""",
    "models.build_cnn": """
@solves(models.build_cnn)
def build_cnn(
    input_shape=(28, 28, 1),
    num_classes=10,
    *,
    filters=(32, 64),
    hidden_units=128,
    dropout_rate=0.5,
):
    inputs = keras.Input(input_shape)
    maps = keras.layers.Conv2D(5, 3, strides=3, activation="relu")(inputs)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(keras.layers.Flatten()(maps))
    return keras.Model(inputs, outputs)
""",
    "evaluation.accuracy": """
@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return 0.123
""",
    "evaluation.confused_pairs": """
@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    return [(0, 6, 777)]
""",
}


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    """A folder of solved notebooks; three functions in them are recognised by their answers."""
    folder = tmp_path_factory.mktemp("learner") / "exercises"
    folder.mkdir()
    for chapter in CHAPTERS.values():
        notebook = source_notebook(ROOT / "solutions" / f"{chapter.id}.py")
        cells = {cell["id"]: cell for cell in notebook["cells"]}
        for task_id, source in OWN.items():
            if get_task(task_id).chapter_id == chapter.id:
                cells[cell_id(get_task(task_id))]["source"] = source.strip()
        nbformat.write(notebook, folder / chapter.notebook)
    return folder


def compare(folder, *more):
    """Run the command beside the notebooks, where no solutions of the course are near."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "fashionlab.cli", "compare", "fashion_mnist"),
            *("--fill", folder.name, "--data", "synthetic_fashion", "--subset", "100"),
            *("--seeds", "1", *more),
        ],
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


@pytest.mark.slow
def test_a_comparison_runs_on_the_learners_own_functions(mine):
    names = ("ann_128_64", "cnn_32_64", "cnn_deeper")
    done = compare(mine, *(part for name in names for part in ("--only", name)))
    assert done.returncode == 0, done.stderr
    assert f"From exercises: {len(all_tasks())} of {len(all_tasks())} functions." in done.stdout
    (line,) = re.findall(r"Your functions that were used, \d+: (.+)\.\n", done.stdout)
    used = line.split(", ")
    assert set(used) >= {
        *OWN,
        "data.stratified_subset",
        "models.build_deeper_cnn",
        "pipelines.make_dataset",
        "evaluation.confusion_matrix",
        "evaluation.pareto_front",
    }
    report = mine.parent / "build" / "compare" / "B1-synthetic_fashion-100"
    rows = json.loads((report / "table.json").read_text())
    # No hidden layer, and one of five small kernels: not the course's networks.
    parameters = {row["model"]: row["parameters"] for row in rows}
    assert parameters["ann_128_64"] == 784 * 10 + 10
    assert parameters["cnn_32_64"] == 5 * 10 + (9 * 9 * 5) * 10 + 10
    assert set(parameters) == set(names)
    for row in rows:
        assert row["test_accuracy_mean"] == 0.123
        assert "777" in (report / "cards" / f"{row['model']}.md").read_text()


@pytest.mark.slow
def test_a_comparison_on_blank_notebooks_says_what_to_write_first(tmp_path):
    folder = tmp_path / "exercises"
    folder.symlink_to(BLANK)
    done = compare(folder, "--only", "ann_128_64")
    assert done.returncode == 2
    assert "ch02_ann.ipynb: evaluation.softmax" in done.stdout
    assert "data.stratified_subset is not written yet" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_filling_says_how_many_functions_came_and_which_did_not(mine, tmp_path, capsys):
    (mine / "ch02_ann.ipynb").rename(tmp_path / "kept")
    try:
        with separate_solutions():
            options.fill(mine)
    finally:
        (tmp_path / "kept").rename(mine / "ch02_ann.ipynb")
    total = len(all_tasks())
    assert capsys.readouterr().out.splitlines() == [
        f"From {mine}: {total - 4} of {total} functions.",
        "Not written yet:",
        "  ch02_ann.ipynb: evaluation.softmax, evaluation.cross_entropy, models.build_ann, "
        "evaluation.accuracy",
    ]


def test_a_folder_without_notebooks_is_told(tmp_path, capsys):
    with separate_solutions(), pytest.raises(SourceError, match="Found: nothing"):
        options.fill(tmp_path / "exercises")
    with separate_solutions():
        options.fill(tmp_path)
    assert f"From {tmp_path}: 0 of " in capsys.readouterr().out
