"""Records as a sequence, as a file, as tables, in a notebook cell."""

import decimal
import gzip
import json
import sys
from html.parser import HTMLParser

import pytest

import wiredesk


def test_records_are_a_sequence(records):
    lines = records.jsonl.decode().splitlines()
    assert len(records) == len(lines) == 10
    assert list(records) == [json.loads(line) for line in lines]
    assert records[-1] == records[9] and isinstance(records[0], dict)
    part = records[8:2:-3]
    assert [record["id"] for record in part] == [records[8]["id"], records[5]["id"]]
    with pytest.raises(IndexError):
        records[10]
    with pytest.raises(IndexError):
        records[-11]


def test_what_was_saved_is_read_again(records, tmp_path):
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    records.save(plain)
    packed.write_bytes(gzip.compress(records.jsonl))
    assert wiredesk.read(plain).jsonl == records.jsonl
    assert wiredesk.read([plain, packed]).jsonl == records.jsonl * 2
    plain.write_bytes(records.jsonl + b'\n{"a": 1}\n')
    with pytest.raises(wiredesk.WiredeskError, match=r"a\.jsonl:12: no record"):
        wiredesk.read(plain)
    with pytest.raises(wiredesk.WiredeskError, match="none.jsonl: no such file"):
        wiredesk.read(tmp_path / "none.jsonl")


def test_a_file_is_packed_as_its_name_says(records, tmp_path):
    plain, gzipped, packed = (tmp_path / f"a.jsonl{ending}" for ending in ("", ".gz", ".zst"))
    for path in (plain, gzipped, packed):
        path.write_bytes(b"what was there before")
        records.save(path)
        assert wiredesk.read(path).jsonl == records.jsonl
    assert plain.read_bytes() == gzip.decompress(gzipped.read_bytes()) == records.jsonl
    # The magic number of RFC 8878, 0xFD2FB528 in little-endian order.
    assert packed.read_bytes().startswith(b"\x28\xb5\x2f\xfd")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        plain.name,
        gzipped.name,
        packed.name,
    ]


def test_what_cannot_be_saved_is_told(records, tmp_path):
    with pytest.raises(OSError, match="no folder .*none; make it first"):
        records.save(tmp_path / "none/a.jsonl")
    with pytest.raises(OSError, match="it is a folder; name a file in it$"):
        records.save(tmp_path)


def test_failures_outlive_a_file(desk, tmp_path):
    failed = desk.annotate(["", "A gang stole $2 million."])
    failed.save(tmp_path / "a.jsonl")
    assert wiredesk.read(tmp_path / "a.jsonl").failures == failed.failures
    assert failed[1:].failures == [] and failed[:1].failures == failed.failures


def test_tables_hold_what_the_records_hold(records):
    pytest.importorskip("pyarrow")
    assert records.to_arrow("articles").num_rows == len(records)
    for table, key in [
        ("mentions", "mentions"),
        ("actors", "actors"),
        ("amounts", "amounts"),
        ("dates", "dates"),
        ("events", "events"),
        ("sentences", "sentences"),
    ]:
        expected = [
            (at, found.get("start"))
            for at, record in enumerate(records, 1)
            for found in record[key]
        ]
        rows = records.to_arrow(table).to_pylist()
        assert [(row["article"], row.get("start")) for row in rows] == expected, table


def test_every_table_comes_by_every_way(records):
    pyarrow = pytest.importorskip("pyarrow")
    polars = pytest.importorskip("polars")
    pytest.importorskip("pandas")
    for name, columns in wiredesk.tables().items():
        arrow = records.to_arrow(name)
        arrow.validate(full=True)
        assert arrow.column_names == list(columns)
        assert pyarrow.schema(records.table(name)) == arrow.schema
        frame, other = records.to_pandas(name), records.to_polars(name)
        assert list(frame.columns) == other.columns == arrow.column_names
        assert len(frame) == other.height == arrow.num_rows == len(records.table(name))
        same = other.cast({polars.Categorical: polars.String, polars.Enum: polars.String})
        assert same.rows() == [tuple(row.values()) for row in arrow.to_pylist()], name
    with pytest.raises(ValueError, match='no table "actor".*actors'):
        records.to_arrow("actor")


def test_a_package_that_is_missing_is_named(records, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match="pip install polars"):
        records.to_polars("actors")


def test_the_types_are_kept(records):
    pandas = pytest.importorskip("pandas")
    amounts = records.to_pandas("amounts")
    money = amounts[(amounts.currency == "USD") & amounts.counted & amounts.value.notna()]
    assert all(isinstance(value, decimal.Decimal) for value in money.value) and len(money) > 5
    expected = sum(
        decimal.Decimal(str(total["total"]))
        for record in records
        for total in record["summary"]["money"]
        if total["currency"] == "USD" and total["total"] is not None
    )
    assert sum(money[money.kind == "money"].value) == expected
    assert amounts.kind.dtype == "category" and amounts.equivalent.dtype == pandas.Int64Dtype()
    articles = records.to_pandas("articles")
    assert articles.published.dtype.kind == "M" and articles.bytes.dtype == pandas.Int64Dtype()


def test_arrow_reads_the_buffers_that_rust_filled(records):
    """Two takings of one table are the same memory."""
    pytest.importorskip("pyarrow")
    places = [
        [
            buffer and buffer.address
            for chunk in records.to_arrow("mentions").column("start").chunks
            for buffer in chunk.buffers()
        ]
        for _ in range(2)
    ]
    assert places[0] == places[1] and any(places[0])


def test_a_table_outlives_its_records(desk):
    pytest.importorskip("pyarrow")
    table = desk.annotate("A gang stole $2 million.").to_arrow("amounts")
    assert table.column("text").to_pylist() == ["$2 million"]


def test_many_records_are_many_batches(desk):
    pytest.importorskip("pyarrow")
    many = desk.annotate(["A gang stole $2 million."] * 600)
    table = many.to_arrow("amounts")
    assert table.column("article").to_pylist() == list(range(1, 601))
    assert table.column("value").num_chunks > 1


class Tags(HTMLParser):
    """Tags and addresses of a page, and the text of the element with the class `text`."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.addresses, self.text, self.open = set(), [], "", 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href")]
        if self.open or "text" in (dict(attrs).get("class") or "").split():
            self.open += 1

    def handle_endtag(self, tag):
        self.open -= bool(self.open)

    def handle_data(self, data):
        self.text += data if self.open else ""


def test_a_record_shows_itself(records):
    for record in records:
        html = record._repr_html_()
        assert html == wiredesk.show(dict(record)).html
        page = Tags(html)
        assert page.text == record["text"]
        assert not page.tags & {"script", "link", "img", "iframe", "object"}
        assert all(address.startswith("#") for address in page.addresses)
    assert "Lazarus Group" in wiredesk.show(records[1]).html


def test_a_record_with_keys_of_ones_own_shows_itself(records):
    record, html = records[1], records[1]._repr_html_()
    record["mine"] = {1, 2}
    assert record._repr_html_() == html
    record["mentions"][0]["mine"] = 1
    assert record._repr_html_() is None, "a notebook then shows the dictionary"
    record = records[1]
    record["text"] = object()
    assert record._repr_html_() is None
    del record["text"], record["id"]
    assert record._repr_html_() is None


def test_an_error_record_shows_what_went_wrong(desk):
    html = desk.annotate("", names="<b>.txt")[0]._repr_html_()
    assert "&lt;b&gt;.txt" in html and "no text" in html
    with pytest.raises(TypeError, match="one record, not Records"):
        wiredesk.show(desk.annotate(""))
    with pytest.raises(wiredesk.WiredeskError, match="no record"):
        wiredesk.show({"a": 1})


def test_the_schema_is_that_of_the_command_line(cli):
    assert wiredesk.schema() == json.loads(cli("schema"))
