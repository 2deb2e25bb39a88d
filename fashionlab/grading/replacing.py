"""Whether a new report may take the place of the one that is there."""

import pathlib
from collections.abc import Iterable

from fashionlab.errors import FashionlabError, SourceError
from fashionlab.grading.records import read_report

_NAMED = 5  # students in the message


def require_same_class(path: pathlib.Path, assignment: str, students: Iterable[str]) -> None:
    """Refuse to lose the marks of those who are in a report and are not graded now.

    Args:
        path: Where the new report goes. What is no report there is in nobody's way.
        assignment: Chapter id of the new report.
        students: Who is graded now.

    Raises:
        SourceError: If the report there is of another chapter, or of more students.
    """
    try:
        known = read_report(path)
    except FashionlabError:
        return
    lost = sorted(set(known.by_student()) - set(students))
    if known.assignment == assignment and not lost:
        return
    more = ", ..." if len(lost) > _NAMED else ""
    found = (
        f"one with {len(lost)} who are not: {', '.join(lost[:_NAMED])}{more}"
        if known.assignment == assignment
        else f"one of {known.assignment}"
    )
    raise SourceError(
        f"{path}: expected no report, or one of {assignment} whose students are all graded now. "
        f"Found: {found}. Give the whole class, of which only what is open runs again; or name "
        f"another --report; or add --replace."
    )
