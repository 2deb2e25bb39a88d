"""What is measured on a model: arithmetic, Grad-CAM, latency, memory."""

import pathlib
import threading

import numpy as np
import pytest

from fashionlab import evaluation
from fashionlab.errors import FashionlabError, InvalidArgument, NotImplementedYet
from fashionlab.filling import fill_from
from fashionlab.quiet import import_keras
from fashionlab.tasks import separate_solutions

keras = import_keras()
layers = keras.layers

rng = np.random.default_rng(0)
SOLUTIONS = pathlib.Path(__file__).resolve().parents[2] / "solutions"


@pytest.fixture(autouse=True, scope="module")
def solved():
    with separate_solutions():
        for chapter in ("ch06_evaluation", "ch07_cost"):
            fill_from(SOLUTIONS / f"{chapter}.py")
        yield


def sequential(*parts, shape=(12, 10, 3)):
    return keras.Sequential([keras.Input(shape), *parts])


def profiled(model):
    """TensorFlow's own count for one image."""
    import tensorflow as tf
    from tensorflow.python.framework.convert_to_constants import (
        convert_variables_to_constants_v2,
    )

    def call(images):
        return model(images, training=False)

    spec = tf.TensorSpec((1, *model.input_shape[1:]), tf.float32)
    frozen = convert_variables_to_constants_v2(tf.function(call).get_concrete_function(spec))
    options = (
        tf.compat.v1.profiler.ProfileOptionBuilder(
            tf.compat.v1.profiler.ProfileOptionBuilder.float_operation()
        )
        .with_empty_output()
        .build()
    )
    meta = tf.compat.v1.RunMetadata()
    return tf.compat.v1.profiler.profile(frozen.graph, meta, cmd="op", options=options)


NETWORKS = {
    "dense": [layers.Flatten(), layers.Dense(7, activation="relu"), layers.Dense(4)],
    "convolution": [layers.Conv2D(5, 3, activation="relu"), layers.Conv2D(6, (1, 2), strides=2)],
    "same": [layers.Conv2D(5, 3, padding="same", use_bias=False)],
    "depthwise": [layers.DepthwiseConv2D(3, depth_multiplier=2), layers.Conv2D(4, 1)],
    "separable": [layers.SeparableConv2D(4, 3)],
    "classifier": [
        layers.Conv2D(4, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ],
}


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", NETWORKS)
def test_flops_agree_with_tensorflows_profiler(name):
    model = sequential(*NETWORKS[name])
    expected = profiled(model).total_float_ops
    # 2 %: the profiler does not count ReLU.
    assert evaluation.count_flops(model) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize(
    ("layer", "products", "outputs"),
    [
        # 10 x 8 places, 6 maps, each from 1 of the 3 input maps.
        (layers.Conv2D(6, 3, groups=3), 10 * 8 * 6 * 9, 10 * 8 * 6),
        # Each of 12 x 10 x 3 numbers goes to 3 x 3 places of 4 maps.
        (layers.Conv2DTranspose(4, 3, strides=2), 12 * 10 * 3 * 9 * 4, 25 * 21 * 4),
    ],
)
def test_flops_of_what_the_profiler_counts_otherwise(layer, products, outputs):
    assert evaluation.count_flops(sequential(layer)) == 2 * products + outputs


def test_flops_by_hand():
    model = sequential(
        layers.Conv2D(4, 3),  # 10 x 8 places, 3 x 3 x 3 products each, a bias
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.GlobalAveragePooling2D(),
        layers.Dense(5, activation="softmax"),
    )
    kinds = {row.kind: row.flops for row in evaluation.flops_by_layer(model)}
    maps = 10 * 8 * 4
    assert kinds == {
        "Conv2D": 2 * maps * 27 + maps,
        "BatchNormalization": 2 * maps,
        "ReLU": maps,
        "GlobalAveragePooling2D": maps,
        "Dense": 2 * 4 * 5 + 5 + 5 * 5,
    }
    assert evaluation.count_flops(model, batch=3) == 3 * sum(kinds.values())


def test_a_description_is_enough_to_count_by():
    model = sequential(
        layers.Conv2D(4, (3, 2), use_bias=False),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.MaxPooling2D(),
        layers.SeparableConv2D(6, 3, padding="same"),
        layers.DepthwiseConv2D(3),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(10),
    )
    rows = evaluation.describe_layers(model)
    assert [row["kind"] for row in rows] == [type(layer).__name__ for layer in model.layers]
    assert rows[0] == {
        "name": model.layers[0].name,
        "kind": "Conv2D",
        "input_shape": (12, 10, 3),
        "output_shape": (10, 9, 4),
        "kernel_size": (3, 2),
        "use_bias": False,
    }
    assert "kernel_size" not in rows[-1]
    assert evaluation.count_parameters(rows) == model.count_params()
    by_layer = {row.kind: row.flops for row in evaluation.flops_by_layer(model)}
    assert 2 * evaluation.count_multiply_adds(rows[:1]) == by_layer["Conv2D"]


def test_operations_come_from_the_learners_function():
    from fashionlab import solves

    with separate_solutions():
        with pytest.raises(NotImplementedYet, match="count_multiply_adds is not"):
            evaluation.count_flops(sequential(layers.Flatten(), layers.Dense(2)))

        @solves(evaluation.count_multiply_adds)
        def count_multiply_adds(layers):
            return 1000

        model = sequential(layers.Flatten(), layers.Dense(2))
        assert evaluation.count_flops(model) == 2 * 1000 + 2


def nested():
    base = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(4, 3, activation="relu")])
    inputs = keras.Input((8, 8, 3))
    x = base(inputs / 255.0)
    mirrored = base(keras.ops.flip(inputs, axis=2))
    x = layers.Add()([x, mirrored])
    outputs = layers.Dense(3, activation="softmax")(layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, outputs)


def test_a_nested_base_counts_each_time_it_is_used():
    rows = evaluation.flops_by_layer(nested())
    assert [row.kind for row in rows].count("Conv2D") == 2
    assert {row.kind: row.flops for row in rows}["Add"] == 6 * 6 * 4


def test_counting_leaves_the_model_as_it_was():
    model = nested()
    images = rng.random((2, 8, 8, 3), dtype=np.float32)
    before = np.asarray(model(images))
    evaluation.count_flops(model)
    evaluation.grad_cam(model, images)
    np.testing.assert_array_equal(np.asarray(model(images)), before)
    assert all("call" not in vars(layer) for layer in model.layers)


class Twice(layers.Layer):
    def call(self, x):
        return x * 2


class TwiceCounted(Twice):
    def count_flops(self, input_shapes, output_shape):
        return int(np.prod(output_shape))


class OwnDense(layers.Dense):
    def call(self, x):
        return super().call(x) + 1


@pytest.mark.parametrize("kind", [Twice, lambda: OwnDense(3), lambda: layers.Lambda(abs)])
def test_a_layer_without_a_rule_is_named(kind):
    layer = kind()
    model = sequential(layers.Flatten(), layer, layers.Dense(2))
    with pytest.raises(InvalidArgument, match=rf"{type(layer).__name__} \({layer.name}\)"):
        evaluation.count_flops(model)
    assert [row.flops for row in evaluation.flops_by_layer(model)][1] is None


def test_a_layer_may_bring_its_rule():
    model = sequential(TwiceCounted())
    assert evaluation.count_flops(model) == 12 * 10 * 3


class Subclassed(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(4, 3, activation="relu")
        self.out = layers.Dense(3)

    def call(self, x):
        return keras.ops.softmax(self.out(keras.ops.mean(self.conv(x), axis=(1, 2))))


def test_a_subclassed_model_is_counted_with_a_warning():
    model = Subclassed()
    model(np.zeros((1, 8, 8, 3), dtype=np.float32))
    with pytest.warns(UserWarning, match="Only the layers inside Subclassed"):
        flops = evaluation.count_flops(model)
    assert flops == 2 * 144 * 27 + 2 * 144 + 2 * 12 + 3


@pytest.mark.parametrize(
    "name",
    [
        "EfficientNetB0",
        "MobileNetV2",
        "ConvNeXtTiny",
        pytest.param("EfficientNetV2B0", marks=pytest.mark.slow),
        pytest.param("MobileNet", marks=pytest.mark.slow),
        pytest.param("ResNet50", marks=pytest.mark.slow),
        pytest.param("VGG16", marks=pytest.mark.slow),
    ],
)
def test_every_layer_of_the_bases_counts(name):
    # Multiply-adds of the papers, at 224 x 224, in millions.
    published = {
        "EfficientNetB0": 390,  # Tan and Le 2019, table 2
        "EfficientNetV2B0": 720,  # Tan and Le 2021, table 10
        "MobileNet": 569,  # Howard et al. 2017, table 8
        "MobileNetV2": 300,  # Sandler et al. 2018, table 4
        "ConvNeXtTiny": 4500,  # Liu et al. 2022, table 1
        "ResNet50": 3800,  # He et al. 2016, table 1
        "VGG16": 15500,  # Simonyan and Zisserman 2015, counted by He et al.
    }
    model = getattr(keras.applications, name)(weights=None)
    assert evaluation.count_flops(model) / 2e6 == pytest.approx(published[name], rel=0.05)


@pytest.fixture(scope="module")
def linear_cnn():
    """A network whose Grad-CAM can be written down: convolution, mean, dense."""
    keras.utils.set_random_seed(1)
    inputs = keras.Input((8, 6, 1))
    x = layers.Conv2D(5, 3, padding="same", activation="relu", name="conv")(inputs)
    outputs = layers.Dense(4, activation="softmax")(layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, outputs)


def twin(model, images, classes, *, centred=False):
    """Class activation maps in NumPy (Zhou et al. 2016): what Grad-CAM is for such a network."""
    return twin_of(model.get_weights()[:3], images, classes, centred=centred)


def twin_of(weights, images, classes, *, centred=False):
    kernel, bias, dense = weights
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    maps = np.maximum(np.einsum("nhwcij,ijcf->nhwf", windows, kernel) + bias, 0)
    if centred:
        dense = dense - dense.mean(axis=1, keepdims=True)
    heat = np.maximum(np.einsum("nhwf,fn->nhw", maps, dense[:, classes]), 0)
    return heat / np.maximum(heat.max(axis=(1, 2), keepdims=True), 1e-12)


@pytest.mark.parametrize("class_index", [None, 2, np.array([3, 0, 1])])
def test_grad_cam_is_the_class_activation_map_of_a_linear_head(linear_cnn, class_index):
    images = rng.random((3, 8, 6, 1), dtype=np.float32)
    classes = np.asarray(linear_cnn(images)).argmax(axis=1) if class_index is None else class_index
    heat = evaluation.grad_cam(linear_cnn, images, class_index)
    expected = twin(linear_cnn, images, np.broadcast_to(classes, 3))
    np.testing.assert_allclose(heat, expected, atol=2e-6)
    assert heat.dtype == np.float32


# Seen once, nine times in one process, and never alone: NumPy calls a product invalid whose
# numbers are finite. The maps are compared all the same, and nan equals nothing.
@pytest.mark.filterwarnings("ignore:invalid value encountered in matmul:RuntimeWarning")
@pytest.mark.parametrize("factor", [1, 1000])
@pytest.mark.parametrize("ending", ["dense", "no bias", "activation", "layer", "operation"])
def test_grad_cam_finds_the_scores_behind_any_softmax_however_sure(ending, factor):
    inputs = keras.Input((8, 6, 1))
    x = layers.Conv2D(5, 3, padding="same", activation="relu")(inputs)
    x = layers.GlobalAveragePooling2D()(x)
    if ending in ("dense", "no bias"):
        outputs = layers.Dense(4, use_bias=ending == "dense", activation="softmax")(x)
    else:
        softmax = {
            "activation": layers.Activation("softmax"),
            "layer": layers.Softmax(),
            "operation": keras.ops.softmax,
        }
        outputs = softmax[ending](layers.Dense(4)(x))
    model = keras.Model(inputs, outputs)
    model.set_weights([np.float32(factor) * rng.normal(size=w.shape) for w in model.weights])
    images = rng.random((2, 8, 6, 1), dtype=np.float32)
    if factor > 1:
        assert np.sort(np.asarray(model(images)), axis=1)[:, :-1].max() == 0
    classes = np.asarray(model(images)).argmax(axis=1)
    wanted = twin(model, images, classes)
    maps = evaluation.grad_cam(model, images)
    np.testing.assert_allclose(maps, wanted, atol=1e-5, equal_nan=False)


def test_grad_cam_of_a_model_that_makes_its_own_softmax(linear_cnn):
    class OwnSoftmax(keras.Model):
        def __init__(self):
            super().__init__()
            self.conv = layers.Conv2D(5, 3, padding="same", activation="relu")
            self.out = layers.Dense(4)

        def call(self, x):
            return keras.ops.softmax(self.out(keras.ops.mean(self.conv(x), axis=(1, 2))))

    model = OwnSoftmax()
    images = rng.random((3, 8, 6, 1), dtype=np.float32)
    model(images)
    model.set_weights(linear_cnn.get_weights())
    np.testing.assert_allclose(
        evaluation.grad_cam(model, images, 2),
        twin(model, images, [2, 2, 2], centred=True),
        atol=1e-4,
    )


def test_grad_cam_weights_a_map_by_its_mean_gain():
    keras.utils.set_random_seed(3)
    inputs = keras.Input((6, 5, 1))
    x = layers.Conv2D(4, 3, padding="same", activation="relu")(inputs)
    outputs = layers.Dense(3, activation="softmax")(layers.Flatten()(x))
    model = keras.Model(inputs, outputs)
    images = rng.random((2, 6, 5, 1), dtype=np.float32)
    kernel, bias, dense = model.get_weights()[:3]
    # Here the gain differs from place to place: the weights of the dense layer.
    means = dense.reshape(6 * 5, 4, 3).mean(axis=0)
    np.testing.assert_allclose(
        evaluation.grad_cam(model, images, 1),
        twin_of([kernel, bias, means], images, [1, 1]),
        atol=1e-5,
    )


def test_other_threads_do_not_notice(linear_cnn):
    from fashionlab.evaluation.tapping import parts_of, tapped

    images = rng.random((1, 8, 6, 1), dtype=np.float32)
    expected = np.asarray(linear_cnn(images))
    seen = []
    with tapped(parts_of(linear_cnn), lambda part, args, kwargs, compute: args[0]):
        thread = threading.Thread(target=lambda: seen.append(np.asarray(linear_cnn(images))))
        thread.start()
        thread.join()
    np.testing.assert_array_equal(seen[0], expected)


def test_grad_cam_looks_into_a_nested_base():
    keras.utils.set_random_seed(2)
    base = keras.Sequential(
        [keras.Input((16, 16, 3)), layers.Conv2D(4, 3, strides=2, name="inner"), layers.ReLU()]
    )
    base.trainable = False
    inputs = keras.Input((16, 16, 3))
    x = layers.GlobalAveragePooling2D()(base(inputs))
    model = keras.Model(inputs, layers.Dense(3, activation="softmax")(x))
    flat_inputs = keras.Input((16, 16, 3))
    x = flat_inputs
    for layer in [*base.layers, *model.layers[-2:]]:
        x = layer(x)
    flat = keras.Model(flat_inputs, x)
    images = rng.random((2, 16, 16, 3), dtype=np.float32)
    heat = evaluation.grad_cam(model, images)
    assert heat.shape == (2, 16, 16)
    np.testing.assert_allclose(heat, evaluation.grad_cam(flat, images), atol=1e-5)
    # By name; before the ReLU the maps are others.
    assert np.abs(evaluation.grad_cam(model, images, layer="inner") - heat).max() > 0.01


def test_grad_cam_runs_the_learners_function(linear_cnn):
    from fashionlab import solves

    images = rng.random((2, 8, 6, 1), dtype=np.float32)
    with separate_solutions():
        with pytest.raises(NotImplementedYet, match=r"evaluation\.grad_cam_heatmap is not"):
            evaluation.grad_cam(linear_cnn, images)
        shapes = []

        @solves(evaluation.grad_cam_heatmap)
        def grad_cam_heatmap(activations, gradients):
            shapes.append((activations.shape, gradients.shape))
            return np.eye(8, 6)

        heat = evaluation.grad_cam(linear_cnn, images)
    # One image at a time: the maps are as large as the images here, and there are five.
    assert shapes == [((8, 6, 5), (8, 6, 5))] * 2
    np.testing.assert_array_equal(heat, [np.eye(8, 6)] * 2)


def test_grad_cam_needs_places():
    model = sequential(layers.Flatten(), layers.Dense(3, activation="softmax"))
    images = np.zeros((1, 12, 10, 3), dtype=np.float32)
    with pytest.raises(InvalidArgument, match=r"needs a convolution.*Dense, Flatten"):
        evaluation.grad_cam(model, images)
    with pytest.raises(InvalidArgument, match="output of shape"):
        evaluation.grad_cam(model, images, layer=model.layers[-1].name)


@pytest.mark.parametrize(
    ("images", "settings", "said"),
    [
        (np.zeros((8, 6, 1), np.float32), {}, "add an axis"),
        (np.zeros((1, 28, 28, 1), np.float32), {}, r"\(n, 8, 6, 1\)"),
        (np.zeros((1, 8, 6, 1), np.uint8), {}, "uint8"),
        (np.full((1, 8, 6, 1), 255, np.float32), {}, "float32 from 255 to 255"),
        (np.zeros((0, 8, 6, 1), np.float32), {}, r"\(0, 8, 6, 1\)"),
        (np.zeros((1, 8, 6, 1), np.float32), {"class_index": 4}, "class_index from 0 to 3"),
        (np.zeros((1, 8, 6, 1), np.float32), {"layer": "nowhere"}, "nowhere"),
    ],
)
def test_grad_cam_says_what_is_wrong(linear_cnn, images, settings, said):
    with pytest.raises(InvalidArgument, match=f"Expected.*{said}"):
        evaluation.grad_cam(linear_cnn, images, **settings)


def test_grad_cam_in_several_threads_at_once(linear_cnn):
    images = rng.random((6, 8, 6, 1), dtype=np.float32)
    expected = [evaluation.grad_cam(linear_cnn, images[i : i + 1]) for i in range(6)]
    plain = np.asarray(linear_cnn(images))
    found = [None] * 6
    seen = []

    def explain(place):
        found[place] = evaluation.grad_cam(linear_cnn, images[place : place + 1])
        seen.append(np.asarray(linear_cnn(images)))

    threads = [threading.Thread(target=explain, args=(place,)) for place in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)
    for answer in seen:
        np.testing.assert_allclose(answer, plain, atol=1e-6)


def test_a_backend_without_gradients_is_named(linear_cnn, monkeypatch):
    monkeypatch.setattr(keras.backend, "backend", lambda: "numpy")
    with pytest.raises(FashionlabError, match=r"jax, tensorflow, torch.*'numpy'"):
        evaluation.grad_cam(linear_cnn, np.zeros((1, 8, 6, 1), np.float32))


def test_a_compiled_call_answers_as_the_model_does_and_sees_new_weights(linear_cnn):
    inputs = keras.Input((8, 6, 1))
    model = keras.Model(inputs, linear_cnn(layers.Dropout(0.5)(inputs)))
    before = linear_cnn.get_weights()
    call = evaluation.compiled_call(model)
    images = rng.random((5, 8, 6, 1), dtype=np.float32)
    # The last weights are those of before: other tests use the network too.
    for weights in ([w + 0.1 for w in before], before):
        model.set_weights(weights)
        for count in (1, 5):
            np.testing.assert_allclose(
                call(images[:count]), model.predict(images[:count], verbose=0), atol=1e-6
            )


def test_latency_times_what_it_says(linear_cnn, monkeypatch):
    from fashionlab.evaluation import latency

    clock = iter(range(10_000))
    sizes = []

    def call(images):
        sizes.append(len(images))
        for _ in range(3 if len(images) == 1 else 9):
            next(clock)

    monkeypatch.setattr(latency, "compiled_call", lambda model, jit_compile: call)
    monkeypatch.setattr(latency.time, "perf_counter", lambda: next(clock))
    measured = evaluation.measure_latency(
        linear_cnn, np.zeros((2, 8, 6, 1), np.float32), repeats=7, batch_size=5, batch_repeats=4
    )
    assert (measured.single_ms, measured.single_p95_ms, measured.batch_ms) == (4000, 4000, 10_000)
    assert measured.images_per_second == pytest.approx(0.5)
    assert sizes.count(1) > 7  # warm-up calls are not timed
    assert sizes.count(5) > 4


def test_latency_of_a_real_model_is_complete(linear_cnn):
    measured = evaluation.measure_latency(
        linear_cnn, rng.random((3, 8, 6, 1)), repeats=5, batch_size=8, batch_repeats=2
    )
    assert 0 < measured.single_ms <= measured.single_p95_ms
    assert set(measured.as_dict()) == {
        "single_ms", "single_p95_ms", "batch_ms", "images_per_second", "batch_size", "repeats",
    }  # fmt: skip
    with pytest.raises(InvalidArgument, match=r"\(n, 8, 6, 1\)"):
        evaluation.measure_latency(linear_cnn, np.zeros((3, 8, 6)))
    with pytest.raises(InvalidArgument, match="repeats=0"):
        evaluation.measure_latency(linear_cnn, np.zeros((3, 8, 6, 1)), repeats=0)


def test_peak_memory_sees_what_was_taken_and_given_back():
    held = np.ones(60_000_000)  # 480 MB
    del held
    start = evaluation.peak_memory_mb()
    with evaluation.track_peak_memory() as nothing:
        pass
    assert evaluation.peak_memory_mb() >= start >= 480
    assert nothing.megabytes < start - 200 or not nothing.exact
    with evaluation.track_peak_memory() as outer:
        with evaluation.track_peak_memory() as first:
            held = np.ones(30_000_000)  # 240 MB
            del held
        with evaluation.track_peak_memory() as second:
            pass
    assert outer.megabytes >= first.megabytes >= 240
    if first.exact:
        assert second.megabytes < first.megabytes - 200


def test_without_the_reset_the_peak_is_an_upper_bound(monkeypatch, tmp_path):
    from fashionlab.evaluation import memory

    monkeypatch.setattr(memory, "_CLEAR", tmp_path / "nothing")
    with evaluation.track_peak_memory() as peak:
        pass
    assert not peak.exact
    assert peak.megabytes > 50


def test_a_model_of_any_size_is_refused():
    inputs = keras.Input((None, None, 3))
    model = keras.Model(inputs, layers.GlobalAveragePooling2D()(inputs))
    with pytest.raises(InvalidArgument, match="fixed size"):
        evaluation.count_flops(model)
    with pytest.raises(InvalidArgument, match="built"):
        evaluation.count_flops(keras.Sequential([layers.Dense(2)]))
