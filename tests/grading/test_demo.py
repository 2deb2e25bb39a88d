"""Where the demo writes."""

import pytest

from fashionlab.errors import SourceError
from fashionlab.grading.demo import _make_empty


def test_a_folder_with_somebody_s_files_is_refused_and_left_as_it_is(tmp_path):
    kept = tmp_path / "gradebook.db"
    kept.write_text("marks")
    with pytest.raises(SourceError, match="Found: other files"):
        _make_empty(tmp_path)
    assert kept.read_text() == "marks"


def test_a_folder_of_an_earlier_demo_is_emptied(tmp_path):
    folder = tmp_path / "new" / "demo"
    _make_empty(folder)
    (folder / "report.json").write_text("old")
    _make_empty(folder)
    assert not (folder / "report.json").exists()
