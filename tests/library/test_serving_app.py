"""The web application: answers, refusals, and what a browser is allowed to do."""

import base64
import concurrent.futures
import io
import pathlib
import re

import numpy as np
import pytest
from PIL import Image

from fashionlab import serving
from fashionlab.data.class_names import FASHION_NAMES
from fashionlab.filling import fill_from
from fashionlab.quiet import import_keras
from fashionlab.tasks import separate_solutions

testclient = pytest.importorskip("fastapi.testclient", reason="needs the extra serve")

SOLUTIONS = pathlib.Path(__file__).resolve().parents[2] / "solutions"
SHIRT = np.zeros((28, 28), dtype=np.uint8)
SHIRT[4:24, 9:19] = 200


def encoded(image, kind="PNG"):
    written = io.BytesIO()
    Image.fromarray(image).save(written, kind)
    return written.getvalue()


def make_predictor(folder, *, convolution=True, **limits):
    keras = import_keras()
    keras.utils.set_random_seed(0)
    first = [keras.layers.Conv2D(4, 3, activation="relu")] if convolution else []
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            *first,
            keras.layers.Flatten(),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    serving.save_model(model, folder, class_names=FASHION_NAMES, dataset="fashion_mnist")
    return serving.Predictor(folder, **limits)


@pytest.fixture(scope="module")
def predictor(tmp_path_factory):
    return make_predictor(tmp_path_factory.mktemp("served") / "tiny", max_bytes=100_000)


@pytest.fixture(scope="module")
def client(predictor):
    with testclient.TestClient(serving.create_app(predictor)) as opened:
        yield opened


def send(client, content, **query):
    return client.post("/predict", files={"file": ("shirt.png", content)}, params=query)


def test_a_picture_gets_every_class_sorted(client, predictor):
    answer = send(client, encoded(SHIRT))
    assert answer.status_code == 200
    told = answer.json()
    shares = [row["probability"] for row in told["probabilities"]]
    assert len(shares) == 10
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1, abs=1e-5)
    assert told["probabilities"][0]["class_name"] == told["class_name"]
    assert told["class_name"] == predictor.predict(SHIRT).ranking(1)[0][0]
    assert told["seconds"] > 0
    assert told["grad_cam"] is None


def picture_of(url):
    head, _, content = url.partition(",")
    assert head == "data:image/png;base64"
    return Image.open(io.BytesIO(base64.b64decode(content)))


def test_grad_cam_comes_when_asked_for(client):
    with separate_solutions():
        fill_from(SOLUTIONS / "ch06_evaluation.py")
        told = send(client, encoded(SHIRT), grad_cam=True, top=3).json()
    heat, seen = picture_of(told["grad_cam"]), picture_of(told["prepared"]["image"])
    assert heat.size == seen.size == (224, 224)
    assert heat.tobytes() != seen.tobytes()
    assert len(told["probabilities"]) == 3


def test_without_the_exercise_the_answer_comes_without_grad_cam(client):
    with separate_solutions():
        told = send(client, encoded(SHIRT), grad_cam=True).json()
    assert told["class_name"]
    assert told["grad_cam"] is None
    assert "evaluation.grad_cam_heatmap is not written yet" in told["grad_cam_note"]


def test_a_model_without_convolutions_says_why_there_is_no_grad_cam(tmp_path):
    app = serving.create_app(make_predictor(tmp_path / "dense", convolution=False))
    told = send(testclient.TestClient(app), encoded(SHIRT), grad_cam=True).json()
    assert told["grad_cam"] is None
    assert "convolution" in told["grad_cam_note"]


def test_the_answer_shows_what_was_done_to_the_picture(client):
    photo = np.pad(255 - np.kron(SHIRT, np.ones((4, 4), np.uint8)), 40, constant_values=255)
    prepared = send(client, encoded(photo)).json()["prepared"]
    assert prepared["inverted"]
    assert "inverted" in prepared["steps"][0]
    seen = np.asarray(picture_of(prepared["image"]).convert("L"))
    assert seen[0, 0] == 0
    assert seen[112, 112] > 150


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (413, b"\xff\xd8\xff" + bytes(100_001)),
        (413, b"\xff\xd8\xff" + bytes(200_000)),
        (413, encoded(np.zeros((6000, 6000), np.uint8))),
        (415, b"hello"),
        (415, encoded(SHIRT, "TIFF")),
        (422, b""),
        (422, encoded(SHIRT)[:-40]),
    ],
    ids=["large", "larger", "pixels", "text", "tiff", "empty", "cut short"],
)
def test_a_picture_that_cannot_be_used_is_a_clear_refusal(client, status, content):
    assert_fault(send(client, content), status)


def assert_fault(answer, status):
    assert answer.status_code == status
    fault = answer.json()["error"]
    assert set(fault) == {"what", "expected", "received", "do"}
    assert all(fault.values())
    assert "Traceback" not in answer.text
    assert 'File "' not in answer.text
    return fault


def test_a_large_request_around_a_small_picture_is_refused(client):
    picture = {"file": ("shirt.png", encoded(SHIRT))}
    assert_fault(client.post("/predict", files=picture, data={"more": "x" * 150_000}), 413)


def test_many_at_once_each_get_their_own_answer(client, predictor):
    pictures = [np.roll(SHIRT, step, axis=0) for step in range(8)]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda picture: send(client, encoded(picture)).json(), pictures))
    for picture, answer in zip(pictures, told, strict=True):
        expected = predictor.predict(picture).ranking()
        assert [row["class_name"] for row in answer["probabilities"]] == [n for n, _ in expected]
        assert answer["probability"] == pytest.approx(expected[0][1], abs=1e-6)


def test_requests_that_are_none_are_a_clear_refusal(client):
    assert_fault(client.post("/predict"), 422)
    assert_fault(client.post("/predict", data={"file": "text"}), 422)
    assert_fault(client.post("/predict", content=b"x", headers={"Content-Type": "image/png"}), 422)
    multipart = {"Content-Type": "multipart/form-data"}
    assert_fault(client.post("/predict", content=b"x", headers=multipart), 400)
    assert_fault(send(client, encoded(SHIRT), top=0), 422)
    assert_fault(client.get("/nowhere"), 404)
    fault = assert_fault(client.get("/predict"), 405)
    assert fault["expected"] == "POST"
    assert_fault(client.post("/"), 405)


def test_a_fault_of_the_server_shows_nothing_of_its_inside(predictor, monkeypatch):
    def broken(self, picture):
        raise RuntimeError("secret detail")

    client = testclient.TestClient(serving.create_app(predictor), raise_server_exceptions=False)
    monkeypatch.setattr(serving.Predictor, "predict", broken)
    answer = send(client, encoded(SHIRT))
    assert_fault(answer, 500)
    assert "secret" not in answer.text


def test_health_says_what_is_served(client):
    told = client.get("/health").json()
    assert told["status"] == "ok"
    assert (told["model"], told["dataset"]) == ("tiny", "fashion_mnist")
    assert told["max_bytes"] == 100_000


# The page, in a browser's eyes


def test_the_page_needs_nothing_from_elsewhere(client):
    html = client.get("/").text
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!data:|docs)[^"']+""", html)
    assert not re.findall(r"https?://|@import|url\(", html)


def test_the_policy_allows_the_page_s_own_script_and_nothing_else(client):
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert len(re.findall(r"'sha256-[^']+'", policy)) == 2
    assert answer.text.count("<script>") == answer.text.count("<style>") == 1
    # Attributes would be blocked by that policy.
    assert not re.findall(r"<[^>]+\s(?:on\w+|style)\s*=", answer.text)


def test_every_control_of_the_page_has_a_name(client):
    html = client.get("/").text
    assert '<html lang="en">' in html
    for control in re.findall(r"<input[^>]*>", html):
        name = re.search(r'id="([^"]+)"', control)[1]
        assert f'<label for="{name}">' in html
    for picture in re.findall(r"<img[^>]*>", html):
        assert re.search(r'alt="[^"]+"', picture)


@pytest.mark.parametrize("path", ["/", "/docs", "/health", "/nowhere"])
def test_every_answer_carries_the_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_documentation_loads_from_this_server_alone(client):
    for path in ("/docs", "/redoc"):
        html = client.get(path).text
        loaded = re.findall(r'(?:src|href)="([^"]+)"', html)
        assert loaded
        for address in loaded:
            assert address.startswith("/"), address
            assert client.get(address).status_code == 200
    assert set(client.get("/openapi.json").json()["paths"]) == {"/predict", "/health"}
