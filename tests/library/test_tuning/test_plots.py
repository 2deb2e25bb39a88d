"""The figures of a search show its trials."""

import pytest

from fashionlab.errors import InvalidArgument
from fashionlab.plots import alt_text
from fashionlab.tuning import Search, Trial, plots

VALUES = (
    {"learning_rate": 1e-4, "hidden_units": (8,), "size <b>": 2},
    {"learning_rate": 1e-2, "hidden_units": (8, 4), "size <b>": 2},
    {"learning_rate": 1e-1, "hidden_units": (8,), "size <b>": 2},
    {"learning_rate": 1e-3, "hidden_units": (8,), "size <b>": 2},
)


@pytest.fixture
def found():
    scores = (0.5, 0.9, None, 0.7)
    trials = tuple(
        Trial(number, values, score, 2, 1.0, "failed" if score is None else "finished")
        for number, (values, score) in enumerate(zip(VALUES, scores, strict=True), start=1)
    )
    return Search(trials, "random", "val_accuracy")


def test_scores_are_drawn_with_the_best_so_far(found):
    figure = plots.show_scores(found)
    points, best = figure.axes[0].get_lines()
    assert list(points.get_xdata()) == [1, 2, 4]
    assert list(points.get_ydata()) == [0.5, 0.9, 0.7]
    assert list(best.get_ydata()) == [0.5, 0.9, 0.9]
    assert alt_text(figure).endswith("The best, trial 2, has 0.9000.")
    chart = plots.interactive_scores(found)
    assert list(chart.data[0].y) == [0.5, 0.9, 0.7]
    assert list(chart.data[1].y) == [0.5, 0.9, 0.9]
    assert chart.data[0].text[1] == "learning_rate: 0.01<br>hidden_units: 8-4<br>size &lt;b&gt;: 2"


def test_the_best_loss_so_far_is_the_smallest(found):
    best = plots.show_scores(Search(found.trials, "random", "val_loss")).axes[0].get_lines()[1]
    assert list(best.get_ydata()) == [0.5, 0.5, 0.5]


def test_parallel_axes_hold_every_setting_and_the_score(found):
    figure = plots.show_parallel(found)
    axis = figure.axes[0]
    names = [text.get_text() for text in axis.get_xticklabels()]
    assert names == ["learning_rate", "hidden_units", "size <b>", "val_accuracy"]
    trials = [list(line.get_ydata()) for line in axis.get_lines()[:3]]
    # Worst first, so that the best lies on top; a learning rate over decades goes by its logarithm.
    assert trials == [
        [0.0, 0.0, 0.5, 0.0],
        pytest.approx([0.5, 0.0, 0.5, 0.5]),
        [1.0, 1.0, 0.5, 1.0],
    ]
    assert "hidden_units 8-4" in alt_text(figure)
    chart = plots.interactive_parallel(found)
    assert [dimension.label for dimension in chart.data[0].dimensions] == [
        "learning_rate",
        "hidden_units",
        "size &lt;b&gt;",
        "val_accuracy",
    ]
    assert list(chart.data[0].dimensions[0].values) == pytest.approx([-4, -2, -3])
    assert list(chart.data[0].dimensions[0].ticktext) == ["0.0001", "0.01"]
    assert list(chart.data[0].dimensions[1].ticktext) == ["8", "8-4"]


def test_all_figures_are_written(found, tmp_path):
    written = plots.write_plots(found, tmp_path / "plots")
    assert [path.name for path in written] == [
        "scores.png",
        "parallel.png",
        "scores.html",
        "parallel.html",
    ]
    assert all(path.stat().st_size > 1000 for path in written)
    assert "http" not in written[2].read_text().partition("<figure>")[0]


def test_nothing_finished_is_nothing_to_draw():
    with pytest.raises(InvalidArgument, match="none finished"):
        plots.show_scores(Search((), "random", "val_accuracy"))
