"""Is one model better than another, or is it luck with the test images?"""

import dataclasses

import numpy as np

from fashionlab.errors import InvalidArgument
from fashionlab.evaluation.arguments import checked_labels, checked_probabilities
from fashionlab.evaluation.metrics import accuracy


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
    low, high = _interval(only_a, only_b, len(right), confidence)
    p_exact, p_mid = _mcnemar(only_a, only_b)
    return PairedComparison(
        images=len(right),
        accuracy_a=float(accuracy(rows_a, right)),
        accuracy_b=float(accuracy(rows_b, right)),
        only_a=only_a,
        only_b=only_b,
        difference=(only_a - only_b) / len(right),
        low=low,
        high=high,
        confidence=confidence,
        p_exact=p_exact,
        p_mid=p_mid,
    )


def _mcnemar(only_a: int, only_b: int) -> tuple[float, float]:
    """Exact and mid-p value, two-sided (Fagerland et al. 2013, equations 1 and 2)."""
    from scipy import stats

    decided = only_a + only_b
    if decided == 0:
        return 1.0, 1.0
    exact = float(stats.binomtest(only_a, decided).pvalue)
    observed = float(stats.binom.pmf(only_a, decided, 0.5))
    return exact, exact - observed * (0.5 if only_a == only_b else 1.0)


def _interval(only_a: int, only_b: int, images: int, confidence: float) -> tuple[float, float]:
    """Interval of the difference of two paired shares (Bonett and Price 2012).

    One image more on either side keeps the width above 0 where the models
    agree on every image.
    """
    from scipy import stats

    share_a, share_b = (only_a + 1) / (images + 2), (only_b + 1) / (images + 2)
    difference = share_a - share_b
    spread = np.sqrt((share_a + share_b - difference**2) / (images + 2))
    margin = stats.norm.ppf((1 + confidence) / 2) * spread
    return float(max(difference - margin, -1.0)), float(min(difference + margin, 1.0))
