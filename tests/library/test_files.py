"""A folder that one process at a time works in."""

import os
import signal
import subprocess
import sys

import pytest

from fashionlab.errors import CacheNotWritable, FolderInUse
from fashionlab.files import alone_in, alone_with

HOLD = """
import pathlib, sys
from fashionlab.files import alone_in
with alone_in(pathlib.Path(sys.argv[1])):
    print("inside", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def neighbour(tmp_path):
    """Another process that is at work in the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "inside\n"
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def test_another_process_is_told_of(tmp_path, neighbour):
    with pytest.raises(FolderInUse, match="give another folder"), alone_in(tmp_path):
        pass


@pytest.mark.parametrize("end", ["killed", "finished"])
def test_the_lock_goes_with_the_process(tmp_path, neighbour, end):
    if end == "killed":
        os.kill(neighbour.pid, signal.SIGKILL)
    else:
        neighbour.stdin.close()
    neighbour.wait()
    with alone_in(tmp_path):
        pass


def test_a_file_is_worked_with_by_one_at_a_time(tmp_path):
    with alone_with(tmp_path / "report.ledger"):
        with alone_with(tmp_path / "other.ledger"):
            pass
        again = alone_with(tmp_path / "report.ledger")
        with pytest.raises(FolderInUse, match="give another file"), again:
            pass
    with alone_with(tmp_path / "report.ledger"):
        pass


def test_one_after_the_other_is_no_trouble(tmp_path):
    for _ in range(2):
        with alone_in(tmp_path / "new"):
            assert (tmp_path / "new").is_dir()


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheNotWritable, match="Give another folder"), alone_in(tmp_path / "file"):
        pass
