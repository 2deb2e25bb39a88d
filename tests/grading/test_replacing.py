"""A new report loses nobody's marks."""

import pytest

from fashionlab.errors import SourceError
from fashionlab.grading.records import Report, write_report
from fashionlab.grading.replacing import require_same_class


@pytest.fixture
def report(tmp_path, record_of):
    path = tmp_path / "report.json"
    records = tuple(map(record_of, ("ada", "bo", "cy")))
    write_report(Report("ch02_ann", 1, {}, records), path)
    return path


@pytest.mark.parametrize("students", [["ada", "bo", "cy"], ["ada", "bo", "cy", "di"]])
def test_the_same_class_and_a_larger_one_may_be_written(report, students):
    require_same_class(report, "ch02_ann", students)


def test_one_student_does_not_replace_the_class(report):
    with pytest.raises(SourceError, match=r"2 who are not: ada, cy\..*--replace"):
        require_same_class(report, "ch02_ann", ["bo"])


def test_another_chapter_does_not_replace_it(report):
    with pytest.raises(SourceError, match=r"one of ch02_ann.*another --report"):
        require_same_class(report, "ch03_cnn", ["ada", "bo", "cy"])


def test_what_is_no_report_is_in_nobody_s_way(report):
    report.write_text("{}")
    require_same_class(report, "ch02_ann", ["bo"])
    report.unlink()
    require_same_class(report, "ch02_ann", ["bo"])
