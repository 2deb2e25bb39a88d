"""Result figures: one record per model, all in one JSON file."""

import dataclasses
import datetime
import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fashionlab.comparison.plan import Entry, Row
from fashionlab.errors import InvalidArgument
from fashionlab.files import write_json

# Training images from which a figure is one of a whole data set; CIFAR-100's 10,000 leave
# 8,000 to train on.
FULL = 5_000


@dataclasses.dataclass(frozen=True)
class Record:
    """What was measured of one model of a row, over all its seeds.

    Attributes:
        row: Id of the row.
        model: Name of the entry.
        title: Its title.
        dataset: Name of the data set the images came from.
        train_images: Images it learned from.
        validation_images: Images it was chosen by.
        parameters: Numbers in the model, trained and not.
        flops: Operations for one image, 2 per multiply-add; None where the
            exercise that counts them is not written yet.
        seeds: Runs that the means are of.
        validation_accuracy_mean: 0 to 1.
        validation_accuracy_sd: Sample standard deviation; None with one seed.
        test_accuracy_mean: 0 to 1.
        test_accuracy_sd: As above.
        top5_accuracy_mean: Test images whose class is among the five most
            probable ones; None with ten classes or fewer.
        superclass_accuracy_mean: CIFAR-100: test images whose superclass is
            right; None elsewhere.
        given_accuracy: Published accuracy, or None.
        given_parameters: Published number of parameters, or None.
        cpu_seconds: Processor time of one run's training, mean.
        seconds: Wall time of one run's training, mean.
        feature_cpu_seconds: Processor time of one pass of the frozen base over
            the training images; None without frozen features.
        cache_speedup: What an epoch costs with the frozen base in it, as a
            multiple of what it costs on cached features; None without them.
        peak_memory_mb: Largest memory of a run, in 10^6 bytes.
        latency_ms: Compiled call with one image, median, in milliseconds; None
            where the exercise that times calls is not written yet.
        images_per_second: Compiled call with batches of 256; None as above.
        epochs: Epochs trained, mean.
        versions: Package name to version.
        date: Day of the measurement, year-month-day.
    """

    row: str
    model: str
    title: str
    dataset: str
    train_images: int
    validation_images: int
    parameters: int
    flops: int | None
    seeds: int
    validation_accuracy_mean: float
    validation_accuracy_sd: float | None
    test_accuracy_mean: float
    test_accuracy_sd: float | None
    top5_accuracy_mean: float | None
    superclass_accuracy_mean: float | None
    given_accuracy: float | None
    given_parameters: int | None
    cpu_seconds: float
    seconds: float
    feature_cpu_seconds: float | None
    cache_speedup: float | None
    peak_memory_mb: float
    latency_ms: float | None
    images_per_second: float | None
    epochs: float
    versions: dict[str, str]
    date: str


def record_of(row: Row, entry: Entry, results: Sequence[dict[str, Any]]) -> Record:
    """Summarise the runs of an entry, one result per seed (see `job.run_job`)."""

    def values(name: str) -> list[float]:
        return [result[name] for result in results if result[name] is not None]

    def mean(name: str, digits: int = 4) -> float:
        return round(statistics.fmean(values(name)), digits)

    def mean_if_any(name: str) -> float | None:
        return mean(name) if values(name) else None

    def median_if_any(name: str, digits: int | None = None) -> float | None:
        return round(statistics.median(values(name)), digits) if values(name) else None

    def sd(name: str) -> float | None:
        found = values(name)
        return round(statistics.stdev(found), 4) if len(found) > 1 else None

    first = results[0]
    return Record(
        row=row.id,
        model=entry.name,
        title=entry.title,
        dataset=first["dataset"],
        train_images=first["train_images"],
        validation_images=first["validation_images"],
        parameters=first["parameters"],
        flops=first["flops"],
        seeds=len(results),
        validation_accuracy_mean=mean("validation_accuracy"),
        validation_accuracy_sd=sd("validation_accuracy"),
        test_accuracy_mean=mean("test_accuracy"),
        test_accuracy_sd=sd("test_accuracy"),
        top5_accuracy_mean=mean_if_any("top5_accuracy"),
        superclass_accuracy_mean=mean_if_any("superclass_accuracy"),
        given_accuracy=entry.given_accuracy,
        given_parameters=entry.given_parameters,
        cpu_seconds=mean("cpu_seconds", 1),
        seconds=mean("seconds", 1),
        feature_cpu_seconds=mean_if_any("feature_cpu_seconds"),
        cache_speedup=mean_if_any("cache_speedup"),
        peak_memory_mb=round(max(values("peak_memory_mb"))),
        latency_ms=median_if_any("latency_ms", 3),
        images_per_second=median_if_any("images_per_second"),
        epochs=mean("epochs", 1),
        versions=first["versions"],
        date=datetime.date.today().isoformat(),
    )


def read_records(path: Path) -> list[dict[str, Any]]:
    """Read `results.json`; a missing file holds no records.

    Raises:
        InvalidArgument: If it is not a list of records.
    """
    if not path.exists():
        return []
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InvalidArgument(f"{path}: expected JSON. Received: {error}.") from None
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise InvalidArgument(f"{path}: expected a list of records. Received: something else.")
    return records


def write_records(path: Path, new: Sequence[Record]) -> list[str]:
    """Put records into `results.json`, in place of those of the same measurement.

    A measurement is a row, a model, a data set and a number of training images.
    One over fewer seeds never replaces one over more.

    Returns:
        One sentence per record that was left out.
    """
    kept = {_key(record): record for record in read_records(path)}
    refused = []
    for record in new:
        plain = dataclasses.asdict(record)
        before = kept.get(_key(plain))
        if before is not None and before["seeds"] > record.seeds:
            refused.append(
                f"{path.name} keeps {record.row} {record.model}: it was measured over "
                f"{before['seeds']} seeds, this run over {record.seeds}."
            )
        else:
            kept[_key(plain)] = plain
    write_json(path, [kept[key] for key in sorted(kept)])
    return refused


def _key(record: dict[str, Any]) -> tuple[str, str, str, int]:
    return record["row"], record["dataset"], record["model"], record["train_images"]
