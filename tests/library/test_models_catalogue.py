import pytest

from fashionlab import models
from fashionlab.comparison import ROWS
from fashionlab.errors import InvalidArgument, UnknownModel
from fashionlab.filling import fill_from

GREY = (28, 28, 1)


@pytest.fixture(autouse=True)
def _solutions():
    fill_from("solutions")


@pytest.mark.parametrize(
    ("build", "parameters"),
    [
        (models.build_deeper_cnn, 331_370),
        (models.build_cnn_v1, 12_810),
        (models.build_cnn_v2, 197_482),
        (models.build_wide_cnn, 1_199_882),
        (models.build_wide_deep_cnn, 3_769_546),
    ],
)
def test_published_networks_have_their_published_size(build, parameters):
    assert build(GREY, 10).count_params() == parameters


def test_the_courses_own_networks_have_their_published_size():
    assert models.get_builder("ann")(GREY, 10).count_params() == 109_386
    assert models.get_builder("cnn")(GREY, 10).count_params() == 225_034
    assert models.get_builder("adapted_cnn")().count_params() == 301_700


SCRATCH = [
    (row, entry) for row in ROWS.values() for entry in row.entries if entry.pretrained is None
]


@pytest.mark.parametrize(("row", "entry"), SCRATCH, ids=[f"{r.id}-{e.name}" for r, e in SCRATCH])
def test_every_network_of_a_row_is_about_as_large_as_published(row, entry):
    shape, classes = ((32, 32, 3), 100) if row.dataset == "cifar100" else (GREY, 10)
    size = models.get_builder(entry.builder, **entry.options)(shape, classes).count_params()
    if entry.given_parameters:
        # "1.2 million" is published with two digits.
        assert abs(size / entry.given_parameters - 1) < 0.05
    limits = {
        "tiny_ours": 10_000,
        "compact_quick": 300_000,
        "compact_ours": 197_482 if row.id == "C" else 300_000,
    }
    assert size <= limits.get(entry.name, size)


@pytest.mark.parametrize("name", models.names())
def test_every_network_takes_other_images_and_classes(name):
    model = models.get_builder(name)((32, 32, 3), 7)
    assert model.input_shape == (None, 32, 32, 3)
    assert model.output_shape == (None, 7)


def test_an_unknown_name_is_told_with_the_nearest():
    with pytest.raises(UnknownModel, match="Did you mean 'deeper_cnn'"):
        models.get_builder("deper_cnn")


def test_an_option_the_builder_does_not_take():
    build = models.get_builder("ann", depth=3)
    with pytest.raises(InvalidArgument, match="'ann' does not take these settings"):
        build(GREY, 10)


@pytest.mark.parametrize(
    "options", [{"block": "dense"}, {"head": "max"}, {"stages": ((8,), (8,), (8,), (8,))}]
)
def test_compact_networks_refuse_what_they_cannot_be(options):
    with pytest.raises(InvalidArgument, match="Received"):
        models.build_compact_cnn(GREY, 10, **options)


def test_separable_blocks_need_fewer_parameters():
    full, separable = (
        models.build_compact_cnn(GREY, 10, block=block).count_params()
        for block in ("full", "separable")
    )
    assert separable < full / 4
