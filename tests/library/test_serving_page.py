"""The page in a real browser: choose, paste, draw, by mouse and by keyboard."""

import contextlib
import importlib.util
import pathlib
import shutil
import socket
import threading

import numpy as np
import pytest
from PIL import Image

from fashionlab import serving
from fashionlab.data.class_names import FASHION_NAMES
from fashionlab.filling import fill_from
from fashionlab.quiet import import_keras
from fashionlab.tasks import separate_solutions

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_MISSING = [
    *([] if CHROMIUM else ["chromium on the PATH"]),
    *(name for name in ("playwright", "fastapi", "uvicorn") if not importlib.util.find_spec(name)),
]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(_MISSING), reason=f"missing: {', '.join(_MISSING)}"),
]

PASTE = """async () => {
  const board = new OffscreenCanvas(40, 40);
  const brush = board.getContext("2d");
  brush.fillRect(0, 0, 40, 40);
  brush.fillStyle = "white";
  brush.fillRect(10, 5, 20, 30);
  const data = new DataTransfer();
  data.items.add(new File([await board.convertToBlob()], "pasted.png", {type: "image/png"}));
  dispatchEvent(new ClipboardEvent("paste", {clipboardData: data}));
}"""


@pytest.fixture(scope="module", autouse=True)
def solved():
    """The page's heat map runs an exercise."""
    with separate_solutions():
        fill_from(pathlib.Path(__file__).resolve().parents[2] / "solutions" / "ch06_evaluation.py")
        yield


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server in this process, on a free port."""
    import uvicorn

    keras = import_keras()
    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(4, 3, activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    folder = tmp_path_factory.mktemp("served") / "tiny"
    serving.save_model(model, folder, class_names=FASHION_NAMES, dataset="fashion_mnist")
    app = serving.create_app(serving.Predictor(folder, max_bytes=200_000))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with contextlib.closing(opened):
            yield opened


@pytest.fixture
def page(browser, address):
    """The page, open; whatever it loads from elsewhere or complains about fails the test."""
    opened = browser.new_page()
    elsewhere, complaints = [], []

    def note(request):
        if not request.url.startswith((address, "data:", "blob:")):
            elsewhere.append(request.url)

    def listen(message):
        # A refused picture is an answer of 4xx, which a browser also writes to its console.
        if message.type == "error" and "status of 4" not in message.text:
            complaints.append(message.text)

    opened.on("request", note)
    opened.on("console", listen)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(address)
    yield opened
    opened.close()
    assert not elsewhere
    assert not complaints


@pytest.fixture
def shirt(tmp_path):
    pixels = np.full((90, 90), 250, dtype=np.uint8)
    pixels[15:75, 30:60] = 40
    Image.fromarray(pixels).save(tmp_path / "shirt.png")
    return tmp_path / "shirt.png"


def bars(page):
    page.locator("#bars li").nth(9).wait_for()
    return page.locator("#bars li").all_inner_texts()


def test_a_chosen_picture_shows_ten_bars_and_where_the_model_looked(page, shirt):
    page.set_input_files("#file", shirt)
    told = bars(page)
    assert {text.split("\n")[0] for text in told} == set(FASHION_NAMES)
    widths = [
        bar.bounding_box()["width"] for bar in page.locator("#bars .fill").all() if bar.is_visible()
    ]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 0
    assert told[0].split("\n")[0] in page.inner_text("#status")
    assert page.locator("#heat").is_visible()
    assert page.evaluate("document.getElementById('heat').naturalWidth") == 224
    assert "inverted" in page.inner_text("#steps")


def test_without_the_tick_there_is_no_grad_cam(page, shirt):
    page.get_by_label("Show where the model looked").uncheck()
    page.set_input_files("#file", shirt)
    bars(page)
    assert page.locator("#heat").is_hidden()


def test_a_pasted_picture_is_answered(page):
    page.evaluate(PASTE)
    bars(page)
    assert "resized from 40 x 40" in page.inner_text("#steps")


def test_a_drawing_by_mouse_is_answered(page):
    box = page.locator("#canvas").bounding_box()
    page.mouse.move(box["x"] + 80, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 220, steps=8)
    page.mouse.up()
    bars(page)
    assert "280 x 280" in page.inner_text("#steps")


def test_a_drawing_by_keyboard_is_answered(page):
    page.get_by_role("application", name="Drawing board").focus()
    page.keyboard.press("Enter")
    assert "empty" in page.inner_text("#status")
    page.keyboard.press("Space")
    for key in ["ArrowDown"] * 6 + ["ArrowRight"] * 4:
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    bars(page)
    page.keyboard.press("Delete")
    assert "empty" in page.inner_text("#status")


def test_every_control_is_reached_by_the_tab_key(page):
    reached = set()
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert reached >= {"file", "cam", "canvas", "ask", "clear", "width", "A"}


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"hello", "not a picture"), (bytes(300_000), "At most 0.2 MB")],
    ids=["text", "large"],
)
def test_a_refusal_is_shown_in_words(page, tmp_path, content, said):
    (tmp_path / "wrong.png").write_bytes(content)
    page.set_input_files("#file", tmp_path / "wrong.png")
    page.get_by_text(said).wait_for()
    assert page.locator("#answer").is_hidden()
    assert page.locator("#status.wrong").is_visible()


def test_dark_mode_is_dark(page):
    page.emulate_media(color_scheme="dark")
    red, green, blue = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    )
    assert max(red, green, blue) < 60


def test_the_documentation_works_without_a_network(page, address):
    page.goto(f"{address}/docs")
    page.get_by_role("button", name="POST /predict").first.click()
    page.get_by_text("Say what a picture shows").wait_for()
