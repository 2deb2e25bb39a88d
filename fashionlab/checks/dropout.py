"""The checks of dropout, the same for every task that builds a network with `dropout_rate`."""

from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.checks.draws import random_images
from fashionlab.checks.networks import expect_dropout_in_training_only, expect_rate_matters
from fashionlab.checks.questions import predict
from fashionlab.checks.registry import check


def check_dropout(task: Callable[..., Any], **sizes: Any) -> None:
    """Declare the checks of dropout for a task.

    Args:
        task: The stub of a function that builds a network for 28x28 grey
            images and takes `dropout_rate`.
        **sizes: Arguments that make the network small, where its defaults are slow.
    """
    half = {**sizes, "dropout_rate": 0.5}

    @check(task, ask=predict(random_images(16), half, training=True, times=2))
    def dropout_is_on_in_training(answer: list[np.ndarray]) -> None:
        """With dropout_rate=0.5 two passes in training differ, and rows still sum to 1."""
        expect_dropout_in_training_only(answer, training=True)

    @check(task, ask=predict(random_images(16), half, times=2))
    def dropout_is_off_in_use(answer: list[np.ndarray]) -> None:
        """Outside training the same image gives the same answer."""
        expect_dropout_in_training_only(answer, training=False)

    little, much = ({**sizes, "dropout_rate": rate} for rate in (0.1, 0.8))

    @check(task, ask=predict(random_images(16), little, much, training=True, times=12))
    def dropout_rate_is_the_share_dropped(answer: list[np.ndarray]) -> None:
        """A larger dropout_rate drops more: answers in training vary more."""
        expect_rate_matters(answer)
