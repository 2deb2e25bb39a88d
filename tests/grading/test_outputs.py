"""What cannot be written is told of before anything is graded."""

import os

import pytest

from fashionlab.errors import CacheNotWritable
from fashionlab.files import write_text
from fashionlab.grading.feedback import write_feedback
from fashionlab.grading.gradebook import write_csv
from fashionlab.grading.outputs import require_writable
from fashionlab.grading.records import Report, write_report


def test_new_folders_and_old_files_can_be_written(tmp_path, monkeypatch):
    (tmp_path / "old.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    files = [tmp_path / "old.json", tmp_path / "a" / "b" / "new.json"]
    require_writable(files=[*files, *map(type(tmp_path), ["here.csv"])], folders=[tmp_path / "c"])
    assert [path.name for path in tmp_path.iterdir()] == ["old.json"]


def test_a_folder_is_no_file_and_a_file_no_folder(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheNotWritable, match="Found: a folder"):
        require_writable(files=[tmp_path], folders=[])
    for place in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(CacheNotWritable, match="Found: a file of this name"):
            require_writable(files=[], folders=[place])


def test_a_locked_folder_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda place, mode: False)  # root may write everywhere
    with pytest.raises(CacheNotWritable, match=r"cannot be written to. Give another place"):
        require_writable(files=[tmp_path / "report.json"], folders=[])


def test_a_full_disk_is_told_of_and_leaves_what_was_there(tmp_path, monkeypatch, record_of):
    report = Report("ch02_ann", 1, {}, (record_of("ada"),))
    writers = {
        "report.json": lambda: write_report(report, tmp_path / "report.json"),
        "marks.csv": lambda: write_csv(report, tmp_path / "marks.csv"),
        "ada.html": lambda: write_feedback(report, tmp_path),
    }
    for write in writers.values():
        write()
    before = {name: (tmp_path / name).read_bytes() for name in writers}

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for name, write in writers.items():
        with pytest.raises(CacheNotWritable, match=rf"{name}: No space left"):
            write()
        assert (tmp_path / name).read_bytes() == before[name]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(writers)


def test_marks_are_for_their_owner_only(tmp_path, record_of):
    report = Report("ch02_ann", 1, {}, (record_of("ada"),))
    write_report(report, tmp_path / "report.json")
    write_csv(report, tmp_path / "marks.csv")
    write_text(tmp_path / "page.html", "for all")
    modes = [(tmp_path / name).stat().st_mode & 0o077 for name in ("report.json", "marks.csv")]
    assert modes == [0, 0]
    assert (tmp_path / "page.html").stat().st_mode & 0o040
