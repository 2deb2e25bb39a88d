"""The solutions of a class, task by task, as fingerprints. Nothing is executed."""

import dataclasses
import pathlib
from collections.abc import Iterable

from fashionlab.checks.results import clean
from fashionlab.errors import SourceError
from fashionlab.grading.reading import read_apart
from fashionlab.grading.similarity.fingerprints import k_grams, winnow
from fashionlab.grading.similarity.tokens import Token, tokens_of
from fashionlab.grading.submission import Submission
from fashionlab.source import read_cells
from fashionlab.source.statements import read_statements


@dataclasses.dataclass(frozen=True)
class Solution:
    """One student's solution of one task.

    Attributes:
        student: Printable.
        task: Task id.
        text: The module text of the task.
        tokens: Its normalised tokens.
        grams: Hash of the k-gram that starts at each token.
        fingerprints: The grams that winnowing keeps.
    """

    student: str
    task: str
    text: str
    tokens: list[Token]
    grams: list[int]
    fingerprints: frozenset[int]


@dataclasses.dataclass(frozen=True)
class Unread:
    """What could not be read, and so was compared with nothing.

    Attributes:
        student: Printable.
        task: Task id; empty where it is the whole file.
        why: One sentence or more, cleaned.
    """

    student: str
    task: str
    why: str


def read_solutions(submissions: Iterable[Submission]) -> tuple[list[Solution], list[Unread]]:
    """Read the solutions of a class; blank exercises are left out.

    Args:
        submissions: As `find_submissions` lists them.
    """
    solutions: list[Solution] = []
    unread: list[Unread] = []
    for submission in submissions:
        try:
            _read(submission, solutions, unread)
        except Exception as error:
            # One file, however odd, never keeps the instructor from the others.
            unread.append(Unread(submission.student, "", _in_words(error)))
    return solutions, unread


def _read(submission: Submission, solutions: list[Solution], unread: list[Unread]) -> None:
    contents = read_apart(submission)
    if contents.unreadable is not None:
        unread.append(Unread(submission.student, "", contents.unreadable))
    for problem in contents.problems:
        if problem.fatal and problem.task_id:
            unread.append(Unread(submission.student, problem.task_id, problem.message))
    for task_id, source in contents.tasks.items():
        if source.blank:
            continue
        try:
            tokens = tokens_of(source.text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            unread.append(Unread(submission.student, task_id, _in_words(error)))
            continue
        grams = k_grams([token.kind for token in tokens])
        solutions.append(
            Solution(submission.student, task_id, source.text, tokens, grams, winnow(grams))
        )


def _in_words(error: Exception) -> str:
    return clean(f"{type(error).__name__}: {error}")


def given_code(notebook: pathlib.Path) -> frozenset[int]:
    """Return the k-grams of the code that a released exercise gives to everyone.

    Args:
        notebook: The exercise as it is handed out.

    Raises:
        SourceError: If it cannot be read.
    """
    statements = []
    for cell in read_cells(notebook):
        found = read_statements(cell) if cell.kind == "code" else []
        statements += found if isinstance(found, list) else []
    try:
        tokens = tokens_of("\n".join(statement.text for statement in statements))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SourceError(
            f"{notebook}: expected the exercise as it is handed out. Found: code that Python "
            f"cannot read ({type(error).__name__})."
        ) from None
    return frozenset(k_grams([token.kind for token in tokens]))
