"""Transfer models: the frozen base stays as it is to the last bit, the rest learns."""

import numpy as np
import pytest

from fashionlab import models
from fashionlab.errors import InvalidArgument
from fashionlab.models import build_head, build_transfer, unfreeze
from fashionlab.quiet import import_keras

SIZE = 32


def build(**settings):
    """A small transfer model whose untrained base lets signals through, as a trained one does."""
    import_keras().utils.set_random_seed(0)
    model = build_transfer("MobileNet:0.25", image_size=SIZE, weights=None, **settings)
    for weight in model.get_layer("base").weights:
        if weight.path.endswith("gamma"):
            weight.assign(weight * 3)
    return model


@pytest.fixture(scope="module")
def model():
    return build(hidden_units=(8,))


@pytest.fixture(scope="module")
def efficientnet():
    """A base that has dropout of its own. A large last layer lets small features show."""
    model = build_transfer(
        "EfficientNetB0", 4, image_size=SIZE, hidden_units=(), dropout_rate=0.0, weights=None
    )
    kernel, bias = model.layers[-1].get_weights()
    model.layers[-1].set_weights([kernel * 1e6, bias])
    return model


@pytest.fixture
def thawed(model):
    """A function that thaws the shared model; it is frozen again afterwards."""
    before = model.get_weights()
    yield lambda **settings: unfreeze(model, **settings)
    unfreeze(model, layers=0)
    model.set_weights(before)


def train(model):
    rng = np.random.default_rng(0)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", jit_compile=False)
    model.fit(rng.random((16, SIZE, SIZE, 3), np.float32), np.arange(16) % 10, verbose=0)


def changed_layers(model):
    """Train a step; name the layers of base and head whose weights moved by a bit or more."""
    layers = [*model.get_layer("base").layers, *model.layers]
    layers = [layer for layer in layers if layer.weights and layer.name != "base"]
    before = {layer.name: layer.get_weights() for layer in layers}
    train(model)
    return {
        layer.name
        for layer in layers
        for old, new in zip(before[layer.name], layer.get_weights(), strict=True)
        if not np.array_equal(old, new)
    }


def test_rows_are_probabilities(model):
    images = np.random.default_rng(1).random((3, SIZE, SIZE, 3), np.float32)
    rows = model.predict(images, verbose=0)
    assert (rows.shape, rows.dtype) == ((3, 10), np.float32)
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)


def test_a_frozen_base_does_not_change_and_the_head_does(model, thawed):
    assert changed_layers(model) == {"hidden_1", "probabilities"}


@pytest.mark.parametrize("settings", [{"layers": 12}, {"keep_first": 74}])
def test_unfreezing_lets_the_top_learn_and_keeps_batch_normalisation(model, thawed, settings):
    body = model.get_layer("base")
    assert len(body.layers) == 86
    named = thawed(**settings)
    top = {layer.name for layer in body.layers[74:] if layer.weights}
    norms = {name for name in top if name.endswith("_bn")}
    assert norms
    assert set(named) == top - norms
    assert changed_layers(model) == {*named, "hidden_1", "probabilities"}


def test_the_whole_base_can_learn_and_statistics_still_stay(model, thawed):
    named = thawed(keep_first=0)
    changed = changed_layers(model)
    assert set(named) <= changed
    assert not [name for name in changed if name.endswith("_bn")]


def test_a_base_built_to_learn_keeps_its_batch_normalisation():
    body = build(trainable=True).get_layer("base")
    learning = {layer.name for layer in body.layers if layer.trainable_weights}
    norms = {layer.name for layer in body.layers if layer.name.endswith("_bn")}
    assert learning == {layer.name for layer in body.layers if layer.weights} - norms


def test_a_base_with_dropout_drops_nothing_while_the_head_trains(efficientnet):
    images = np.random.default_rng(2).random((4, SIZE, SIZE, 3), np.float32)
    while_training = np.asarray(efficientnet(images, training=True))
    np.testing.assert_array_equal(while_training, np.asarray(efficientnet(images)))


def test_zero_layers_freeze_the_base_again(model, thawed):
    thawed(layers=5)
    assert thawed(layers=0) == ()
    assert not model.get_layer("base").trainable_weights


@pytest.mark.parametrize(
    "settings", [{}, {"layers": 1, "keep_first": 1}, {"layers": -1}, {"keep_first": 87}]
)
def test_unfreeze_wants_one_number_in_range(model, settings):
    with pytest.raises(InvalidArgument, match="the base has 86 layers"):
        unfreeze(model, **settings)


@pytest.fixture(scope="module")
def several():
    return build(depths="several", smallest_map=4, hidden_units=())


def test_several_depths_end_where_the_maps_become_too_small(several):
    body = several.get_layer("base")
    assert [tuple(one.shape[1:3]) for one in body.outputs] == [(8, 8), (4, 4)]
    assert several.get_layer("pool").output.shape[1] == sum(one.shape[3] for one in body.outputs)
    whole = build(depths="several", hidden_units=()).get_layer("base")
    assert [one.shape[1] for one in whole.outputs] == [8, 4, 2, 2, 1, 1]
    assert len(body.layers) < len(whole.layers)


def test_several_depths_are_standardised_by_averages_that_stop_when_the_base_learns(several):
    assert changed_layers(several) == {"standardise", "probabilities"}
    named = unfreeze(several, keep_first=0)
    assert changed_layers(several) == {*named, "probabilities"}
    unfreeze(several, layers=0)
    assert changed_layers(several) == {"standardise", "probabilities"}


def test_one_map_alone_may_be_large_enough():
    model = build(depths="several", smallest_map=8, hidden_units=())
    assert model.get_layer("base").output_shape[1] == 8
    assert model.output_shape == (None, 10)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"depths": "all"}, "depths='all'"),
        ({"smallest_map": 2}, "only for several depths"),
        ({"depths": "several", "smallest_map": 0}, "smallest_map=0"),
        ({"depths": "several", "smallest_map": 9}, "at most 8"),
    ],
)
def test_depths_and_the_smallest_map_must_fit(settings, told):
    with pytest.raises(InvalidArgument, match=told):
        build(**settings)


def test_unfreeze_wants_a_model_with_a_base():
    with pytest.raises(InvalidArgument, match="build_transfer"):
        unfreeze(build_head(4), layers=1)


def test_the_head_of_row_b2_has_its_layers_in_order():
    model = build_transfer(
        "MobileNet:0.25",
        100,
        image_size=SIZE,
        hidden_units=(512, 256),
        dropout_rate=0.5,
        batch_norm=True,
        weights=None,
    )
    names = [layer.name for layer in model.layers[-8:]]
    assert names == [
        *("pool", "hidden_1", "norm_1", "dropout_1"),
        *("hidden_2", "norm_2", "dropout_2", "probabilities"),
    ]
    base = model.get_layer("base").count_params()
    head = 256 * 512 + 512 + 4 * 512 + 512 * 256 + 256 + 4 * 256 + 256 * 100 + 100
    assert model.count_params() == base + head


def test_a_model_with_its_scaling_is_saved_and_loaded_whole(tmp_path, efficientnet):
    vgg = build_transfer("VGG16", 4, image_size=SIZE, hidden_units=(), weights=None)
    images = np.random.default_rng(2).random((2, SIZE, SIZE, 3), np.float32)
    for model in (efficientnet, vgg):
        model.save(tmp_path / "model.keras")
        loaded = import_keras().models.load_model(tmp_path / "model.keras")
        np.testing.assert_allclose(np.asarray(model(images)), np.asarray(loaded(images)), atol=1e-6)


@pytest.mark.parametrize(
    ("settings", "received"),
    [
        ({"image_size": 8}, "image_size=8"),
        ({"image_size": 32.0}, "image_size=32.0"),
        ({"image_size": 32, "dropout_rate": 1.0}, "dropout_rate=1.0"),
        ({"image_size": 32, "hidden_units": (0,)}, "hidden_units=(0,)"),
        ({"image_size": 32, "num_classes": 1}, "num_classes=1"),
    ],
)
def test_numbers_out_of_range_are_refused(settings, received):
    with pytest.raises(InvalidArgument) as caught:
        build_transfer("MobileNet:0.25", **settings, weights=None)
    assert received in str(caught.value)


def test_a_head_brings_features_of_any_size_to_one_scale():
    rng = np.random.default_rng(0)
    labels = np.arange(400) % 2
    features = rng.normal(size=(400, 3)) * [1e-3, 1, 1e3] + labels[:, None] * [3e-3, 0, 0]
    head = models.build_head(3, 2)
    head.compile(
        optimizer=import_keras().optimizers.Adam(0.05),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=False,
    )
    history = head.fit(features, labels, epochs=20, verbose=0).history
    assert history["accuracy"][-1] > 0.85  # 0.93 is possible; 0.5 without the scaling
