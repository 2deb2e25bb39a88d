import pytest

from fashionlab.errors import GraderFault, SourceError, UnknownTask
from fashionlab.grading.course import make_course, run_nbgrader

CONFIG = "nbgrader_config.py"
NOTEBOOK = "source/ch01_data/ch01_data.ipynb"


@pytest.fixture
def said():
    return []


@pytest.fixture
def make(tmp_path, said):
    def make(**more):
        return make_course(tmp_path / "course", ["ch01_data"], say=said.append, **more)

    return make


def _names(written, tmp_path):
    return [path.relative_to(tmp_path / "course").as_posix() for path in written]


def test_a_course_holds_its_settings_its_source_and_a_place_for_submissions(make, tmp_path):
    assert _names(make(), tmp_path) == [CONFIG, NOTEBOOK]
    assert (tmp_path / "course" / "submitted").is_dir()
    assert "BEGIN SOLUTION" in (tmp_path / "course" / NOTEBOOK).read_text(encoding="utf-8")


def test_making_it_again_changes_nothing(make, said):
    make()
    assert make() == []
    assert said == []


def test_an_old_file_is_brought_up_to_date(make, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "fashionlab.grading.course.CONFIG", "# older\nimport fashionlab.grading.nbgrader\n"
    )
    make()
    monkeypatch.undo()
    assert _names(make(), tmp_path) == [CONFIG]


def test_a_file_the_instructor_changed_is_left_alone_and_named(make, tmp_path, said):
    make()
    path = tmp_path / "course" / NOTEBOOK
    path.write_text("mine", encoding="utf-8")
    assert make() == []
    assert path.read_text(encoding="utf-8") == "mine"
    assert len(said) == 1
    assert "changed by hand" in said[0]
    assert str(path) in said[0]


def test_settings_in_which_nbgrader_would_run_code_itself_are_refused(make, tmp_path):
    path = tmp_path / "course" / CONFIG
    path.parent.mkdir()
    path.write_text("c = get_config()\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"without a wall.*configure\(c\)"):
        make()
    path.write_text(
        "from fashionlab.grading.nbgrader import configure\nc = get_config()\nconfigure(c)\n",
        encoding="utf-8",
    )
    assert _names(make(), tmp_path) == [NOTEBOOK]


def test_notes_cut_short_stop_nothing(make, tmp_path):
    make()
    (tmp_path / "course" / ".fashionlab-course.json").write_text('{"nbgr', encoding="utf-8")
    assert make() == []


def test_a_removed_file_comes_back(make, tmp_path):
    make()
    (tmp_path / "course" / CONFIG).unlink()
    assert _names(make(), tmp_path) == [CONFIG]


def test_an_unknown_assignment_is_refused(tmp_path):
    with pytest.raises(UnknownTask, match="ch99"):
        make_course(tmp_path, ["ch99"])


def test_missing_solutions_are_named(make, tmp_path):
    with pytest.raises(SourceError, match=r"ch01_data\.py: expected the solutions"):
        make(solutions=tmp_path)


def test_a_failing_nbgrader_command_says_why(tmp_path):
    with pytest.raises(GraderFault, match="exit code 1"):
        run_nbgrader(tmp_path, "autograde", "nowhere")
