"""Figures: what they show is what they were given, and a text says it too."""

import html
import pathlib
import re

import numpy as np
import pytest

from fashionlab import plots
from fashionlab.errors import InvalidArgument
from fashionlab.filling import fill_from
from fashionlab.plots.style import COLORS
from fashionlab.tasks import separate_solutions

rng = np.random.default_rng(0)
NAMES = ("coat", "shirt", "bag")
RUNS = {
    "ANN": {"loss": [1.0, 0.5, 0.4], "val_loss": [1.1, 0.7, 0.6], "accuracy": [0.5, 0.7, 0.8]},
    "CNN": {"loss": [0.8, 0.3], "val_loss": [0.9, 0.4], "accuracy": [0.6, 0.9]},
}
POINTS = {
    "small": (1e4, 0.915),
    "given": (1.2e6, 0.918),
    "wasteful": (3.8e6, 0.9),
    "large": (3e6, 0.95),
}


@pytest.fixture(autouse=True, scope="module")
def solved():
    with separate_solutions():
        fill_from(pathlib.Path(__file__).resolve().parents[2] / "solutions" / "ch07_cost.py")
        yield


def drawn_images(axis):
    return [np.asarray(image.get_array()) for image in axis.images]


def test_images_stand_in_rows_with_their_titles():
    images = rng.random((7, 5, 4, 1))
    figure = plots.show_images(images, list("abcdefg"), columns=3)
    assert len(figure.axes) == 9
    for place in range(7):
        (picture,) = drawn_images(figure.axes[place])
        np.testing.assert_array_equal(picture, images[place, :, :, 0])
    assert [axis.get_title() for axis in figure.axes] == [*"abcdefg", "", ""]
    assert all(not axis.axison for axis in figure.axes)
    assert "a, b, c" in plots.alt_text(figure)


def test_colour_images_stay_in_colour():
    images = rng.random((1, 5, 4, 3))
    (picture,) = drawn_images(plots.show_images(images, columns=1).axes[0])
    np.testing.assert_array_equal(picture, images[0])


def test_curves_are_the_histories():
    figure = plots.learning_curves(RUNS, "loss")
    lines = {line.get_label(): line for line in figure.axes[0].lines}
    assert set(lines) == {
        "ANN, training", "ANN, validation", "CNN, training", "CNN, validation",
    }  # fmt: skip
    assert list(lines["ANN, validation"].get_xdata()) == [1, 2, 3]
    assert list(lines["ANN, validation"].get_ydata()) == RUNS["ANN"]["val_loss"]
    assert lines["ANN, training"].get_linestyle() == "--"
    assert lines["ANN, training"].get_color() == lines["ANN, validation"].get_color()
    assert lines["ANN, training"].get_color() != lines["CNN, training"].get_color()
    assert "CNN: validation loss from 0.900 to 0.400 in 2 epochs" in plots.alt_text(figure)


def test_a_run_without_validation_has_one_line():
    figure = plots.learning_curves(RUNS, "accuracy")
    assert len(figure.axes[0].lines) == 2
    with pytest.raises(InvalidArgument, match=r"'lr'.*'ANN' lacks.*loss"):
        plots.learning_curves(RUNS, "lr")
    with pytest.raises(InvalidArgument, match="'lr'"):
        plots.interactive_curves(RUNS, "lr")


def test_the_confusion_matrix_shows_its_counts():
    matrix = np.array([[5, 2, 0], [4, 3, 0], [0, 0, 9]])
    figure = plots.show_confusion(matrix, NAMES)
    axis = figure.axes[0]
    assert sorted(int(text.get_text()) for text in axis.texts) == sorted(matrix.ravel())
    assert (axis.get_xlabel(), axis.get_ylabel()) == ("predicted", "right")
    assert [label.get_text() for label in axis.get_yticklabels()] == list(NAMES)
    assert "17 of 23 right" in plots.alt_text(figure)
    assert "Most frequent mistake: shirt taken for coat 4 times." in plots.alt_text(figure)


def test_a_hundred_classes_are_shown_by_colour(tmp_path):
    figure = plots.show_confusion(np.eye(100, dtype=int), [f"c{i}" for i in range(100)])
    assert plots.alt_text(figure).endswith("100 of 100 right.")
    assert len(figure.axes[0].texts) == 0
    assert len(figure.axes) == 2  # the scale of the colours
    assert plots.save_figure(figure, tmp_path / "matrix.png").stat().st_size > 10_000


def test_predictions_are_split_into_right_and_wrong_the_surest_first():
    labels = np.array([0, 1, 2, 0, 1])
    probabilities = np.array(
        [[0.7, 0.2, 0.1], [0.1, 0.6, 0.3], [0.5, 0.3, 0.2], [0.0, 0.9, 0.1], [0.05, 0.9, 0.05]]
    )
    images = rng.random((5, 4, 4))
    figure = plots.show_predictions(images, labels, probabilities, NAMES, count=2)
    titles = [axis.get_title() for axis in figure.axes]
    assert titles == [
        "right: shirt 90 %",
        "right: coat 70 %",
        "wrong: shirt 90 %\nis: coat",
        "wrong: coat 50 %\nis: bag",
    ]
    for axis, place in zip(figure.axes, (4, 0, 3, 2), strict=True):
        np.testing.assert_array_equal(drawn_images(axis)[0], images[place])
    assert "wrong: shirt 90 %, is: coat" in plots.alt_text(figure)


def test_a_model_without_mistakes_has_no_wrong_examples():
    figure = plots.show_predictions(rng.random((3, 4, 4)), np.arange(3), np.eye(3), NAMES, count=5)
    assert sum(bool(axis.images) for axis in figure.axes) == 3


def test_heat_maps_lie_over_their_images():
    images, maps = rng.random((2, 8, 6, 1)), rng.random((2, 4, 3))
    figure = plots.show_heatmaps(images, maps, ["a", "b"], columns=2)
    for place, axis in enumerate(figure.axes):
        picture, heat = axis.images
        np.testing.assert_array_equal(picture.get_array(), images[place, :, :, 0])
        np.testing.assert_array_equal(heat.get_array(), maps[place])
        assert picture.get_extent() == heat.get_extent()
        assert heat.get_clim() == (0, 1)
        assert 0 < heat.get_alpha() < 1
    with pytest.raises(InvalidArgument, match="one heat map for each"):
        plots.show_heatmaps(images, maps[:1])


def test_the_front_is_drawn_and_told():
    figure = plots.show_pareto(POINTS, cost="parameters", score="test accuracy")
    axis = figure.axes[0]
    front, *points = axis.lines
    assert list(front.get_xdata()) == [1e4, 1.2e6, 3e6]
    assert {
        line.get_label(): (line.get_xdata()[0], line.get_ydata()[0]) for line in points
    } == POINTS
    assert axis.get_xscale() == "log"
    text = plots.alt_text(figure)
    assert "small (10,000 parameters, test accuracy 0.915)" in text
    assert "wasteful" not in text


def test_no_two_of_many_models_look_the_same():
    points = {f"m{i}": (float(i + 1), 0.5) for i in range(20)}
    looks = [
        (line.get_color(), line.get_marker()) for line in plots.show_pareto(points).axes[0].lines
    ]
    assert len(set(looks)) == 21
    looks = [
        (trace.marker.color, trace.marker.symbol) for trace in plots.interactive_pareto(points).data
    ]
    assert len(set(looks)) == 21
    runs = {f"m{i}": {"loss": [1.0, 0.5]} for i in range(20)}
    lines = plots.learning_curves(runs, "loss").axes[0].lines
    assert len({(line.get_color(), line.get_marker()) for line in lines}) == 20


def test_an_interactive_plot_has_the_same_numbers():
    curves = plots.interactive_curves(RUNS, "loss")
    drawn = {trace.name: (list(trace.x), list(trace.y)) for trace in curves.data}
    assert drawn["CNN, validation"] == ([1, 2], [0.9, 0.4])
    assert len(drawn) == 4
    front, *points = plots.interactive_pareto(POINTS).data
    assert list(front.y) == [0.915, 0.918, 0.95]
    assert {trace.name: (trace.x[0], trace.y[0]) for trace in points} == POINTS


def test_a_page_opens_without_a_network_and_shares_one_program(tmp_path):
    first = plots.write_html(plots.interactive_curves(RUNS, "loss"), tmp_path / "a" / "loss.html")
    plots.write_html(plots.interactive_pareto(POINTS), tmp_path / "a" / "pareto.html")
    assert sorted(each.name for each in (tmp_path / "a").iterdir()) == [
        "loss.html", "pareto.html", "plotly.min.js",
    ]  # fmt: skip
    text = first.read_text(encoding="utf-8")
    assert re.findall(r'(?:src|href)="([^"]*)"', text) == ["plotly.min.js"]
    assert "://" not in text
    assert '"showSendToCloud": false' in text
    assert len(text) < 30_000
    assert (tmp_path / "a" / "plotly.min.js").stat().st_size > 1_000_000
    assert "CNN: validation loss from 0.900 to 0.400" in text
    assert '<html lang="en">' in text


def test_a_program_of_another_version_is_replaced(tmp_path):
    (tmp_path / "plotly.min.js").write_text("old")
    plots.write_html(plots.interactive_pareto(POINTS), tmp_path / "pareto.html")
    assert (tmp_path / "plotly.min.js").stat().st_size > 1_000_000


def test_a_name_cannot_put_code_into_a_page(tmp_path):
    name = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    # Plotly reads HTML in the names of lines.
    curves, tradeoff = plots.interactive_curves({name: RUNS["CNN"]}, "accuracy"), {name: (1.0, 0.5)}
    assert curves.data[0].name == html.escape(f"{name}, training", quote=False)
    assert plots.interactive_pareto(tradeoff).data[1].name == html.escape(name, quote=False)
    page = plots.write_html(
        plots.interactive_curves({name: RUNS["ANN"]}, "loss"), tmp_path / "a.html"
    )
    text = page.read_text(encoding="utf-8")
    assert "<img" not in text
    assert "alert(2)</script>" not in text


def luminance(color):
    values = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("color", COLORS)
def test_colours_show_on_white_and_on_dark(color):
    # WCAG 2.1 asks 3:1 for graphics; two light ones of Okabe and Ito reach 2:1 on white.
    on_white = 1.05 / (luminance(color) + 0.05)
    on_dark = (luminance(color) + 0.05) / (luminance("#121212") + 0.05)
    assert min(on_white, on_dark) > 2


def test_figures_are_opaque_shown_once_and_saved_with_their_text(tmp_path):
    from matplotlib import pyplot as plt

    figure = plots.learning_curves(RUNS, "loss")
    assert plt.get_fignums() == []
    assert figure.get_facecolor() == (1, 1, 1, 1)
    path = plots.save_figure(figure, tmp_path / "deep" / "loss.png")
    assert plots.alt_text(figure).encode() in path.read_bytes()
    svg = plots.save_figure(figure, tmp_path / "loss.svg")
    assert html.escape(plots.alt_text(figure)) in svg.read_text(encoding="utf-8")


def test_a_figure_from_elsewhere_has_no_text():
    from matplotlib.figure import Figure

    with pytest.raises(InvalidArgument, match=r"fashionlab\.plots"):
        plots.alt_text(Figure())


def test_public_names_are_sorted_and_there():
    assert list(plots.__all__) == sorted(plots.__all__)
    assert all(callable(getattr(plots, name)) for name in plots.__all__)
