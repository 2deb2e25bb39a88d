"""`check` in a notebook that nbgrader runs by itself, in a course without `configure`."""

import nbformat
import numpy as np
import pytest
from nbgrader.validator import Validator

from fashionlab import check, pipelines, solves
from fashionlab.errors import CheckNotPassed
from fashionlab.tasks import separate_solutions

HEAD = "from fashionlab import check, pipelines, solves\nimport numpy as np"
RIGHT = """@solves(pipelines.normalize)
def normalize(images):
    x = images.astype(np.float32) / 255
    return x[..., None] if x.ndim == 3 else x"""
WRONG = RIGHT.replace("255", "256")
LABEL = {"schema_version": 3, "grade": True, "solution": False, "locked": True, "points": 2}


def _solve(source):
    exec(source, {"solves": solves, "pipelines": pipelines, "np": np})


@pytest.fixture(autouse=True)
def _no_solutions():
    with separate_solutions():
        yield


@pytest.mark.parametrize("run", ["autograde", "validate"])
def test_a_check_that_did_not_pass_is_an_error_where_nbgrader_runs_it(run, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", run)
    with pytest.raises(CheckNotPassed, match="not written yet"):
        check(pipelines.normalize)
    _solve(WRONG)
    with pytest.raises(CheckNotPassed, match=r"^✗ pipelines\.normalize: ") as caught:
        check(pipelines.normalize)
    assert "Hint: " in str(caught.value)
    _solve(RIGHT)
    assert check(pipelines.normalize).passed


def test_for_a_learner_it_stays_a_verdict(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    _solve(WRONG)
    assert not check(pipelines.normalize).passed


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # nbgrader's own
def test_nbgrader_sees_which_check_failed_and_shows_no_traceback(tmp_path):
    cells = [nbformat.v4.new_code_cell(HEAD)]
    for name, solution in (("right", RIGHT), ("wrong", WRONG)):
        label = {"nbgrader": {**LABEL, "grade_id": name}}
        cells.append(nbformat.v4.new_code_cell(solution))
        cells.append(
            nbformat.v4.new_code_cell(f"check(pipelines.normalize)  # {name}", metadata=label)
        )
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "ada.ipynb")
    [failed] = Validator().validate(str(tmp_path / "ada.ipynb"))["failed"]
    assert failed["source"].endswith("# wrong")
    assert failed["raw_error"].startswith("CheckNotPassed: ✗ pipelines.normalize: ")
    assert "Traceback" not in failed["raw_error"]
    assert ".py" not in failed["raw_error"]
