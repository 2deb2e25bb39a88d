"""`fashionlab train`, `predict`, `serve`, `export`, `tune`, as they are typed."""

import json
import pathlib
import signal
import socket
import subprocess
import sys
import urllib.request

import numpy as np
import pytest
from PIL import Image

from fashionlab import cli
from fashionlab.tasks import separate_solutions

ROOT = pathlib.Path(__file__).resolve().parents[2]
TRAIN = [
    "train", "ann", "--data", "synthetic_fashion", "--subset", "300", "--epochs", "2",
    "--set", "hidden_units=[16]",
]  # fmt: skip


def command(*arguments):
    return [sys.executable, "-m", "fashionlab.cli", *map(str, arguments)]


def run(*arguments, folder=ROOT):
    return subprocess.run(command(*arguments), cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """The folder of a model trained by the command, and what the command said."""
    folder = tmp_path_factory.mktemp("models") / "small"
    done = run(*TRAIN, "--out", folder)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@pytest.fixture
def fashionlab(monkeypatch, capsys):
    """Run the command line in this process; return exit code, output and errors."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["fashionlab", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        told = capsys.readouterr()
        return left.value.code, told.out, told.err

    return call


@pytest.fixture
def shirt(tmp_path):
    pixels = np.full((90, 90), 250, dtype=np.uint8)
    pixels[15:75, 30:60] = 40
    Image.fromarray(pixels).save(tmp_path / "shirt [red].png")
    return tmp_path / "shirt [red].png"


def test_training_shows_every_epoch_and_saves_the_model(trained):
    folder, told = trained
    assert "epoch 1 of 2" in told
    assert "epoch 2 of 2" in told
    assert f"Saved: {folder}" in told
    info = json.loads((folder / "model.json").read_text())
    assert info["dataset"] == "synthetic_fashion"
    assert info["parameters"] == 28 * 28 * 16 + 16 + 16 * 10 + 10
    record = info["record"]
    assert (record["train_images"], record["epochs_run"], record["synthetic"]) == (300, 2, True)
    assert record["arguments"] == {"hidden_units": [16]}
    assert f"{record['validation_accuracy']:.4f}" in told


def test_pictures_are_answered_as_a_table(fashionlab, trained, shirt):
    code, told, _ = fashionlab("predict", shirt, "--model", trained[0])
    assert code == 0
    assert "%" in told
    assert "inverted" in told
    assert "[red]" in told.replace("\n", "")


def test_pictures_are_answered_as_json(fashionlab, trained, shirt):
    code, told, _ = fashionlab("predict", shirt, shirt, "--model", trained[0], "--json", "--top", 2)
    assert code == 0
    rows = [json.loads(line) for line in told.splitlines()]
    assert [row["file"] for row in rows] == [str(shirt)] * 2
    assert rows[0]["inverted"]
    assert len(rows[0]["probabilities"]) == 2
    assert next(iter(rows[0]["probabilities"])) == rows[0]["class_name"]


def test_one_bad_picture_does_not_cost_the_others(fashionlab, trained, shirt):
    code, told, wrong = fashionlab(
        "predict", "nowhere.png", shirt, ROOT / "README.md", "--model", trained[0], "--json"
    )
    assert code == 2
    assert len(told.splitlines()) == 1
    assert [line.startswith("Error: ") for line in wrong.splitlines()] == [True, True]
    assert "nowhere.png" in wrong
    assert "README.md" in wrong


@pytest.mark.parametrize("options", [(), ("--quantize",)], ids=str)
def test_an_export_is_compared_with_the_model(fashionlab, trained, tmp_path, options):
    code, told, _ = fashionlab(
        "export", "--model", trained[0], "--out", tmp_path / "small.tflite", *options
    )
    assert code == 0
    assert "agrees" in told
    assert "64 images" in told
    assert (tmp_path / "small.tflite").stat().st_size > 1000


def test_an_export_without_the_exercise_is_written_and_not_compared(fashionlab, trained, tmp_path):
    earlier = ROOT / "solutions" / "ch01_data.py"
    with separate_solutions():
        code, told, _ = fashionlab(
            "export", "--model", trained[0], "--out", tmp_path / "a.tflite", "--fill", earlier
        )
    assert code == 0
    assert "Not compared with the model. serving.measure_parity is not written yet" in told
    assert (tmp_path / "a.tflite").stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["train", "transformer", "--data", "synthetic_fashion"], "transformer"),
        (["train", "ann", "--data", "imagenet"], "imagenet"),
        (["train", "ann", "--data", "synthetic_fashion", "--set", "schedule"], "NAME=VALUE"),
        (["train", "ann", "--data", "synthetic_fashion", "--set", "schedule=zigzag"], "zigzag"),
        (["train", "cnn_v1", "--data", "synthetic_fashion", "--set", "colour=red"], "colour"),
        (["train", "ann", "--data", "synthetic_fashion", "--fill", "nowhere"], "nowhere"),
        (["train", "cnn_v1", "--data", "synthetic_fashion", "--subset", "70000"], "70000"),
        (["tune", "ann", "--data", "synthetic_fashion", "--try", "learning_rate"], "NAME=1,2,3"),
        (["tune", "ann", "--data", "synthetic_fashion", "--try", "x=a..b"], "two numbers"),
        (["predict", "x.png", "--model", "nowhere"], "fashionlab train"),
        (["export", "--model", "nowhere"], "fashionlab train"),
        (["serve", "--model", "nowhere"], "fashionlab train"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_bad_input_is_a_message_and_exit_code_2(fashionlab, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)  # where no solutions are near: the stubs of this process stay
    code, told, wrong = fashionlab(*arguments)
    assert code == 2
    assert wrong.count("Error: ") == 1
    assert said in wrong
    assert "Traceback" not in told + wrong


def test_a_damaged_model_is_a_message(fashionlab, trained, tmp_path):
    for name in ("model.json", "model.keras"):
        (tmp_path / name).write_bytes((trained[0] / name).read_bytes())
    (tmp_path / "model.keras").write_bytes(b"")
    code, _, wrong = fashionlab("predict", "x.png", "--model", tmp_path)
    assert code == 2
    assert "SHA-256" in wrong


def test_a_port_in_use_is_a_message(fashionlab, trained):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, wrong = fashionlab("serve", "--model", trained[0], "--port", port)
    assert code == 2
    assert str(port) in wrong
    assert "--port 8001" in wrong


def take_ctrl_c():
    """A test run in the background ignores Ctrl-C, and so would the programs it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_serving_answers_until_ctrl_c(trained):
    server = subprocess.Popen(
        command("serve", "--model", trained[0], "--port", "0"),
        cwd=ROOT,
        preexec_fn=take_ctrl_c,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with server:
        line = server.stdout.readline()
        address = line.split()[2]
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}/health") as answer:
            assert json.load(answer)["dataset"] == "synthetic_fashion"
        server.send_signal(signal.SIGINT)
        assert "Traceback" not in server.stdout.read()
    assert server.returncode == 130


def test_a_path_that_cannot_be_written_is_a_message(fashionlab, tmp_path, monkeypatch):
    def grade():
        (tmp_path / "no" / "report.json").write_text("")

    monkeypatch.setattr(cli, "app", grade)
    code, _, wrong = fashionlab()
    assert code == 2
    assert wrong.startswith("Error: No such file or directory: ")
    assert "report.json" in wrong


def test_the_command_line_starts_without_tensorflow():
    heavy = {"fastapi", "keras", "matplotlib", "PIL", "tensorflow"}
    code = f"import sys, fashionlab.cli; print({heavy!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "set()\n"


def test_every_command_stands_in_the_help(fashionlab):
    code, told, _ = fashionlab("--help")
    assert code == 0
    for name in (
        "calibrate", "check", "compare", "course", "demo", "doctor", "export", "feedback", "grade",
        "predict", "progress", "release", "serve", "tasks", "train", "tune",
    ):  # fmt: skip
        assert f" {name} " in told


@pytest.mark.slow
def test_ctrl_c_keeps_the_finished_epochs(tmp_path):
    arguments = [*TRAIN, "--out", tmp_path / "small", "--epochs", "10"]
    with subprocess.Popen(
        command(*arguments),
        cwd=ROOT,
        preexec_fn=take_ctrl_c,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as training:
        for line in training.stdout:
            if "epoch 1 of 10" in line:
                training.send_signal(signal.SIGINT)
                break
        _, wrong = training.communicate()
    assert training.returncode == 130
    assert "the same command goes on" in wrong
    assert "Traceback" not in wrong
    again = run(*arguments)
    assert again.returncode == 0, again.stderr
    assert "epoch 1 of 10" not in again.stdout
    assert "epoch 10 of 10" in again.stdout


@pytest.mark.slow
def test_a_search_ranks_its_trials_and_says_how_to_train_the_best(tmp_path):
    arguments = [
        "tune", "ann", "--data", "synthetic_fashion", "--subset", "200", "--epochs", "1",
        "--method", "random", "--trials", "2", "--out", tmp_path / "search",
        "--try", "learning_rate=1e-3..1e-2:log", "--try", "hidden_units=[8],[16,8]",
    ]  # fmt: skip
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert "trial 1: 0." in done.stdout
    assert "fashionlab train ann --data synthetic_fashion --set learning_rate=" in done.stdout
    assert (tmp_path / "search" / "trials.csv").exists()
