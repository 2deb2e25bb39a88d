"""One HTML page per learner. Every text is escaped; no page holds a script."""

import collections
import hashlib
import pathlib
import re
import unicodedata
from importlib import resources

from fashionlab.chapters import get_chapter
from fashionlab.checks.results import Outcome
from fashionlab.files import write_text
from fashionlab.grading.records import Record, Report, total

_IN_WORDS = {
    Outcome.PASSED: "passed",
    Outcome.INCORRECT: "not right yet",
    Outcome.NOT_ATTEMPTED: "not attempted",
    Outcome.CRASHED: "stopped with an error",
    Outcome.TIMED_OUT: "took too long",
    Outcome.OUT_OF_MEMORY: "used too much memory",
    Outcome.REFUSED: "refused",
    Outcome.GRADER_FAULT: "open: the grader failed, your instructor will look at it",
}


def in_words(outcome: str) -> str:
    """Return an outcome as a learner reads it."""
    return _IN_WORDS[Outcome(outcome)]


def feedback_page(records: list[Record]) -> str:
    """Render the page of one learner.

    Args:
        records: All records of one student for one assignment, at least one.
    """
    import jinja2

    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["in_words"] = in_words
    environment.filters["other_messages"] = other_messages
    template = resources.files("fashionlab.grading") / "templates" / "feedback.html.j2"
    return environment.from_string(template.read_text(encoding="utf-8")).render(
        student=records[0].student,
        assignment=get_chapter(records[0].assignment),
        records=records,
        total=total(records),
        maximum=sum(record.max_points for record in records),
    )


def other_messages(record: Record) -> list[str]:
    """Return the messages that no listed check already shows."""
    shown = {f"{c.title}: {c.message}" for c in record.checks if c.title}
    return [message for message in record.messages if message not in shown]


def write_feedback(report: Report, folder: pathlib.Path) -> list[pathlib.Path]:
    """Write a page for every student of a report.

    Args:
        report: What was graded.
        folder: Where `<student>.html` files go; made if missing.

    Returns:
        The files, in the order of the students.

    Raises:
        CacheNotWritable: If a page cannot be written: no space left, or not allowed.
    """
    students = report.by_student()
    alike = collections.Counter(map(_spelt_alike, students))
    written = []
    for student, records in students.items():
        path = folder / f"{_file_name(student, twin=alike[_spelt_alike(student)] > 1)}.html"
        write_text(path, feedback_page(records))
        written.append(path)
    return written


def _file_name(student: str, *, twin: bool) -> str:
    """A safe file name that is this student's alone, whoever else is or was graded."""
    # A name that begins with a dash is an option to most programs.
    name = re.sub(r"[^\w.@+-]", "_", student).lstrip(".-")
    # A file system counts bytes, up to 255 of them with the ending.
    name = name.encode()[:200].decode(errors="ignore")
    mark = hashlib.sha256(student.encode()).hexdigest()[:_MARK_DIGITS]
    # Nobody may be called what another one's page is called.
    if name != student or twin or _MARKED.search(name):
        return f"{name or 'student'}-{mark}"
    return name


_MARK_DIGITS = 12
_MARKED = re.compile(rf"-[0-9a-f]{{{_MARK_DIGITS}}}$", re.IGNORECASE)


def _spelt_alike(name: str) -> str:
    """What two names have in common that some file systems take for the same."""
    return unicodedata.normalize("NFKC", name).casefold()
