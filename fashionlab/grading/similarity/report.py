"""The report an instructor reads: on a page and as CSV. Every text is escaped; no script."""

import csv
import dataclasses
import pathlib
from importlib import resources

from fashionlab.chapters import get_chapter
from fashionlab.grading.gradebook import harmless
from fashionlab.grading.similarity.compare import COMMON_COUNT, MIN_TOKENS, Pair, TaskCount
from fashionlab.grading.similarity.fingerprints import K
from fashionlab.grading.similarity.marking import marked_lines
from fashionlab.grading.similarity.reading import Unread

NOTICE = (
    "This list changes no mark and proves nothing: look at the two texts, then talk to both "
    "students. Honest work looks alike where the task leaves little choice, where both followed "
    "one book or one lecture, and where working together was allowed."
)


@dataclasses.dataclass(frozen=True)
class SimilarityReport:
    """What is shown of a comparison.

    Attributes:
        assignment: Chapter id.
        submissions: How many were looked at.
        pairs: Those shown, the largest share first.
        found: How many pairs share enough, also those not shown.
        tasks: One count per task that somebody solved.
        unread: What could not be read.
        least: Smallest share of a pair, in [0, 1].
        common: Share of a class from which on code is common, in [0, 1].
        given: Where given code was read from; None if nowhere.
    """

    assignment: str
    submissions: int
    pairs: tuple[Pair, ...]
    found: int
    tasks: tuple[TaskCount, ...]
    unread: tuple[Unread, ...]
    least: float
    common: float
    given: str | None

    def notes(self) -> list[str]:
        """Return what a reader needs to know to judge the list, a sentence or two each."""
        shown = f", {len(self.pairs)} shown" if self.found > len(self.pairs) else ""
        given = (
            f"Code given in {self.given} is left out."
            if self.given
            else "The exercise as handed out was not found, so code given in it counts, unless "
            "many have it: name its folder with --exercises."
        )
        return [
            f"{self.submissions} submissions of {self.assignment}. Pairs that share "
            f"{self.least:.0%} or more: {self.found}{shown}.",
            f"{given} So is code that more than {self.common:.0%} of the class and more than "
            f"{COMMON_COUNT} students have. Solutions of fewer than {MIN_TOKENS} tokens are too "
            f"short to compare.",
            f"The share counts runs of {K} tokens of the shorter solution that the other has "
            f"too. One changed token breaks up to {K} runs, so more tokens are marked than the "
            f"share says.",
            NOTICE,
        ]


def write_page(report: SimilarityReport, path: pathlib.Path) -> None:
    """Write one HTML page: the table of pairs, then both texts of each side by side."""
    import jinja2

    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = resources.files("fashionlab.grading") / "templates" / "similarity.html.j2"
    page = environment.from_string(template.read_text(encoding="utf-8")).render(
        report=report,
        title=get_chapter(report.assignment).title,
        marked_lines=marked_lines,
        extent=extent,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")


def write_csv(report: SimilarityReport, path: pathlib.Path) -> None:
    """Write one row per pair shown."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        # Quoted: where the comma is a decimal sign, a spreadsheet cuts cells at semicolons.
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow(
            ["student_a", "student_b", "task", "shared_percent", "marked_tokens", "tokens"]
        )
        for pair in report.pairs:
            shared, tokens = extent(pair)
            writer.writerow(
                [
                    harmless(pair.first.student),
                    harmless(pair.second.student),
                    pair.first.task,
                    round(100 * pair.share),
                    shared,
                    tokens,
                ]
            )


def extent(pair: Pair) -> tuple[int, int]:
    """Return how many tokens of the shorter solution are shared, and how many it has."""
    return len(pair.covered(pair.shorter)), len(pair.shorter.tokens)
