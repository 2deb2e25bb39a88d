"""The chapters of the course, in reading order."""

import dataclasses

from fashionlab.errors import UnknownTask


@dataclasses.dataclass(frozen=True)
class Chapter:
    """One chapter: a page of the book and a notebook of exercises.

    Attributes:
        id: The stem shared by page, notebook, solutions and checks: `"ch02_ann"`.
        title: The heading of its page in the book.
    """

    id: str
    title: str

    @property
    def number(self) -> int:
        """Position in the course, from 1."""
        return int(self.id[2:4])

    @property
    def notebook(self) -> str:
        """File name of its exercises."""
        return f"{self.id}.ipynb"


CHAPTERS: dict[str, Chapter] = {
    chapter.id: chapter
    for chapter in (
        Chapter("ch01_data", "Images as tensors"),
        Chapter("ch02_ann", "A first network"),
        Chapter("ch03_cnn", "Why convolution"),
        Chapter("ch04_training", "Train without guessing"),
        Chapter("ch05_regularisation", "Make a deeper net earn its depth"),
        Chapter("ch06_evaluation", "See what a model gets wrong and why"),
        Chapter("ch07_cost", "What accuracy costs"),
        Chapter("ch08_transfer", "Use ImageNet features on a laptop"),
        Chapter("ch09_finetuning", "Unfreeze without forgetting"),
        Chapter("ch10_tuning", "Search instead of fiddling"),
        Chapter("ch11_cifar100", "Meet a data set that bites back"),
        Chapter("ch12_shipping", "Hand the model to someone else"),
    )
}


def get_chapter(chapter_id: str) -> Chapter:
    """Return the chapter with this id.

    Args:
        chapter_id: For example `"ch02_ann"`.

    Raises:
        UnknownTask: If there is no such chapter; the message lists those there are.
    """
    try:
        return CHAPTERS[chapter_id]
    except KeyError:
        raise UnknownTask(
            f"There is no chapter {chapter_id!r}. Expected one of: {', '.join(CHAPTERS)}."
        ) from None
