"""What is damaged, cut or false in a file costs the record it is in, and is told."""

import gzip
import io
import json
import os
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.articles.article import Article
from pipeline.articles.reading import Rejection, list_inputs, read
from pipeline.errors import ReaderError
from pipeline.settings import Limits

NEWS = "The council of Marlow met on Monday and voted for the new bridge."
OTHER = "The mayor of Marlow said on Tuesday that the bridge would be built."
THIRD = "The bridge of Marlow was opened on Friday, and the ferry was sold."


@pytest.fixture
def read_file(tmp_path):
    """Write a file, read it, and give its articles and rejections."""

    def made(name, content, **more):
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        items = list(read(list_inputs([str(tmp_path / name)])[0], **more))
        return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Rejection)]

    return made


def told(rejections):
    return [(r.reason, r.line) for r in rejections]


@pytest.mark.parametrize(
    ("rows", "kept", "lost"),
    [
        ([f'a1,"{NEWS}"', f'a2,"{OTHER}', f'a3,"{THIRD}"'], ["a1", "a3"], [3]),
        ([f'a1,"{NEWS}"', f'a2,"{OTHER}', f"a3,{THIRD.replace(',', '')}"], ["a1", "a3"], [3]),
        ([f'a1,"{NEWS}"', f'a2,"{OTHER}', 'a3,The sign is wide by 6"', f'a4,"{THIRD}"'], ["a1", "a3", "a4"], [3]),
        ([f'a1,"{NEWS}"', f'a2,"{OTHER}\n\nMore, they said.\nAnd'], ["a1"], [3]),
        ([f'a1,"{NEWS}"', f'a2,"{OTHER}\nMore, they said.\n', f'a3,"{THIRD}"'], ["a1", "a3"], [3]),
        ([f'a1,"{NEWS}"', f'a2,"She said "{OTHER}" twice"', f'a3,"{THIRD}"'], ["a1", "a3"], [3]),
        ([f"a1,{THIRD}", f'a2,"{THIRD}"'], ["a2"], [2]),
        ([f'a1,"{NEWS}\n\nMore, they said, ""we"" hope.",', f'a2,"{THIRD}"'], ["a1", "a2"], []),
    ],
)
def test_a_quotation_mark_of_csv_costs_its_row(read_file, rows, kept, lost):
    articles, rejections = read_file("a.csv", "uri,text\n" + "\n".join(rows) + "\n")
    assert [a.uri for a in articles] == kept
    assert told(rejections) == [("malformed_csv", line) for line in lost]
    assert all("a3," not in a.text for a in articles)


def test_a_csv_file_that_is_cut_within_a_cell_is_told_once(read_file):
    content = f'uri,text\na1,"{NEWS}"\na2,"{OTHER}\nAda, Bo, and all the rest\nof them, they'
    articles, (rejection,) = read_file("a.csv", content)
    assert [a.text for a in articles] == [NEWS]
    assert (rejection.reason, rejection.line) == ("malformed_csv", 3)
    assert rejection.detail == "Lines 3 to 5 are no CSV: a quotation mark is not closed before the end of the file."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_of_spreadsheets_is_read(read_file, encoding, delimiter):
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    rows = f"{mark}uri{delimiter}text\na1{delimiter}The café of Marlow opened on Monday.\n"
    (article,), rejections = read_file("a.csv", rows.encode(encoding))
    assert not rejections
    assert (article.uri, article.text) == ("a1", "The café of Marlow opened on Monday.")
    assert article.encoding.startswith(encoding[:6])


def test_json_lines_in_utf_16_are_read(read_file):
    rows = "".join(json.dumps({"uri": f"a{i}", "text": f"{NEWS} “{i}”"}, ensure_ascii=False) + "\n" for i in range(3))
    articles, rejections = read_file("a.jsonl", rows.encode("utf-16"))
    assert [a.text for a in articles] == [f"{NEWS} “{i}”" for i in range(3)]
    assert not rejections
    assert read_file("b.jsonl", rows.encode("utf-16")[:-1])[1][0].reason == "encoding"


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.jsonl", "a.txt"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_byte_order_mark_is_read(read_file, name, encoding):
    rows = {"a.jsonl": json.dumps({"text": NEWS}) + "\n", "a.txt": NEWS}
    content = rows.get(name, f"uri,text\na1,{NEWS}\n").encode(encoding)
    (article,), rejections = read_file(name, gzip.compress(content) if name.endswith(".gz") else content)
    assert (article.text, article.encoding) == (NEWS, encoding)
    assert not rejections


def test_bytes_with_zeros_are_no_utf_16(read_file):
    _, (rejection,) = read_file("a.txt", b"\0".join(NEWS[:8].encode()[i : i + 3] for i in range(0, 8, 3)) + b"\0" * 99)
    assert rejection.reason == "binary"


def record(uri, body, *headers, kind="response"):
    head = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *headers, "", ""])
    block = head.encode() + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


PAGE = f"<html><body><article><h1>T</h1><p>{NEWS} {OTHER}</p><p>{OTHER} {NEWS}</p></article></body></html>".encode()
URIS = [f"https://news.example/{i}" for i in range(4)]


@pytest.mark.parametrize(
    ("damage", "lost"),
    [
        (lambda members: [members[0][7:], *members[1:]], {0}),
        (lambda members: [members[0], b"junk" * 20, *members[1:]], set()),
        (lambda members: [*members, b"junk" * 20], set()),
        (lambda members: [members[0], b"\0" * 10 + members[1][10:], *members[2:]], {1}),
    ],
)
def test_bytes_between_members_of_an_archive_are_told(read_file, damage, lost):
    members = damage([gzip.compress(record(uri, PAGE)) for uri in URIS])
    articles, rejections = read_file("a.warc.gz", b"".join(members))
    assert [a.uri for a in articles] == [uri for i, uri in enumerate(URIS) if i not in lost]
    assert [r.reason for r in rejections] == ["broken_archive"]


def test_zeros_that_fill_up_an_archive_are_nothing_lost(read_file):
    articles, rejections = read_file("a.warc.gz", gzip.compress(record(URIS[0], PAGE)) + bytes(100_000))
    assert len(articles) == 1
    assert not rejections


@pytest.mark.parametrize("cut", range(2, 140, 9))
def test_an_archive_that_is_cut_within_a_head_is_told(read_file, cut):
    articles, rejections = read_file("a.warc", record(URIS[0], PAGE) + record(URIS[1], PAGE)[:cut])
    assert [a.uri for a in articles] == URIS[:1]
    assert [r.reason for r in rejections] == ["broken_archive"]


def test_pages_packed_with_brotli_are_read_and_others_named(read_file):
    import brotli

    packed = brotli.compress(PAGE)
    content = (
        record(URIS[0], packed, "Content-Encoding: br")
        + record(URIS[1], b"no brotli at all", "Content-Encoding: br")
        + record(URIS[2], packed[:-5], "Content-Encoding: br")
        + record(URIS[3], b"\x28\xb5\x2f\xfd....", "Content-Encoding: zstd")
    )
    articles, rejections = read_file("a.warc", content)
    assert [a.uri for a in articles] == URIS[:1]
    assert [(r.reason, r.uri) for r in rejections] == [("encoding", uri) for uri in URIS[1:]]
    assert "'zstd'" in rejections[-1].detail


def test_pages_packed_with_gzip_by_its_old_name_are_read(read_file):
    packed = gzip.compress(PAGE)
    content = record(URIS[0], packed, "Content-Encoding: x-gzip") + record(URIS[1], packed, "Content-Encoding: GZIP ")
    articles, rejections = read_file("a.warc", content)
    assert [a.uri for a in articles] == URIS[:2]
    assert not rejections


def test_texts_of_a_crawl_are_read(read_file):
    block = NEWS.encode()
    content = (
        (
            f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {URIS[0]}\r\nContent-Type: text/plain\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )
    (article,), _ = read_file("a.warc.wet.gz", gzip.compress(content))
    assert (article.uri, article.text) == (URIS[0], NEWS)


PACKED = Limits(unpacked_bytes=300_000)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl.gz", gzip.compress(b"\n" * 30_000_000)),
        ("a.csv.gz", gzip.compress(b'uri,text\na1,"' + b"x" * 30_000_000)),
        ("a.warc.gz", gzip.compress(b"WARC/1.0\r\nWARC-Type: " + b"x" * 30_000_000)),
    ],
)
def test_what_unpacks_without_end_is_given_up(read_file, name, content):
    articles, (rejection,) = read_file(name, content, limits=PACKED)
    assert not articles
    assert rejection.reason in ("too_long", "broken_archive")


def test_what_unpacks_to_much_text_is_read(read_file):
    rows = "".join(json.dumps({"uri": f"a{i}", "text": f"{NEWS} Item {i * 7919}."}) + "\n" for i in range(3000))
    articles, rejections = read_file("a.jsonl.gz", gzip.compress(rows.encode()), limits=PACKED)
    assert len(articles) == 3000
    assert not rejections


def test_the_head_of_a_record_has_an_end_and_its_page_may_be_long(read_file):
    limits = Limits(head_bytes=2000)
    long = PAGE.replace(b"<p>", b"<!--" + b"x" * 400_000 + b"--><p>", 1)
    head = b"WARC/1.0\r\nWARC-Type: " + b"x" * 300_000 + b"\r\n"
    articles, (rejection,) = read_file("a.warc", record(URIS[0], long) + head + record(URIS[1], PAGE), limits=limits)
    assert [a.uri for a in articles] == URIS[:2]
    assert (rejection.reason, "head is longer" in rejection.detail) == ("broken_archive", True)


def page_of(attributes="", inside="", n=0):
    return f"<html><body><article><p {attributes}>{NEWS}</p>{inside}<p>{OTHER} {NEWS * 3}</p></article></body></html>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (page_of(" ".join(f'a{i}="x"' for i in range(3000))), "too_long"),
        (page_of(" ".join(f"a{i}" for i in range(3000))), "too_long"),
        (page_of("/".join(f"a{i}='>'" for i in range(3000))), "too_long"),
        (page_of(inside="<div>" * 100_000 + "x" + "</div>" * 100_000), "too_long"),
        (page_of(" ".join(f'a{i}="x"' for i in range(300))), None),
        (page_of(inside="<script>if (a<b " + "c d e=f " * 3000 + ") g()</script>"), None),
        (page_of(inside="<!-- <a " + "b=c " * 3000 + "-->"), None),
    ],
)
def test_a_page_that_would_take_for_ever_is_refused(read_file, content, reason):
    articles, rejections = read_file("a.html", content)
    assert len(articles) == (reason is None)
    assert [r.reason for r in rejections] == ([reason] if reason else [])


def test_a_parquet_cell_larger_than_any_text_is_refused(read_file):
    sink = io.BytesIO()
    rows = {"uri": ["a1", "a2", "a3"], "text": [NEWS, "x" * 30_000_000, OTHER]}
    pq.write_table(pa.table(rows), sink, row_group_size=1, compression="zstd", use_dictionary=False)
    articles, (rejection,) = read_file("a.parquet", sink.getvalue())
    assert [a.uri for a in articles] == ["a1", "a3"]
    assert (rejection.reason, rejection.line) == ("too_long", 2)


def test_one_text_in_very_many_rows_of_parquet_is_given_up(read_file):
    sink = io.BytesIO()
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 400, pa.int32()), pa.array([NEWS * 100]))
    pq.write_table(pa.table({"text": text}), sink)
    articles, rejections = read_file("a.parquet", sink.getvalue(), limits=Limits(unpacked_bytes=100_000))
    assert 0 < len(articles) < 400
    assert [r.reason for r in rejections] == ["too_long"]


@pytest.mark.parametrize(
    "date",
    ["0001-01-01", "0001-01-01T00:00:00Z", "1066-10-14", "9999-12-31", "0000-00-00", "Mon, 01 Jan 0001 00:00:00 GMT"],
)
def test_a_year_without_news_is_no_date_and_told(read_file, date):
    (article,), (rejection,) = read_file("a.jsonl", json.dumps({"uri": "u", "text": NEWS, "published_at": date}))
    assert (article.published_at, article.reference_date) == (None, None)
    assert (rejection.reason, rejection.uri, rejection.rejected) == ("unparsable_date", "u", date)


def test_a_date_beyond_the_calendar_costs_only_itself(read_file):
    sink = io.BytesIO()
    stamps = pa.array([253402300800000, 1700000000000], pa.timestamp("ms"))
    pq.write_table(pa.table({"uri": ["a1", "a2"], "text": [NEWS, OTHER], "published_at": stamps}), sink)
    articles, (rejection,) = read_file("a.parquet", sink.getvalue())
    assert [(a.uri, a.published_at is None) for a in articles] == [("a1", True), ("a2", False)]
    assert (rejection.reason, rejection.line) == ("malformed_metadata", 1)


def test_metadata_lose_their_controls_and_tell_so(read_file):
    row = {
        "uri": "u\x00rl",
        "text": NEWS,
        "title": "Red \x1b[31m\x9b2J bridge\nin town",
        "authors": ["Bo\x07 Ek"],
    }
    (article,), rejections = read_file("a.jsonl", json.dumps(row))
    assert (article.uri, article.title, article.authors) == ("url", "Red [31m2J bridge in town", ["Bo Ek"])
    assert sorted(r.detail for r in rejections) == [
        "authors is written with the control character U+0007, which was left out.",
        "title is written with the control character U+001B, which was left out.",
        "uri is written with the control character U+0000, which was left out.",
    ]


@pytest.mark.parametrize("control", ["\0", "\x1b", "\x7f", "\x9b"])
def test_a_text_with_a_control_is_refused(read_file, control):
    articles, (rejection,) = read_file("a.jsonl", json.dumps({"text": f"{NEWS}{control}"}))
    assert not articles
    assert rejection.reason == "control_characters"


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"red\x1b[31m.txt"])
def test_a_file_name_that_is_no_text_is_read_under_an_escaped_one(tmp_path, name):
    (tmp_path / os.fsdecode(name)).write_text(NEWS)
    (tmp_path / "good.txt").write_text(OTHER)
    files = list_inputs([str(tmp_path)])
    articles = [item for file in files for item in read(file)]
    assert [a.text for a in articles] == [NEWS, OTHER] if name < b"good" else [OTHER, NEWS]
    escaped = {b"c": "caf%E9.txt", b"r": "red%1B[31m.txt"}[name[:1]]
    assert {a.uri for a in articles} == {"good.txt", escaped}
    assert {a.source for a in articles} == {f"{tmp_path}/good.txt", f"{tmp_path}/{escaped}"}


def test_a_reader_that_is_not_installed_is_no_fault_of_the_files(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(PAGE)
    (file,) = list_inputs([str(tmp_path)])

    def missing(name):
        raise ImportError("No module named 'lxml_html_clean'")

    monkeypatch.setattr("pipeline.articles.reading.importlib.import_module", missing)
    with pytest.raises(ReaderError, match=r"html files cannot be read.*lxml_html_clean"):
        list(read(file))


def test_a_record_of_an_unknown_type_is_told_and_others_that_hold_no_page_are_not(read_file):
    kinds = ("warcinfo", "request", "metadata", "revisit", "resbonse")
    content = b"".join(record(f"https://news.example/{kind}", PAGE, kind=kind) for kind in kinds)
    articles, (rejection,) = read_file("a.warc", content)
    assert not articles
    assert (rejection.uri, rejection.line) == ("https://news.example/resbonse", 5)


def test_a_page_without_a_type_is_known_by_how_it_begins(read_file):
    untyped = record(URIS[0], PAGE).replace(b"Content-Type: text/html;", b"Content-Kind: text/html;")
    picture = record(URIS[1], b"\x89PNG" + PAGE[12:]).replace(b"Content-Type: text/html;", b"Content-Kind: text/html;")
    articles, rejections = read_file("a.warc", untyped + picture)
    assert [a.uri for a in articles] == URIS[:1]
    assert not rejections


def test_what_is_broken_is_not_printed(read_file, capfd):
    _, (rejection,) = read_file("a.warc", record(URIS[0], PAGE)[:-4] + b"\x1b[2J\r\n\r\n")
    assert rejection.reason == "broken_archive"
    assert capfd.readouterr() == ("", "")


READ_FLIPPED = """
import pathlib, sys
from pipeline.articles.reading import list_inputs, read
whole = pathlib.Path(sys.argv[1]).read_bytes()
at = whole.index(bytes([0x15, 0x0C, 0x25, 0x02])) + 3
for bit in range(8):
    pathlib.Path(sys.argv[1]).write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
    print(*(getattr(item, "reason", "article") for item in read(list_inputs(sys.argv[1:])[0])))
"""
"""Reads a Parquet file, in turn with each bit flipped of the byte that tells how often a column has a value."""


def test_columns_that_are_not_what_their_file_says_cost_the_rows_alone(tmp_path):
    file = tmp_path / "a.parquet"
    pq.write_table(pa.table({"uri": ["dam:1"], "text": ["The dam at Marlow will close on Friday."]}), file)
    told = subprocess.run([sys.executable, "-c", READ_FLIPPED, str(file)], capture_output=True, text=True, check=True)
    lines = told.stdout.splitlines()
    assert len(lines) == 8
    assert set(" ".join(lines).split()) <= {"broken_archive", "article", "malformed_metadata"}
    assert lines.count("broken_archive") >= 3
