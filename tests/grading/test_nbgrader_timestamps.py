"""What a learner can put in the place of nbgrader's `timestamp.txt`, and nobody is stopped by."""

import datetime
import os
import time

import pytest
from nbgrader.apps import NbGraderAPI, api, autogradeapp
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from fashionlab.errors import GraderFault
from fashionlab.grading.nbgrader import configure

pytestmark = pytest.mark.filterwarnings("default")  # nbgrader's own

ASSIGNMENT, COURSE_ID = "ch01_data", "fashionlab"
METHODS = [(CourseDirectory, "get_existing_timestamp"), (NbGraderAPI, "get_submitted_timestamp")]
BAD = {
    "garbage": b"yesterday",
    "empty": b"",
    "too_long": b"9" * 400_000,
    "spaces": b" " * 2**20,
    "nul": b"\0",
    "not_utf8": b"\xff\xfe",
    "first_year": b"0001-01-01 00:00:00 UTC",
    "last_year": b"9999-12-31 23:59:59 UTC",
}


@pytest.fixture
def nbgrader(tmp_path, monkeypatch):
    """The formgrader's view of a course in which no autograding has taken place."""
    for module in (api, autogradeapp):
        monkeypatch.setattr(module, "Autograde", Autograde)
    for owner, name in METHODS:  # as nbgrader comes, also after a test that configured it
        monkeypatch.setattr(owner, name, lambda *_, name=name: pytest.fail(f"nbgrader's {name}"))
    config = Config()
    configure(config)
    config.CourseDirectory.course_id = COURSE_ID
    config.CourseDirectory.root = str(tmp_path)
    config.NbGraderAPI.timezone = "America/New_York"
    (tmp_path / "source" / ASSIGNMENT).mkdir(parents=True)
    return NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)


def _place(nbgrader, student):
    folder = nbgrader.coursedir.format_path("submitted", student, ASSIGNMENT)
    os.makedirs(folder)
    return os.path.join(folder, "timestamp.txt")


@pytest.mark.slow  # a gradebook is made
def test_the_formgrader_lists_everybody_whatever_their_timestamp_holds(nbgrader):
    for student, content in BAD.items():
        with open(_place(nbgrader, student), "wb") as file:
            file.write(content)
    os.mkdir(_place(nbgrader, "folder"))
    os.mkfifo(_place(nbgrader, "pipe"))
    secret = nbgrader.coursedir.root + "/time"
    with open(secret, "w") as file:
        file.write("2026-01-02 10:00:00 UTC")
    os.symlink(secret, _place(nbgrader, "symlink"))
    os.symlink("/dev/zero", _place(nbgrader, "endless"))
    _place(nbgrader, "none")
    start = time.process_time()
    listed = {entry["student"]: entry for entry in nbgrader.get_submissions(ASSIGNMENT)}
    assert time.process_time() - start < 2
    assert set(listed) == {*BAD, "folder", "pipe", "symlink", "endless", "none"}
    assert {entry["timestamp"] for entry in listed.values()} == {None}
    assert nbgrader.get_assignment(ASSIGNMENT)["num_submissions"] == len(listed)


def test_a_time_is_read_in_its_zone(nbgrader):
    with open(_place(nbgrader, "ada"), "w") as file:
        file.write("2026-01-02 10:00:00.123456 Europe/Istanbul\n")
    expected = datetime.datetime(2026, 1, 2, 7, 0, 0, 123456)
    assert nbgrader.get_submitted_timestamp(ASSIGNMENT, "ada") == expected
    folder = nbgrader.coursedir.format_path("submitted", "ada", ASSIGNMENT)
    assert nbgrader.coursedir.get_existing_timestamp(folder) == expected


@pytest.mark.parametrize(("owner", "name"), METHODS)
def test_an_nbgrader_that_reads_timestamps_elsewhere_is_refused(nbgrader, owner, name, monkeypatch):
    monkeypatch.delattr(owner, name)
    with pytest.raises(GraderFault, match=rf"{owner.__name__}\.{name}.*Install nbgrader"):
        configure(Config())
