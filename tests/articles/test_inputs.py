import os

import fsspec
import pytest

from pipeline.articles.inputs import FORMATS, format_of, list_inputs
from pipeline.articles.reading import read
from pipeline.errors import SourceNotFoundError, UnknownFormatError, redacted, without_secrets


def touch(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def names(inputs):
    return [file.name for file in inputs]


def test_folders_are_searched_to_the_bottom_in_order(tmp_path):
    touch(tmp_path, "b.txt", "a.txt", "deep/er/c.jsonl", "deep/d.warc.gz")
    assert names(list_inputs([str(tmp_path)])) == ["a.txt", "b.txt", "deep/d.warc.gz", "deep/er/c.jsonl"]


def test_sidecars_hidden_files_and_other_formats_are_passed_over(tmp_path):
    touch(tmp_path, "a.txt", "a.meta.yaml", ".b.txt", ".git/c.txt", "d.pdf", "e.docx")
    assert names(list_inputs([str(tmp_path)])) == ["a.txt"]


def test_files_about_a_folder_are_articles_only_where_named(tmp_path):
    touch(tmp_path, "README.md", "LICENSE.txt", "deep/readme.txt", "a.txt")
    assert names(list_inputs([str(tmp_path)])) == ["a.txt"]
    assert names(list_inputs([f"{tmp_path}/README.md"])) == ["README.md"]


def test_a_name_may_look_like_a_wildcard(tmp_path):
    touch(tmp_path, "news[1].txt", "news1.txt")
    assert names(list_inputs([f"{tmp_path}/news[1].txt"])) == ["news[1].txt"]


def test_links_are_followed_and_the_version_is_that_of_what_they_lead_to(tmp_path):
    touch(tmp_path, "real/a.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "real/a.txt")
    (tmp_path / "in/lost.txt").symlink_to(tmp_path / "nowhere.txt")
    before = list_inputs([f"{tmp_path}/in"])
    assert names(before) == ["link.txt", "lost.txt"]
    os.utime(tmp_path / "real/a.txt", (1, 1))
    assert list_inputs([f"{tmp_path}/in"])[0].modified != before[0].modified


@pytest.mark.parametrize("source", ["", "/a.txt", "/*.txt"])
def test_a_changed_sidecar_is_another_version_of_its_text(tmp_path, source):
    touch(tmp_path, "a.txt", "a.meta.yaml")
    (before,) = list_inputs([f"{tmp_path}{source}"])
    assert before.sidecar == f"{tmp_path}/a.meta.yaml"
    os.utime(tmp_path / "a.meta.yaml", (1, 1))
    (after,) = list_inputs([f"{tmp_path}{source}"])
    assert before.modified != after.modified


@pytest.mark.parametrize("source", ["nosuch://bucket/a.txt", "nosuch://bucket/*.txt"])
def test_a_file_system_that_is_not_there_is_told(source):
    with pytest.raises(SourceNotFoundError, match="nosuch"):
        list_inputs([source])


def test_globs_and_files_are_sources_too(tmp_path):
    touch(tmp_path, "x/a.txt", "x/b.html", "y/c.txt")
    assert names(list_inputs([f"{tmp_path}/*/*.txt"])) == ["x/a.txt", "y/c.txt"]
    assert names(list_inputs([f"{tmp_path}/x/b.html"])) == ["b.html"]


def test_a_file_named_twice_is_read_once(tmp_path):
    touch(tmp_path, "a.txt")
    assert len(list_inputs([str(tmp_path), f"{tmp_path}/a.txt"])) == 1


def test_sources_may_lie_on_any_file_system():
    fs = fsspec.filesystem("memory")
    fs.pipe_file("/news-inputs/a.txt", b"x")
    (file,) = list_inputs(["memory://news-inputs"])
    assert (file.path, file.name, file.format, file.size) == ("memory:///news-inputs/a.txt", "a.txt", "text", 1)


@pytest.mark.parametrize("source", ["nowhere", "nowhere/*.txt"])
def test_a_source_that_is_not_there_is_named(tmp_path, source):
    with pytest.raises(SourceNotFoundError, match=os.path.join(tmp_path, "nowhere")):
        list_inputs([f"{tmp_path}/{source}"])


def test_a_file_of_no_known_format_is_an_error_when_named_and_read_when_the_format_is_given(tmp_path):
    touch(tmp_path, "a.dat")
    with pytest.raises(UnknownFormatError, match=r"a\.dat"):
        list_inputs([f"{tmp_path}/a.dat"])
    assert list_inputs([f"{tmp_path}/a.dat"], "text")[0].format == "text"
    with pytest.raises(UnknownFormatError, match=r"'docx'.*text, html"):
        list_inputs([str(tmp_path)], "docx")


def test_another_version_of_a_file_is_told_from_the_first(tmp_path):
    touch(tmp_path, "a.txt")
    (before,) = list_inputs([str(tmp_path)])
    os.utime(tmp_path / "a.txt", (1, 1))
    (after,) = list_inputs([str(tmp_path)])
    assert before.modified != after.modified


def test_the_longest_ending_decides():
    assert format_of("a/b.JSONL.GZ") == "jsonl"
    assert format_of("crawl.warc.gz") == "warc"
    assert format_of("b.gz") is None
    assert format_of("https://news.example/a.jsonl?key=b.txt") == "jsonl"
    assert set(FORMATS) == {"text", "html", "jsonl", "csv", "parquet", "warc"}


def test_folders_of_other_tools_are_passed_over_and_unknown_files_named(tmp_path):
    touch(tmp_path, "a.txt", "_temporary/b.txt", "_delta_log/c.jsonl", "_SUCCESS", ".d.docx", "e.pdf", "deep/f.docx")
    inputs = list_inputs([str(tmp_path)])
    assert (names(inputs), inputs.passed_over) == (["a.txt"], ["deep/f.docx", "e.pdf"])
    assert names(list_inputs([f"{tmp_path}/_temporary"])) == ["b.txt"]


def test_what_a_run_has_made_is_passed_over(tmp_path):
    made = ("tokens/part-00000.parquet", "validation/docs/index.html", "dataset-card.md", ".quotidian/lock")
    touch(tmp_path, "a.txt", *(f"output/{name}" for name in made), "output/b.txt", "report/c.html")
    assert names(list_inputs([str(tmp_path)])) == ["a.txt", "output/b.txt", "report/c.html"]
    assert names(list_inputs([f"{tmp_path}/**/*.parquet"])) == []
    assert names(list_inputs([f"{tmp_path}/output/tokens"])) == ["part-00000.parquet"]  # named by itself


def test_an_empty_source_is_not_the_folder_one_is_in():
    with pytest.raises(SourceNotFoundError, match="A source is empty"):
        list_inputs([""])


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("ftp://ann:pa55@news.example:21/a.txt", "ftp://***@news.example:21/a.txt"),
        ("ftp://ann:pa/5@5@news.example/a.txt", "ftp://***@news.example/a.txt"),
        ("s3://KEY@bucket/a.txt", "s3://***@bucket/a.txt"),
        ("https://news.example:8080/@ann/a.txt", "https://news.example:8080/@ann/a.txt"),
        ("https://n.example/a?b=1&X-Amz-Signature=ab%2F1&c=2", "https://n.example/a?b=1&X-Amz-Signature=***&c=2"),
        ("https://n.example/a?sig=x&sv=2", "https://n.example/a?sig=***&sv=2"),
        ("https://n.example/a?Policy=x1&Key-Pair-Id=y1", "https://n.example/a?Policy=***&Key-Pair-Id=***"),
        ("https://n.example/a?pass=x1&page=2", "https://n.example/a?pass=***&page=2"),
        ("no address: a@b and c=d", "no address: a@b and c=d"),
    ],
)
def test_what_opens_a_source_is_not_shown(address, shown):
    assert redacted(address) == shown


def test_a_source_that_cannot_be_read_is_named_without_its_password():
    with pytest.raises(SourceNotFoundError) as raised:
        list_inputs(["ftp://ann:pa55word@127.0.0.1:9/a.txt"])
    assert "127.0.0.1" in str(raised.value)
    assert "pa55word" not in str(raised.value)


def test_what_a_library_says_of_an_address_is_without_its_secrets():
    said = 'Invalid bucket "KEY1:pa55word@bucket" (signed ab%2F1)'
    address = "s3://KEY1:pa55word@bucket/a.txt?X-Amz-Signature=ab%2F1"
    assert without_secrets(said, address) == 'Invalid bucket "***:***@bucket" (signed ***)'
    assert without_secrets("ann has no access", "ftp://ann:x@n.example/a.txt") == "ann has no access"


def test_a_file_is_opened_by_its_whole_address_and_known_by_what_is_shown(monkeypatch):
    fs = fsspec.filesystem("memory")
    fs.pipe_file("/secret-news/a.jsonl?token=abc", b'{"text": "The council of Marlow met on Monday, they said."}\n')
    (file,) = list_inputs(["memory://secret-news/a.jsonl?token=abc"], "jsonl")
    assert (file.path, file.name) == ("memory://secret-news/a.jsonl?token=***", "a.jsonl?token=***")
    (article,) = read(file)
    assert (article.source, article.uri) == (file.path, "a.jsonl?token=***#1")
