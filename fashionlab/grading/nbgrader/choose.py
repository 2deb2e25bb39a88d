"""Which class `nbgrader autograde` walks the submissions with, course by course."""

from typing import Any

from nbgrader.apps import api, autogradeapp
from nbgrader.converters import Autograde

from fashionlab.errors import GraderFault


class AutogradeOfCourse(Autograde):  # type: ignore[misc]
    """Stands where nbgrader looks for `Autograde` and makes the one the course asks for."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        """Return our autograder if the course's config calls `configure`, else nbgrader's."""
        from fashionlab.grading.nbgrader import EXPORTER
        from fashionlab.grading.nbgrader.autograde import IsolatedAutograde

        config = getattr(kwargs.get("parent"), "config", {})
        isolated = config.get("Autograde", {}).get("exporter_class") == EXPORTER
        return (IsolatedAutograde if isolated else Autograde)(*args, **kwargs)


def choose_by_course() -> None:
    """Put `AutogradeOfCourse` where the command line and the formgrader find `Autograde`.

    Raises:
        GraderFault: If this nbgrader keeps its autograder elsewhere.
    """
    for module in (autogradeapp, api):
        found = getattr(module, "Autograde", None)
        if found not in (Autograde, AutogradeOfCourse):
            raise GraderFault(
                f"Expected {module.__name__}.Autograde, as in nbgrader 0.9. Found: {found!r}. "
                f"Install nbgrader>=0.9.5,<0.10."
            )
        module.Autograde = AutogradeOfCourse
