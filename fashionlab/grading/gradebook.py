"""The gradebook as a CSV file."""

import csv
import io
import pathlib

from fashionlab.checks.results import Outcome
from fashionlab.files import write_text
from fashionlab.grading.records import Report, total

# A spreadsheet runs a cell that starts with one of these as a formula; some also with the
# wide forms of East Asian keyboards.
_FORMULA_STARTS = (*"=+-@", *"\uff1d\uff0b\uff0d\uff20", "\t", "\r", "\n")


def write_csv(report: Report, path: pathlib.Path) -> None:
    """Write one row per student: points per task, their sum, what is open.

    Args:
        report: What was graded.
        path: The file, which only its owner may read; replaced whole or not at all.

    Raises:
        CacheNotWritable: If it cannot be written: no space left, or not allowed.
    """
    students = report.by_student()
    tasks = list(dict.fromkeys(record.task for record in report.records))
    table = io.StringIO()
    # Quoted: where the comma is a decimal sign, a spreadsheet cuts cells at semicolons.
    writer = csv.writer(table, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(["student", "assignment", *tasks, "points", "max_points", "open_tasks"])
    for student, records in students.items():
        points = {r.task: r.points for r in records}
        faults = [r.task for r in records if r.outcome == Outcome.GRADER_FAULT]
        writer.writerow(
            [
                harmless(student),
                report.assignment,
                *("" if points.get(task) is None else points[task] for task in tasks),
                total(records),
                sum(r.max_points for r in records),
                " ".join(faults),
            ]
        )
    write_text(path, table.getvalue(), private=True)


def harmless(text: str) -> str:
    """Return text that a spreadsheet shows and never runs."""
    # Spaces of every script are passed over, and then the control characters among them too.
    starts = (text.lstrip(" "), text.lstrip())
    return f"'{text}" if any(s.startswith(_FORMULA_STARTS) for s in starts) else text
