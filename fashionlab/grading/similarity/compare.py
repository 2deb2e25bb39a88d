"""Which solutions of a class share code. An index from fingerprint to solutions, no all-pairs."""

import collections
import dataclasses
from collections.abc import Collection, Iterable, Iterator

from fashionlab.grading.similarity.fingerprints import K
from fashionlab.grading.similarity.reading import Solution

# Solutions of fewer tokens look alike whoever wrote them.
MIN_TOKENS = 40
# What this many solutions have in common may still be copied.
COMMON_COUNT = 5


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two solutions of one task that share code.

    Attributes:
        first: The solution of the student who comes first in the class.
        second: The other one.
        shared: How many fingerprints both have, those left out not counted.
        share: Float in (0, 1]: `shared` as a part of the fingerprints of the solution that
            has fewer of them.
        left_out: The k-grams that count for nobody.
    """

    first: Solution
    second: Solution
    shared: int
    share: float
    left_out: frozenset[int]

    @property
    def shorter(self) -> Solution:
        """The solution with fewer tokens."""
        return min(self.first, self.second, key=lambda solution: len(solution.tokens))

    def covered(self, solution: Solution) -> set[int]:
        """Return the places, among the tokens of one of the two, of what both share."""
        shared = {*self.first.grams} & {*self.second.grams} - self.left_out
        return _covered(place for place, gram in enumerate(solution.grams) if gram in shared)


@dataclasses.dataclass(frozen=True)
class TaskCount:
    """What became of the solutions of one task.

    Attributes:
        task: Task id.
        compared: Solutions that were compared.
        too_short: Solutions of fewer than `MIN_TOKENS` tokens.
        only_common: Solutions with fewer than `MIN_TOKENS` tokens left, once given and common
            code is left out.
    """

    task: str
    compared: int
    too_short: int
    only_common: int


@dataclasses.dataclass(frozen=True)
class Comparison:
    """What comparing the solutions of a class found.

    Attributes:
        pairs: Every pair that shares enough, the largest share first.
        tasks: One count per task that somebody solved.
    """

    pairs: list[Pair]
    tasks: list[TaskCount]


def compare(
    solutions: Iterable[Solution],
    *,
    given: frozenset[int] = frozenset(),
    common: float = 0.2,
    least: float = 0.5,
) -> Comparison:
    """Find the pairs of solutions that share a large part of their own code.

    Args:
        solutions: Of any tasks; only solutions of the same task are compared.
        given: k-grams that count for nobody: those of the exercise as handed out.
        common: Share of the solutions of a task, in [0, 1]. A k-gram that more than this
            share of them have, and more than `COMMON_COUNT`, counts for nobody.
        least: Smallest share of a pair, in [0, 1].
    """
    by_task: dict[str, list[Solution]] = {}
    for solution in solutions:
        by_task.setdefault(solution.task, []).append(solution)
    pairs: list[Pair] = []
    counts = []
    for task, everybody in by_task.items():
        long = [s for s in everybody if len(s.tokens) >= MIN_TOKENS]
        left_out = given | _common(long, common)
        compared = [s for s in long if _own_tokens(s, left_out) >= MIN_TOKENS]
        counts.append(
            TaskCount(task, len(compared), len(everybody) - len(long), len(long) - len(compared))
        )
        pairs += _pairs(compared, left_out, least)
    pairs.sort(key=lambda pair: (-pair.share, -pair.shared))
    return Comparison(pairs, counts)


def _common(solutions: Collection[Solution], share: float) -> frozenset[int]:
    """Return the k-grams that so many solutions have that they tell nothing."""
    counts = collections.Counter(gram for s in solutions for gram in set(s.grams))
    enough = max(COMMON_COUNT, share * len(solutions))
    return frozenset(gram for gram, count in counts.items() if count > enough)


def _own_tokens(solution: Solution, left_out: frozenset[int]) -> int:
    """Return how many tokens lie in some k-gram that is not left out."""
    grams = enumerate(solution.grams)
    return len(_covered(place for place, gram in grams if gram not in left_out))


def _covered(starts: Iterable[int]) -> set[int]:
    """Return the places of all tokens of the k-grams that start at some places."""
    return {start + offset for start in starts for offset in range(K)}


def _pairs(solutions: list[Solution], left_out: frozenset[int], least: float) -> Iterator[Pair]:
    """Yield the pairs that share enough, found by way of the fingerprints they share."""
    having: dict[int, list[int]] = collections.defaultdict(list)
    sizes: list[int] = []
    for number, solution in enumerate(solutions):
        prints = solution.fingerprints - left_out
        sizes.append(len(prints))
        meets: collections.Counter[int] = collections.Counter()
        for one in prints:
            meets.update(having[one])
            having[one].append(number)
        for other, shared in meets.items():
            share = shared / min(sizes[number], sizes[other])
            if share >= least:
                yield Pair(solutions[other], solution, shared, share, left_out)
