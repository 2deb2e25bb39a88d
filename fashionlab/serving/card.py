"""A short model card, from figures that were measured."""

from collections.abc import Mapping
from typing import Any

from fashionlab.tasks import stub


@stub("ch12_shipping", number=4, points=3)
def model_card(figures: Mapping[str, Any]) -> str:
    r"""Write a model card in Markdown, and refuse where a figure is missing.

    With a single accuracy the card says `89.0 % (1 seed)`, without a spread.
    With three it looks like this, heading by heading::

        # Model card: NAME

        ## Data

        Trained on 50,000 images of DATASET.

        ## Results

        Accuracy on EVALUATED ON: 89.5 % ± 0.5 (3 seeds).

        ## Limits

        - FIRST LIMIT
        - SECOND LIMIT

    The words may be others. The four headings, their order, the list and the
    form of the accuracy are as above: the mean in percent, one digit after the
    point; ± the standard deviation in points, divided by one less than the
    number of seeds (`ddof=1`).

    Texts come from people and are shown letter for letter: `a*b*c` does not turn
    italic, `<script>` does nothing, a line break becomes a space. A backslash
    before a punctuation character (`string.punctuation` has them all) makes it
    plain in Markdown.

    Args:
        figures: Dict with six entries:
            `"name"`: the model's name, a text;
            `"dataset"`: what it learned from, a text;
            `"train_images"`: how many images it learned from, an int;
            `"evaluated_on"`: what the accuracies were measured on, a text;
            `"accuracies"`: list of floats in [0, 1], one for each seed;
            `"limits"`: list of texts, what the model cannot do.

    Returns:
        The card, a text.

    Raises:
        ValueError: If an entry is missing, None or empty; its name stands in the
            message. Or if an accuracy is not from 0 to 1, or nan.
    """
