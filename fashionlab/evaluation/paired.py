"""Is one model better than another, or is it luck with the test images?"""

import dataclasses

import numpy as np

from fashionlab.errors import InvalidArgument
from fashionlab.evaluation.arguments import checked_labels, checked_probabilities
from fashionlab.evaluation.mcnemar import mcnemar_exact
from fashionlab.evaluation.metrics import accuracy
from fashionlab.evaluation.paired_interval import paired_interval


@dataclasses.dataclass(frozen=True)
class PairedComparison:
    """Two models, measured on the same images.

    Attributes:
        images: How many images both were measured on.
        accuracy_a: Accuracy of the first model, 0 to 1.
        accuracy_b: Accuracy of the second model, 0 to 1.
        only_a: Images that the first model alone gets right.
        only_b: Images that the second model alone gets right.
        difference: Accuracy of the first minus that of the second, -1 to 1.
        low: Lower end of the confidence interval of the difference.
        high: Upper end of the confidence interval of the difference.
        confidence: How often such an interval holds the true difference, 0 to 1.
        p_exact: How often two equally good models differ at least this much.
            Exact McNemar test, two-sided; on the careful side.
        p_mid: The same by the mid-p McNemar test, which is less careful and
            closer to the stated level. Use this one.
    """

    images: int
    accuracy_a: float
    accuracy_b: float
    only_a: int
    only_b: int
    difference: float
    low: float
    high: float
    confidence: float
    p_exact: float
    p_mid: float

    def as_dict(self) -> dict[str, float]:
        """Return the figures under their names."""
        return dataclasses.asdict(self)

    def __str__(self) -> str:
        return (
            f"{100 * self.difference:+.2f} points "
            f"({100 * self.confidence:.0f} % interval {100 * self.low:+.2f} to "
            f"{100 * self.high:+.2f}, p = {self.p_mid:.3g}; "
            f"only the first right: {self.only_a}, only the second: {self.only_b}, "
            f"of {self.images} images)"
        )


def compare_paired(
    probabilities_a: np.ndarray,
    probabilities_b: np.ndarray,
    labels: np.ndarray,
    *,
    confidence: float = 0.95,
) -> PairedComparison:
    """Compare two models on the same images.

    Images that both get right, or both wrong, say nothing about which model
    is better. Of the others each is won by one of the two; if the models were
    equally good, by either with probability 1/2 (McNemar 1947). The test
    knows the luck of the drawn images only. It does not know that training
    again with another seed gives another model: compare several seeds too.
    Difference, interval and exact test come from the tasks
    `evaluation.paired_interval` and `evaluation.mcnemar_exact`.

    Args:
        probabilities_a: Float array of shape (n, num_classes), first model.
        probabilities_b: The same for the second model.
        labels: Integer array of shape (n,), each in [0, num_classes).
        confidence: Level of the interval, above 0 and below 1.

    Returns:
        The comparison. The interval is that of Bonett and Price 2012; the
        tests are described in Fagerland, Lydersen and Laake 2013.

    Raises:
        InvalidArgument: If the arrays do not fit together, or `confidence` is out of range.
    """
    rows_a, rows_b = checked_probabilities(probabilities_a), checked_probabilities(probabilities_b)
    if rows_a.shape != rows_b.shape:
        raise InvalidArgument(
            "Expected both models' probabilities for the same images and classes. "
            f"Received: shapes {rows_a.shape} and {rows_b.shape}."
        )
    if not 0 < confidence < 1:
        raise InvalidArgument(
            f"Expected confidence between 0 and 1, such as 0.95. Received: {confidence!r}."
        )
    right = checked_labels(labels, *rows_a.shape)
    right_a, right_b = rows_a.argmax(axis=1) == right, rows_b.argmax(axis=1) == right
    only_a = int(np.count_nonzero(right_a & ~right_b))
    only_b = int(np.count_nonzero(right_b & ~right_a))
    difference, low, high = paired_interval(right_a, right_b, confidence=confidence)
    p_exact = float(mcnemar_exact(right_a, right_b))
    return PairedComparison(
        images=len(right),
        accuracy_a=float(accuracy(rows_a, right)),
        accuracy_b=float(accuracy(rows_b, right)),
        only_a=only_a,
        only_b=only_b,
        difference=float(difference),
        low=float(low),
        high=float(high),
        confidence=confidence,
        p_exact=p_exact,
        p_mid=_mid_p(p_exact, only_a, only_b),
    )


def _mid_p(p_exact: float, only_a: int, only_b: int) -> float:
    """Take half of what was observed off the exact p-value (Fagerland et al. 2013, equation 2)."""
    from scipy import stats

    if only_a + only_b == 0:
        return 1.0
    observed = float(stats.binom.pmf(only_a, only_a + only_b, 0.5))
    return p_exact - observed * (0.5 if only_a == only_b else 1.0)
