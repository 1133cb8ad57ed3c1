"""Every format with good and with bad content."""

import datetime as dt
import gzip
import io
import json

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.articles.article import Article, article_id
from pipeline.articles.inputs import EXTENSIONS
from pipeline.articles.reading import Rejection, duplicate, list_inputs, read
from pipeline.settings import Limits
from pipeline.tables.schema import TABLES

NEWS = "The council of Marlow met on Monday and voted for the new bridge."
OTHER = "The mayor of Marlow said on Tuesday that the bridge would be built."


@pytest.fixture
def read_file(tmp_path):
    """Write a file, read it, and give its articles and rejections."""

    def made(name, content, **more):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        (file,) = [file for file in list_inputs([str(tmp_path)]) if file.name == name]
        items = list(read(file, **more))
        return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Rejection)]

    return made


def lines(*rows):
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)


def test_a_text_is_kept_code_point_for_code_point(read_file):
    text = "  Ünïcode 🙂 “marks”,\ttabs and\n\n\nblank lines are kept in the news of Monday. \n"
    (article,), rejections = read_file("a.txt", text)
    assert not rejections
    assert article.text == text
    assert (article.uri, article.article_id) == ("a.txt", article_id("a.txt"))
    assert (article.n_characters, article.language, article.encoding) == (len(text), "en", "utf-8")


def test_only_a_byte_order_mark_goes_and_line_ends_are_made_one(read_file):
    (article,), _ = read_file("a.txt", "\ufeff" + NEWS + "\r\nMore of it.\rAnd more.")
    assert article.text == NEWS + "\nMore of it.\nAnd more."


def test_front_matter_gives_metadata_and_is_no_text(read_file):
    front = "---\ntitle: A bridge\nauthors: [One Desk, Another Desk]\npublished_at: 2031-05-06\nuri: x:1\n---\n"
    (article,), rejections = read_file("a.md", front + NEWS)
    assert not rejections
    assert (article.text, article.title, article.uri) == (NEWS, "A bridge", "x:1")
    assert article.authors == ["One Desk", "Another Desk"]
    assert article.reference_date == dt.date(2031, 5, 6)
    assert article.reference_date_source == "metadata"


def test_a_sidecar_gives_metadata(read_file, tmp_path):
    (tmp_path / "a.meta.yaml").write_text("title: A bridge\npublished_at: 2031-05-06T23:30:00-05:00\n")
    (article,), _ = read_file("a.txt", NEWS)
    assert article.title == "A bridge"
    assert article.published_at == dt.datetime(2031, 5, 7, 4, 30, tzinfo=dt.UTC)
    assert article.reference_date == dt.date(2031, 5, 6), "the day as it was where it was written"


def test_a_broken_sidecar_costs_the_metadata_and_not_the_article(read_file, tmp_path):
    (tmp_path / "a.meta.yaml").write_text("title: [A bridge\n")
    articles, (rejection,) = read_file("a.txt", NEWS)
    assert len(articles) == 1
    assert rejection.reason == "malformed_metadata"
    assert "a.meta.yaml" in rejection.detail


@pytest.mark.parametrize("sidecar", [b"[" * 5000, b"\0\1\2\3", b"- a\n- b", b"a: *b", b"{[]: 1}", b"\xff\x81"])
def test_any_broken_sidecar_is_malformed_metadata(read_file, tmp_path, sidecar):
    (tmp_path / "a.meta.yaml").write_bytes(sidecar)
    (article,), (rejection,) = read_file("a.txt", NEWS)
    assert article.title is None
    assert rejection.reason == "malformed_metadata"


def test_values_of_yaml_stay_as_written(read_file, tmp_path):
    (tmp_path / "a.meta.yaml").write_text("title: No\npublisher: 0x10\nuri: 007\nauthors: ~\n")
    (article,), rejections = read_file("a.txt", NEWS)
    assert not rejections
    assert (article.title, article.publisher, article.uri, article.authors) == ("No", "0x10", "007", [])


def test_metadata_of_a_wrong_kind_are_left_out_and_told(read_file):
    nested = "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\n"
    (article,), rejections = read_file("a.md", f"---\n{nested}title: *c\nauthors: {{one: two}}\n---\n{NEWS}")
    assert (article.title, article.authors) == (None, [])
    assert [r.reason for r in rejections] == ["malformed_metadata", "malformed_metadata"]
    assert len({r.quarantine_id for r in rejections}) == 2


@pytest.mark.parametrize("text", ["---\nA rule above, a rule below.\n---\n", "---\n“Well,” he said: 'no\n---\n"])
def test_text_between_two_rules_is_text(read_file, text):
    (article,), rejections = read_file("a.md", text + NEWS)
    assert not rejections
    assert article.text == text + NEWS


def test_a_dateline_gives_the_reference_date_where_metadata_do_not(read_file):
    (article,), _ = read_file("a.txt", "MARLOW, May 6, 2031 — " + NEWS)
    assert (article.reference_date, article.reference_date_source) == (dt.date(2031, 5, 6), "dateline")
    assert article.published_at is None


def test_without_any_date_there_is_none(read_file):
    (article,), _ = read_file("a.txt", NEWS)
    assert (article.reference_date, article.reference_date_source, article.published_at) == (None, None, None)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ... !!! \n", "no_words"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64), "binary"),
        (b"\xff\x81\x8d\x90\x9d bridge", "encoding"),
        (NEWS.replace("met", "met\0").encode(), "control_characters"),
        ("Der Rat von Marlow hat am Montag für die neue Brücke gestimmt.".encode(), "language"),
        ("Le conseil de Marlow a voté lundi pour le nouveau pont.".encode(), "language"),
    ],
)
def test_a_text_that_cannot_be_used_is_rejected_with_its_reason(read_file, content, reason):
    articles, (rejection,) = read_file("a.txt", content)
    assert not articles
    assert (rejection.stage, rejection.reason, rejection.uri) == ("articles", reason, "a.txt")
    assert rejection.source.endswith("a.txt")
    assert rejection.detail.endswith(".")


def test_a_text_over_the_limit_is_rejected(read_file):
    _, (rejection,) = read_file("a.txt", NEWS * 10, max_characters=100)
    assert rejection.reason == "too_long"
    assert "100" in rejection.detail
    assert len(read_file("b.txt", NEWS, max_characters=len(NEWS))[0]) == 1


@pytest.mark.parametrize(("encoding", "told"), [("cp1252", "cp1252"), ("utf-16", "utf-16-le"), ("utf-8-sig", "utf-8")])
def test_other_encodings_are_read_and_recorded(read_file, encoding, told):
    text = "The café “Zürich” opened on Tuesday – said René, its owner, to the Marlow news."
    (article,), rejections = read_file("a.txt", text.encode(encoding))
    assert not rejections
    assert (article.text, article.encoding) == (text, told)


def test_utf8_with_a_broken_byte_is_not_taken_for_an_8_bit_encoding(read_file):
    articles, (rejection,) = read_file("a.txt", f"“{NEWS}” “{OTHER}”".encode() + b" caf\xe9")
    assert not articles
    assert (rejection.reason, rejection.byte) == ("encoding", len(f"“{NEWS}” “{OTHER}”".encode()) + 4)


@pytest.mark.parametrize(
    "name", ["a.txt", "a.html", "a.jsonl", "a.jsonl.gz", "a.csv", "a.parquet", "a.warc", "a.warc.gz"]
)
def test_an_empty_file_of_any_format_is_told(read_file, name):
    articles, (rejection,) = read_file(name, b"")
    assert not articles
    assert rejection.reason == "empty"


def page_of(*paragraphs, head=""):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<head><title>A bridge</title>{head}</head>"
    return f"<html>{head}<body><article><h1>A bridge</h1>{body}</article></body></html>"


def test_a_web_page_is_read_in_the_encoding_that_it_declares(read_file):
    text = "The mayor of Łódź and the poet of Šiauliai met on Monday and voted for the new bridge, they said."
    page = page_of(text, text, text, head='<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-13">')
    page = page.replace("Łódź", "Lodz")
    (article,), _ = read_file("a.html", page.encode("iso-8859-13"))
    assert "Šiauliai" in article.text
    assert article.encoding == "iso8859-13"


def test_a_broken_byte_outside_of_the_article_costs_nothing(read_file):
    page = page_of(NEWS, "The mayor said: “It is built.” " * 5, OTHER).encode()
    assert len(read_file("a.html", page.replace(b"</article>", b"</article><!-- \xff -->"))[0]) == 1
    articles, (rejection,) = read_file("b.html", page.replace(b"It is", b"It \xff is"))
    assert not articles
    assert rejection.reason == "encoding"


def test_a_web_page_is_cut_to_its_article(read_file):
    page = (
        "<html><head><title>A bridge</title>"
        "<meta property='article:published_time' content='2031-05-06T08:00:00+02:00'></head>"
        f"<body><nav>Home Markets</nav><article><h1>A bridge</h1><p>{NEWS}</p><p>{OTHER}</p>"
        f"<p>{NEWS} {OTHER}</p></article></body></html>"
    )
    (article,), rejections = read_file("a.html", page)
    assert not rejections
    assert OTHER in article.text
    assert "Markets" not in article.text
    assert article.reference_date == dt.date(2031, 5, 6)


def test_a_page_without_an_article_is_rejected(read_file):
    articles, (rejection,) = read_file("a.html", "<html><head><title>T</title></head><body><nav></nav></body></html>")
    assert not articles
    assert rejection.reason == "no_content"


def test_json_lines_give_an_article_each_and_faults_cost_their_line(read_file):
    content = lines(
        {"uri": "u1", "text": NEWS, "title": "T", "publisher": "P", "published_at": "2031-05-06", "authors": ["D"]},
        '{"uri": "u2", "text": ',
        [1, 2],
        "",
        {"uri": "u3"},
        {"uri": "u4", "text": None},
        {"uri": "u5", "text": 7},
        {"uri": "u6", "text": OTHER, "published_at": "the day before yesterday"},
        {"text": OTHER},
        {"uri": "u7", "text": "Half a pair \ud800 in the news of Monday."},
    )
    articles, rejections = read_file("a.jsonl", content)
    assert [a.uri for a in articles] == ["u1", "u6", "a.jsonl#9"]
    assert (articles[0].title, articles[0].publisher, articles[0].authors) == ("T", "P", ["D"])
    assert articles[1].published_at is None
    assert [(r.reason, r.line) for r in rejections] == [
        ("malformed_json", 2),
        ("malformed_json", 3),
        ("missing_text", 5),
        ("missing_text", 6),
        ("missing_text", 7),
        ("unparsable_date", 8),
        ("invalid_unicode", 10),
    ]
    assert rejections[0].byte == len(content.split("\n")[0]) + 1


def test_a_line_longer_than_any_article_is_passed_over(read_file):
    content = lines({"uri": "u1", "text": NEWS}, {"uri": "u2", "text": NEWS * 30}, {"uri": "u3", "text": OTHER}, "[")
    for name, data in (("a.jsonl", content.encode()), ("a.jsonl.gz", gzip.compress(content.encode()))):
        articles, rejections = read_file(name, data, limits=Limits(line_bytes=300))
        assert [a.uri for a in articles] == ["u1", "u3"]
        assert [(r.reason, r.line) for r in rejections] == [("too_long", 2), ("malformed_json", 4)]
        assert rejections[1].byte == len(content) - 1


def test_a_broken_archive_keeps_what_could_be_read(read_file):
    whole = gzip.compress(lines(*({"uri": f"u{i}", "text": f"{NEWS} Item {i}."} for i in range(2000))).encode())
    articles, (rejection,) = read_file("a.jsonl.gz", whole[: len(whole) // 2])
    assert len(articles) > 100
    assert (rejection.reason, rejection.line) == ("broken_archive", len(articles) + 1)
    assert len(read_file("b.jsonl.gz", whole)[0]) == 2000


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.warc.gz", "a.warc", "a.parquet", "a.csv.gz"])
def test_a_file_that_is_not_what_its_name_says_is_told(read_file, name):
    articles, rejections = read_file(name, b"this is nothing of the kind\n" * 3)
    assert not articles
    assert [r.reason for r in rejections] == ["broken_archive"]


def test_csv_rows_are_articles(read_file):
    rows = (
        f'uri,text,published_at,authors\nu1,"{NEWS}\nMore of it.",2031-05-06,One Desk; Another Desk\n'
        f"u2,,,\n,{OTHER},,\n"
    )
    articles, rejections = read_file("a.csv", rows)
    assert [(a.uri, a.text) for a in articles] == [("u1", f"{NEWS}\nMore of it."), ("a.csv#5", OTHER)]
    assert articles[0].authors == ["One Desk", "Another Desk"]
    assert [(r.reason, r.uri) for r in rejections] == [("missing_text", "u2")]


def test_a_csv_row_is_known_by_the_line_on_which_it_begins(read_file):
    articles, _ = read_file("a.csv", f'text\n"{NEWS}\n\nMore."\n{OTHER}\n')
    assert [a.uri for a in articles] == ["a.csv#2", "a.csv#5"]


def test_csv_bytes_that_fit_no_encoding_cost_their_row(read_file):
    rows = f"uri,text\nu1,“{NEWS}”\nu2,“{OTHER}” ".encode() + f"\xff\nu3,{OTHER}\n".encode("latin-1")
    articles, (rejection,) = read_file("a.csv", rows)
    assert [a.uri for a in articles] == ["u1", "u3"]
    assert (rejection.reason, rejection.line) == ("encoding", 3)


def test_a_csv_cell_that_never_ends_is_told(read_file):
    content = f'uri,text\nu1,{NEWS}\nu2,"{NEWS * 10}'
    articles, (rejection,) = read_file("a.csv", content, limits=Limits(cell_characters=200))
    assert [a.uri for a in articles] == ["u1"]
    assert (rejection.reason, rejection.line) == ("malformed_csv", 3)


def test_csv_without_a_text_column_is_told(read_file):
    articles, (rejection,) = read_file("a.csv", "uri,body\nu1,words\n")
    assert not articles
    assert rejection.reason == "missing_column"
    assert "uri, body" in rejection.detail


def test_csv_with_two_columns_of_text_is_told(read_file):
    articles, (rejection,) = read_file("a.csv", f"uri,text,text\nu1,{NEWS},words\n")
    assert not articles
    assert (rejection.reason, rejection.line) == ("malformed_csv", 1)
    assert "`text`" in rejection.detail


def test_csv_in_an_8_bit_encoding_is_read_row_by_row(read_file):
    articles, _ = read_file("a.csv", "uri,text\nu1,The café opened on Monday in the town of Marlow.\n".encode("cp1252"))
    assert articles[0].text.startswith("The café")
    assert articles[0].encoding == "cp1252"


def test_parquet_rows_are_articles(read_file):
    sink = io.BytesIO()
    day = dt.datetime(2031, 5, 6, 12, tzinfo=dt.UTC)
    rows = {"uri": ["u1", None, "u3"], "text": [NEWS, OTHER, None], "published_at": [day, None, None], "x": [1, 2, 3]}
    pq.write_table(pa.table(rows), sink)
    articles, rejections = read_file("a.parquet", sink.getvalue())
    assert [(a.uri, a.published_at) for a in articles] == [("u1", day), ("a.parquet#2", None)]
    assert [(r.reason, r.line) for r in rejections] == [("missing_text", 3)]


def test_a_broken_row_group_costs_that_row_group(read_file):
    sink = io.BytesIO()
    rows = {"uri": [f"u{i}" for i in range(40)], "text": [f"{NEWS} Item {i}." for i in range(40)]}
    pq.write_table(pa.table(rows), sink, row_group_size=10, compression="zstd")
    content = bytearray(sink.getvalue())
    column = pq.ParquetFile(sink).metadata.row_group(1).column(1)
    start = column.dictionary_page_offset or column.data_page_offset
    content[start : start + column.total_compressed_size] = bytes(column.total_compressed_size)
    articles, (rejection,) = read_file("a.parquet", bytes(content))
    assert [a.uri for a in articles] == [f"u{i}" for i in range(40) if i // 10 != 1]
    assert (rejection.reason, rejection.line) == ("broken_archive", 11)


def test_a_parquet_date_that_no_calendar_has_costs_the_date(read_file):
    sink = io.BytesIO()
    days = pa.array([0, 2**31 - 1, 1], pa.int32()).cast(pa.date32())
    pq.write_table(pa.table({"text": [NEWS, NEWS, OTHER], "published_at": days}), sink)
    articles, (rejection,) = read_file("a.parquet", sink.getvalue())
    assert [a.published_at and a.published_at.year for a in articles] == [1970, None, 1970]
    assert (rejection.reason, rejection.line) == ("malformed_metadata", 2)


def warc(*pages, packed=True):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=packed)
    for uri, status, kind, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(uri, "response", payload=io.BytesIO(body), http_headers=headers))
    return sink.getvalue()


PAGE = f"<html><body><article><h1>T</h1><p>{NEWS} {OTHER}</p><p>{OTHER} {NEWS}</p></article></body></html>".encode()


def test_web_archives_give_the_pages_that_were_fetched(read_file):
    content = warc(
        ("https://news.example/1", "200 OK", "text/html; charset=utf-8", PAGE),
        ("https://news.example/2", "404 Not Found", "text/html", PAGE),
        ("https://news.example/3", "200 OK", "image/png", b"\x89PNG"),
        ("https://news.example/4", "200 OK", "text/plain", OTHER.encode()),
        ("https://news.example/5", "200 OK", "text/html", b"<html></html>"),
    )
    articles, rejections = read_file("a.warc.gz", content)
    assert [a.uri for a in articles] == ["https://news.example/1", "https://news.example/4"]
    assert all(a.published_at is None for a in articles), "the day of fetching says nothing of publication"
    assert [(r.reason, r.uri) for r in rejections] == [("no_content", "https://news.example/5")]


def test_a_broken_web_archive_keeps_what_could_be_read(read_file):
    pages = [(f"https://news.example/{i}", "200 OK", "text/html", PAGE) for i in range(5)]
    whole = warc(*pages)
    articles, rejections = read_file("a.warc.gz", whole[: len(whole) - 200])
    assert len(articles) == 4
    assert [r.reason for r in rejections] == ["broken_archive"]


RECORDS = {
    packed: [
        warc(
            (f"https://news.example/{i}", "200 OK", "text/html", PAGE.replace(b"</p>", b" Item %d.</p>" % i)),
            packed=packed,
        )
        for i in range(6)
    ]
    for packed in (True, False)
}


def flipped(record):
    return record[:-200] + bytes([record[-200] ^ 0xFF]) + record[-199:]


def wrong_checksum(record):
    return record[:-6] + bytes([record[-6] ^ 0xFF]) + record[-5:]


@pytest.mark.parametrize(
    ("name", "damage", "lost"),
    [
        ("a.warc.gz", flipped, {2}),
        ("a.warc.gz", wrong_checksum, {2}),
        ("a.warc.gz", lambda record: record[:200], {2}),
        ("a.warc", lambda record: record.replace(b"WARC/1.0", b"CRAW/1.0"), {2}),
        ("a.warc", lambda record: record.replace(b"WARC-Type: response", b"WARC-Kind: nothing"), {2}),
        ("a.warc", lambda record: record[:-150], {2, 3}),
        ("a.warc", lambda record: b"what no record is\r\n" * 9 + record, set()),
    ],
)
def test_a_broken_record_costs_that_record(read_file, name, damage, lost):
    records = list(RECORDS[name.endswith(".gz")])
    records[2] = damage(records[2])
    articles, rejections = read_file(name, b"".join(records))
    assert [a.uri for a in articles] == [f"https://news.example/{i}" for i in range(6) if i not in lost]
    assert {r.reason for r in rejections} == {"broken_archive"}


def test_wherever_a_packed_record_is_cut_those_behind_it_are_read(read_file):
    records = RECORDS[True]
    for cut in range(20, len(records[2]) - 20, 5):
        articles, _ = read_file("a.warc.gz", b"".join((*records[:2], records[2][:cut], *records[3:])))
        assert [a.uri[-1] for a in articles] == list("01345"), cut


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_may_be_cut_anywhere(read_file, name):
    whole = b"".join(RECORDS[name.endswith(".gz")])
    for cut in range(10, len(whole), 211):
        articles, rejections = read_file(name, whole[:cut])
        assert [a.uri for a in articles] == [f"https://news.example/{i}" for i in range(len(articles))]
        assert len(articles) < 6
        assert len(rejections) <= 1


def test_a_page_larger_than_any_article_is_passed_over(read_file):
    small = b"<html><body><article><p>%b</p></article></body></html>" % (NEWS * 3).encode()
    content = warc(
        ("https://news.example/1", "200 OK", "text/html", small + b" " * 400),
        ("https://news.example/2", "200 OK", "text/html", small),
    )
    articles, (rejection,) = read_file("a.warc.gz", content, limits=Limits(page_bytes=400))
    assert [a.uri for a in articles] == ["https://news.example/2"]
    assert (rejection.reason, rejection.uri) == ("too_long", "https://news.example/1")


def test_a_page_is_read_in_the_encoding_that_it_was_sent_with(read_file):
    text = "The mayors of Gliwice and of Žilina met on Monday and voted for the new bridge, they said. " * 3
    page = page_of(text, OTHER).encode("iso8859-2")
    content = warc(("https://news.example/1", "200 OK", "text/html; charset=iso-8859-2", page))
    (article,), _ = read_file("a.warc.gz", content)
    assert "Žilina" in article.text


def test_an_unreadable_file_is_told(read_file, tmp_path):
    (tmp_path / "a.txt").write_text(NEWS)
    (file,) = list_inputs([str(tmp_path)])
    (tmp_path / "a.txt").unlink()
    (rejection,) = read(file)
    assert rejection.reason == "unreadable"


def test_other_file_systems_are_read_with_their_sidecars():
    fs = fsspec.filesystem("memory")
    fs.pipe_file("/reader-news/a.txt", NEWS.encode())
    fs.pipe_file("/reader-news/a.meta.yaml", b"published_at: 2031-05-06\n")
    (article,) = read(list_inputs(["memory://reader-news"])[0])
    assert article.reference_date == dt.date(2031, 5, 6)


def test_a_duplicate_names_where_the_first_stands(make_article):
    row = duplicate(make_article(NEWS, uri="u", source="b.jsonl"), "a.jsonl")
    assert (row.reason, row.uri, row.source) == ("duplicate_uri", "u", "b.jsonl")
    assert "a.jsonl" in row.detail


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(
    metadata=st.dictionaries(st.sampled_from(["uri", "url", "title", "published_at", "publisher", "authors"]), VALUES)
)
def test_any_metadata_give_rows_of_the_tables(metadata):
    fs = fsspec.filesystem("memory")
    fs.pipe_file("/any-metadata/a.jsonl", json.dumps({**metadata, "text": NEWS}).encode())
    article, *rejections = read(list_inputs(["memory://any-metadata/a.jsonl"])[0])
    assert TABLES["articles"].from_rows([article]).num_rows == 1
    assert TABLES["quarantine"].from_rows(rejections).num_rows == len(rejections)


@settings(max_examples=100, deadline=None)
@given(sidecar=st.binary(max_size=100) | st.text("-\n:[]{}!&*a 0x\"'#|>%@`,?", max_size=60).map(str.encode))
def test_any_sidecar_leaves_the_article(sidecar):
    fs = fsspec.filesystem("memory")
    fs.pipe_file("/any-sidecar/a.txt", NEWS.encode())
    fs.pipe_file("/any-sidecar/a.meta.yaml", sidecar)
    items = list(read(list_inputs(["memory://any-sidecar"])[0]))
    assert [i.text for i in items if isinstance(i, Article)] == [NEWS]


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=400), name=st.sampled_from([f"a{ending}" for ending in EXTENSIONS]))
def test_any_bytes_give_articles_and_rejections_and_nothing_else(content, name):
    fs = fsspec.filesystem("memory")
    fs.pipe_file(f"/any/{name}", content)
    items = list(read(list_inputs([f"memory://any/{name}"])[0]))
    assert items
    for item in items:
        assert isinstance(item, Article | Rejection)
        if isinstance(item, Article):
            item.text.encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_any_text_is_kept_as_it_is_or_rejected(text):
    fs = fsspec.filesystem("memory")
    body = f"{NEWS} {text}"
    fs.pipe_file("/any-text/a.txt", body.encode())
    (item,) = read(list_inputs(["memory://any-text/a.txt"])[0])
    assert isinstance(item, Rejection) or item.text == body
