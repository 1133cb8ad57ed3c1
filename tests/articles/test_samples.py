"""The sample articles are articles, and show several formats."""

from pathlib import Path

from pipeline.articles.reading import Article, list_inputs, read

SAMPLES = Path(__file__).parents[2] / "articles"


def test_the_samples_are_read_without_a_fault():
    items = [item for file in list_inputs([str(SAMPLES)]) for item in read(file)]
    assert all(isinstance(item, Article) for item in items)
    assert len(items) >= 20
    assert len({item.format for item in items}) >= 4
    assert all(item.reference_date for item in items)
    assert all(90 <= item.n_words <= 500 for item in items)
