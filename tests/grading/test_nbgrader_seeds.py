import contextlib
import json
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from fashionlab.errors import GraderFault
from fashionlab.grading.examination import SEED_VARIABLE, Examination
from fashionlab.grading.nbgrader import seeds, session
from fashionlab.grading.nbgrader.seeds import FILE, seed_of_course
from fashionlab.grading.nbgrader.session import Session
from fashionlab.grading.submission import Submission

ASSIGNMENT, DATA = "ch01_data", "synthetic_fashion"


@pytest.fixture(autouse=True)
def _no_chosen_seed(monkeypatch):
    monkeypatch.delenv(SEED_VARIABLE, raising=False)


def test_each_assignment_and_data_set_keeps_its_own_seed(tmp_path):
    asked = [(ASSIGNMENT, DATA), ("ch02_ann", DATA), (ASSIGNMENT, "fashion_mnist")]
    drawn = [seed_of_course(tmp_path, *one) for one in asked]
    assert len(set(drawn)) == 3
    assert [seed_of_course(tmp_path, *one) for one in asked] == drawn


def test_only_the_owner_can_read_the_seeds(tmp_path):
    mask = os.umask(0)
    try:
        seed_of_course(tmp_path, ASSIGNMENT, DATA)
    finally:
        os.umask(mask)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {FILE: 0o600, ".fashionlab-seeds.lock": 0o600}


def test_a_chosen_seed_wins_and_nothing_is_kept(tmp_path, monkeypatch):
    kept = seed_of_course(tmp_path / "kept", ASSIGNMENT, DATA)
    monkeypatch.setenv(SEED_VARIABLE, "autumn")
    chosen = seed_of_course(tmp_path / "kept", ASSIGNMENT, DATA)
    assert chosen != kept
    assert seed_of_course(tmp_path, ASSIGNMENT, DATA) == chosen
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    "damaged",
    [b"", b'{"ch01_data": {"synthetic_fashion": 12345678', b"\xff", b"[]", b"[" * 100_000]
    + [
        json.dumps({ASSIGNMENT: own}).encode()
        for own in (12345678, {DATA: "12345678"}, {DATA: None}, {DATA: -12345678}, {DATA: 2**63})
    ],
)
def test_a_damaged_file_is_told_and_left_alone(damaged, tmp_path):
    (tmp_path / FILE).write_bytes(damaged)
    with pytest.raises(GraderFault, match=r"Expected .* Found: .* delete it") as caught:
        seed_of_course(tmp_path, ASSIGNMENT, DATA)
    assert str(tmp_path / FILE) in str(caught.value)
    assert "12345678" not in str(caught.value)  # it may stand in a log
    assert (tmp_path / FILE).read_bytes() == damaged


def test_a_seed_that_cannot_be_kept_is_not_used(tmp_path):
    (tmp_path / ".fashionlab-seeds.lock").mkdir()  # root may write into every folder
    with pytest.raises(GraderFault, match="cannot be kept"):
        seed_of_course(tmp_path, ASSIGNMENT, DATA)


def test_two_that_begin_at_the_same_time_end_with_the_same_seed(tmp_path, monkeypatch):
    both = threading.Barrier(2, timeout=10)
    here = threading.local()
    read, draw = seeds._read, seeds.grading_seed

    def read_together(path):
        found = read(path)
        if not hasattr(here, "began"):
            here.began = both.wait()
        return found

    def draw_slowly():
        time.sleep(0.2)
        return draw()

    monkeypatch.setattr(seeds, "_read", read_together)
    monkeypatch.setattr(seeds, "grading_seed", draw_slowly)
    with ThreadPoolExecutor(2) as pool:
        drawn = list(pool.map(lambda _: seed_of_course(tmp_path, ASSIGNMENT, DATA), range(2)))
    assert len(set(drawn)) == 1


@pytest.fixture
def examined(monkeypatch):
    """The seeds of the examinations that were drawn."""
    drawn = []

    def examine(assignment, *, seed, data_name):
        drawn.append(seed)
        return Examination(assignment, seed, data_name, {})

    class Grader:
        def __init__(self, examination, isolation, worker):
            self.examination = examination

        def grade(self, submission, note):
            return [self.examination]

    monkeypatch.setattr(session, "examine", examine)
    monkeypatch.setattr(session, "Grader", Grader)
    monkeypatch.setattr(session, "Worker", contextlib.nullcontext)
    monkeypatch.setattr(session, "isolation_level", lambda: session)
    monkeypatch.setattr(session, "level", "full", raising=False)
    return drawn


def test_the_formgrader_and_a_later_process_ask_the_same_questions(tmp_path, examined):
    formgrader, later = Session(), Session()
    first = formgrader.prepare(ASSIGNMENT, tmp_path)
    assert formgrader.prepare(ASSIGNMENT, tmp_path) is first
    assert later.prepare(ASSIGNMENT, tmp_path) == first
    other = formgrader.prepare(ASSIGNMENT, tmp_path / "other")
    assert examined == [first.seed, first.seed, other.seed]
    assert other.seed != first.seed
    for each in (formgrader, later):
        each.close()


def test_a_deleted_file_means_new_questions_from_the_next_run_on(tmp_path, examined):
    graders = Session()
    first = graders.prepare(ASSIGNMENT, tmp_path)
    (tmp_path / FILE).unlink()
    submission = Submission("ada", tmp_path / "ada.ipynb", ASSIGNMENT)
    assert graders.grade(submission, tmp_path) == [first]
    second = graders.prepare(ASSIGNMENT, tmp_path)
    assert second.seed != first.seed
    assert graders.grade(submission, tmp_path) == [second]
    graders.close()
