"""Every comparison by its id."""

from fashionlab.comparison.plan import Row
from fashionlab.comparison.rows import (
    architectures,
    cifar100,
    complexity,
    cost,
    ladder,
    transfer,
)

ROWS: dict[str, Row] = {
    module.ROW.id: module.ROW
    for module in (transfer, ladder, cifar100, cost, architectures, complexity)
}
"""Every comparison by its id."""
