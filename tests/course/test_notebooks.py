"""The notebooks as a learner runs them, in a kernel of their own."""

import pathlib
import re
import shutil
import time

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from fashionlab.authoring.release import source_notebook
from fashionlab.chapters import CHAPTERS
from fashionlab.tasks import tasks_of

ROOT = pathlib.Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow
chapters = pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=lambda c: c.id)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A learner's folder: the released exercises beside the solutions of earlier chapters."""
    monkeypatch.setenv("FASHIONLAB_STATE", str(tmp_path / "state"))
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    return tmp_path / "exercises"


def run(notebook, folder, *, seconds=600):
    client = NotebookClient(
        notebook, timeout=seconds, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    return notebook


def texts(notebook):
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    shown = [
        output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in outputs
    ]
    return outputs, "".join(shown)


# The most that the kernel has held, by Linux's own count.
PEAK = "import re; print(re.search(r'VmHWM.*', open('/proc/self/status').read())[0])"
LARGEST = 4_000_000  # kB
# How long a learner waits for a whole notebook; chapters 8 to 11 train on photos or many times.
LONGEST = {chapter.id: 1200 if 8 <= chapter.number <= 11 else 600 for chapter in CHAPTERS.values()}


@chapters
def test_a_solved_notebook_runs_from_top_to_bottom(chapter, course):
    notebook = source_notebook(ROOT / "solutions" / f"{chapter.id}.py")
    notebook["cells"].append(nbformat.v4.new_code_cell(PEAK, id="peak"))
    begin = time.perf_counter()
    outputs, text = texts(run(notebook, course, seconds=LONGEST[chapter.id]))
    seconds = time.perf_counter() - begin
    peak = int(re.search(r"VmHWM:\s*(\d+) kB", text)[1])
    print(f"{chapter.id}: {seconds:.0f} s, {peak / 1e6:.2f} GB")
    # The client's own limit is one for each cell.
    assert seconds < LONGEST[chapter.id]
    assert peak < LARGEST
    for task in tasks_of(chapter.id):
        assert f"{task.id}: all checks passed." in text
    noise = [o["text"] for o in outputs if o["output_type"] == "stream" and o["name"] == "stderr"]
    assert noise == []


@chapters
def test_a_blank_notebook_runs_to_its_first_unfilled_task(chapter, course):
    notebook = nbformat.read(course / chapter.notebook, as_version=4)
    with pytest.raises(CellExecutionError) as caught:
        run(notebook, course)
    assert "is not written yet" in str(caught.value)
    assert chapter.notebook in str(caught.value)
    first = tasks_of(chapter.id)[0]
    assert f"{first.id}: not written yet" in texts(notebook)[1]
