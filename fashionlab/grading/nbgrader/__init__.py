"""nbgrader as format, gradebook, formgrader and exporter; grading itself is ours.

A course's `nbgrader_config.py` calls `configure(get_config())`. From then on
`nbgrader autograde` and the formgrader's button give the marks that
`fashionlab grade` gives, and no line of a learner runs in their process or in
a kernel. Four seams make that so, the first two are nbgrader's own options:

1. `Autograde.autograde_preprocessors`: `IsolatedGrade` in place of `Execute`
   writes points and messages into the check cells as data, and `SaveGrades`
   leaves open what the grader could not judge.
2. `Autograde.exporter_class`: `SubmissionExporter` builds the notebook to grade
   afresh from the gradebook's record of the assignment. The learner's file is
   only ever read by `fashionlab.source`, so it cannot fail, add, remove or
   re-value a cell.
3. The name `Autograde` in `nbgrader.apps.autogradeapp` and `nbgrader.apps.api`.
   nbgrader offers no option for the class that walks the folders, and as it
   comes it passes over a learner without a notebook. `choose` replaces the
   name; a course without `configure` still gets nbgrader's own class.
4. The two methods of nbgrader that read a learner's `timestamp.txt`: `timestamps`
   replaces them, because one that holds no time stops nbgrader as it comes.

Without the last two seams everything but odd folders would still work.
"""

import os
import shutil
import sys
import warnings
from typing import Any

from fashionlab.errors import GraderFault

__all__ = ["configure"]

_HERE = "fashionlab.grading.nbgrader"
EXPORTER = f"{_HERE}.exporter.SubmissionExporter"
_REPLACED = {
    "Execute": f"{_HERE}.preprocessors.IsolatedGrade",
    "SaveAutoGrades": f"{_HERE}.preprocessors.SaveGrades",
}


def configure(config: Any) -> None:
    """Make a course's autograde step run our checks behind the wall.

    The settings are dotted names, not classes, because the formgrader shows
    them as JSON. Calling it again changes nothing.

    Args:
        config: What `get_config()` gives in `nbgrader_config.py`.

    Raises:
        GraderFault: If the installed nbgrader has no such seams. Nothing is
            graded then, rather than graded with `Execute`.
    """
    from nbgrader.converters import Autograde

    from fashionlab.grading.nbgrader.choose import choose_by_course
    from fashionlab.grading.nbgrader.timestamps import tolerate_bad_timestamps

    steps = [_dotted(step) for step in Autograde.autograde_preprocessors.default()]
    missing = _REPLACED.keys() - {step.rpartition(".")[2] for step in steps}
    if missing or not hasattr(Autograde, "exporter_class"):
        raise GraderFault(
            f"Expected nbgrader 0.9, whose autograde step can be configured. Missing here: "
            f"{', '.join(sorted(missing)) or 'exporter_class'}. Install nbgrader>=0.9.5,<0.10."
        )
    config.Autograde.autograde_preprocessors = [
        _REPLACED.get(step.rpartition(".")[2], step) for step in steps
    ]
    config.Autograde.exporter_class = EXPORTER
    choose_by_course()
    tolerate_bad_timestamps()
    # nbgrader 0.9 makes SQLAlchemy 2 warn of each new submission, to no one's use.
    warnings.filterwarnings("ignore", "Object of type .* not in session", module=r"nbgrader\.")
    _let_nbgrader_find_alembic()


def _dotted(step: Any) -> str:
    return step if isinstance(step, str) else f"{step.__module__}.{step.__name__}"


def _let_nbgrader_find_alembic() -> None:
    """Nbgrader starts `alembic` by name, which fails where the environment is not activated."""
    if shutil.which("alembic") is None:
        here = os.path.dirname(sys.executable)
        os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), here])
