"""Recipe: settings are plain data, and wrong ones are refused in words."""

import dataclasses
import json

import numpy as np
import pytest

from fashionlab.errors import InvalidArgument
from fashionlab.training import Recipe
from fashionlab.training.recipe import resolve


def test_a_recipe_goes_through_json():
    recipe = Recipe(
        epochs=3, optimizer="adamw", weight_decay=0.01, augment=("flip", "shift"), patience=2
    )
    assert Recipe(**json.loads(json.dumps(recipe.as_dict()))) == recipe


def test_numpy_numbers_become_plain_ones():
    recipe = Recipe(epochs=np.int64(3), learning_rate=np.float32(0.5), warmup_epochs=1,
                    schedule="cosine")  # fmt: skip
    assert json.loads(json.dumps(recipe.as_dict()))["epochs"] == 3
    assert type(recipe.learning_rate) is type(recipe.warmup_epochs) is float


def test_a_recipe_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Recipe().epochs = 3


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"epochs": 0}, r"int of at least 1\. Received: epochs=0"),
        ({"epochs": 2.5}, r"epochs=2\.5"),
        ({"epochs": True}, r"epochs=True"),
        ({"batch_size": "64"}, r"batch_size='64'"),
        ({"patience": 0}, r"patience=0"),
        ({"gradient_accumulation_steps": 0}, r"gradient_accumulation_steps=0"),
        ({"learning_rate": 0.0}, r"number above 0\. Received: learning_rate=0\.0"),
        ({"learning_rate": float("nan")}, r"learning_rate=nan"),
        ({"learning_rate": float("inf")}, r"learning_rate=inf"),
        ({"label_smoothing": 1.0}, r"at least 0 and below 1\. Received: label_smoothing=1\.0"),
        ({"ema_momentum": 1.0}, r"above 0 and below 1\. Received: ema_momentum=1\.0"),
        ({"mixup": -0.1}, r"mixup=-0\.1"),
        ({"optimizer": "adma"}, r"'adam', 'adamw', 'muon', 'sgd'\. Received: optimizer='adma'"),
        ({"schedule": None}, r"schedule=None"),
        ({"dtype_policy": "float16"}, r"dtype_policy='float16'"),
        ({"jit_compile": "yes"}, r"jit_compile='yes'"),
        ({"augment": "flip"}, r"\('flip',\)"),
        ({"augment": ("flip", "flop")}, r"'erase', 'flip'.*not known: 'flop'"),
        ({"weight_decay": 0.1}, r'Set optimizer="adamw"'),
        ({"warmup_epochs": 1.0}, r'belongs to schedule="cosine"'),
        ({"schedule": "cosine", "warmup_epochs": 5, "epochs": 5}, r"must end before"),
    ],
)
def test_what_does_not_fit_is_refused(settings, said):
    with pytest.raises(InvalidArgument, match=said):
        Recipe(**settings)


def test_single_settings_make_a_recipe():
    assert resolve(None, {"epochs": 3}) == Recipe(epochs=3)
    assert resolve(Recipe(epochs=4), {}) == Recipe(epochs=4)


def test_recipe_and_settings_together_are_refused():
    with pytest.raises(InvalidArgument, match=r"both: recipe and epochs.*dataclasses\.replace"):
        resolve(Recipe(), {"epochs": 3})


def test_an_unknown_setting_is_named():
    with pytest.raises(InvalidArgument, match=r"out of epochs, .*Received: epoch\."):
        resolve(None, {"epoch": 3})
