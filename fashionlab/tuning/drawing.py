"""Values drawn from a search space."""

from typing import Any

import numpy as np

from fashionlab.tasks import stub
from fashionlab.tuning.space import Space


@stub("ch10_tuning", number=2, points=3)
def draw_values(space: Space, rng: np.random.Generator) -> dict[str, Any]:
    """Draw a value for each setting of a search space, each on its own.

    - `tuning.Choice`: one of `values`, each as likely as the others.
    - `tuning.Int`: one of `low`, `low + step`, `low + 2 * step`, ... up to `high`, each
      as likely as the others. `high` is included, and is one of them. (Here `log` is
      False for every Int.)
    - `tuning.Float`: a number from `low` to `high`, each part of the range as likely
      as any other of the same width. If `log` is True, each *factor* is: from 0.001
      to 0.1, half of the values lie below 0.01.

    Args:
        space: Dict from the name of a setting to a `tuning.Choice`, `tuning.Int` or
            `tuning.Float`. Their limits are attributes: `space["units"].low`.
        rng: The only source of chance. The next call with the same generator draws
            other values; a new generator with the same seed draws the same again.

    Returns:
        Dict from each name of the space to a value: an element of `values` for a
        Choice, an int for an Int, a float for a Float.
    """
