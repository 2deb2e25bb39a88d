"""The comparisons of the course: which models, how trained, which figures were published.

"Given" models are built and trained as others describe them; the others are
ours. Settings of ours are chosen on validation images, never on test images.
One module per row; models that stand in several rows are in `garments`.
"""

from fashionlab.comparison.rows.choosing import choose, get_row
from fashionlab.comparison.rows.table import ROWS

__all__ = ["ROWS", "choose", "get_row"]
