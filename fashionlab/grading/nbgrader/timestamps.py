"""A learner's `timestamp.txt` that holds no time counts as none, where nbgrader would stop.

nbgrader reads the file in two places, in `nbgrader autograde` and to list the
submissions in the formgrader, and offers no option for either.
"""

import datetime
import pathlib
from typing import Any

from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from fashionlab.errors import GraderFault

# "2026-02-01 12:00:00.123456 Europe/Istanbul" has 42. It takes seconds to find out that
# 400,000 digits are no date, and a hundred times as long for ten times as many.
_LONGEST = 100  # bytes


def _get_existing_timestamp(coursedir: Any, dest_path: str) -> datetime.datetime | None:
    """Read when a submission was handed in; None if its folder does not tell."""
    path = pathlib.Path(dest_path, "timestamp.txt")
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            text = file.read(_LONGEST + 1)
        if len(text) <= _LONGEST:
            time: datetime.datetime = parse_utc(text.decode().strip())
            # The first and the last year there are have times that no other zone can tell.
            if datetime.MINYEAR < time.year < datetime.MAXYEAR:
                return time
    except Exception:  # dateutil has a wide choice of errors, and nbgrader fails to report one
        pass
    coursedir.log.warning("%s holds no date and time; it is passed over.", path)
    return None


def _get_submitted_timestamp(
    api: Any, assignment_id: str, student_id: str
) -> datetime.datetime | None:
    """Read when a student handed an assignment in; None if their folder does not tell."""
    folder = api.coursedir.format_path(api.coursedir.submitted_directory, student_id, assignment_id)
    return _get_existing_timestamp(api.coursedir, folder)


def tolerate_bad_timestamps() -> None:
    """Read every `timestamp.txt` in this process so that none can stop nbgrader.

    Raises:
        GraderFault: If this nbgrader reads them elsewhere.
    """
    ours = {CourseDirectory: _get_existing_timestamp, NbGraderAPI: _get_submitted_timestamp}
    for owner, reader in ours.items():
        name = reader.__name__.removeprefix("_")
        if not hasattr(owner, name):
            raise GraderFault(
                f"Expected {owner.__module__}.{owner.__name__}.{name}, as in nbgrader 0.9. "
                f"Found: no such method. Install nbgrader>=0.9.5,<0.10."
            )
        setattr(owner, name, reader)
