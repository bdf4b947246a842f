"""What Spark and Ray call, without either."""

import json
import os

import pytest

import wiredesk
from wiredesk._batches import annotate_table, settings

TEXT = "Brightmoor paid $2 million."


def test_options_travel_whole(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    here = os.getcwd()
    found = dict(settings({"gazetteer": "mine.csv", "model": "m", "max_items": 3}))
    assert found["gazetteer"] == os.path.join(here, "mine.csv")
    assert found["model"] == os.path.join(here, "m")
    assert found["max_items"] == 3 and found["no_text"] is False and found["ignore"] is None
    assert settings({}) == settings({"ignore": None, "no_text": False})
    hash(settings({"gazetteer": tmp_path / "mine.csv", "format": "html"}))


def test_numbers_of_numpy_are_numbers():
    numpy = pytest.importorskip("numpy")
    found = dict(settings({"max_items": numpy.int64(3)}))
    assert found["max_items"] == 3 and type(found["max_items"]) is int


def test_mistakes_are_told_before_work_is_sent_out():
    for given, kind, told in [
        ({"sentence": True}, TypeError, "no option 'sentence'"),
        ({"no_text": 1}, TypeError, "no_text is True or False"),
        ({"max_items": "x"}, TypeError, "max_items is a whole number, not 'x'"),
        ({"max_seconds": 0.5}, TypeError, "max_seconds is a whole number, not 0.5"),
        ({"max_nesting": -1}, ValueError, "max_nesting is -1"),
        ({"max_items": 2**64}, ValueError, "max_items is 18446744073709551616"),
        ({"format": 7}, TypeError, "format is a str, not 7"),
        ({"format": "pdf"}, ValueError, 'no format "pdf"'),
        ({"format": "jsonl"}, ValueError, "jsonl holds many"),
        ({"encoding": "klingon"}, ValueError, "no encoding"),
        ({"model": 7}, TypeError, "model is a path, not 7"),
    ]:
        with pytest.raises(kind, match=told):
            settings(given)


def test_a_list_is_found_from_another_folder(monkeypatch, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    lines = "alias,name,type,id\nBrightmoor,Brightmoor Hospital,organization,V-17\n"
    (tmp_path / "mine.csv").write_text(lines)
    (tmp_path / "worker").mkdir()
    monkeypatch.chdir(tmp_path)
    key = settings({"gazetteer": "mine.csv"})
    monkeypatch.chdir("worker")
    done = annotate_table(pyarrow.table({"text": [TEXT]}), "text", "record", None, key)
    assert "V-17" in done.column("record")[0].as_py()


def test_what_is_null_has_its_place():
    pyarrow = pytest.importorskip("pyarrow")
    rows = {"body": [TEXT, None, TEXT], "url": ["a", "b", None]}
    done = annotate_table(pyarrow.table(rows), "body", "record", "url", settings({}))
    assert done.column_names == ["body", "url", "record"]
    records = [json.loads(line) for line in done.column("record").to_pylist()]
    assert [record["source"]["path"] for record in records] == ["a", "b", "-"]
    assert ["error" in record for record in records] == [False, True, False]


class Dataset:
    """As much of Ray's as is asked for. Before it has run, its columns may not be known."""

    def __init__(self, table, known):
        self.table, self.known, self.begun = table, known, False

    def columns(self, fetch_if_missing):
        assert not fetch_if_missing, "that would begin the work"
        return self.table.column_names if self.known else None

    def map_batches(self, work, batch_format, batch_size):
        assert batch_format == "pyarrow"
        self.begun = True
        return work(self.table)


@pytest.mark.parametrize("known", [True, False])
def test_a_column_is_never_there_twice(known):
    pyarrow = pytest.importorskip("pyarrow")
    ds = Dataset(pyarrow.table({"text": [TEXT], "record": ["mine"]}), known)
    with pytest.raises(ValueError, match="a column 'record' already: name another"):
        wiredesk.ray.annotate(ds)
    with pytest.raises(ValueError, match=r"no column 'body': there are \['text', 'record'\]"):
        wiredesk.ray.annotate(ds, text="body", record="done")
    assert ds.begun is not known, "what is known is told before work is sent out"
    ds = Dataset(pyarrow.table({"text": [TEXT], "url": ["u"]}), known)
    assert wiredesk.ray.annotate(ds, name="url").column_names == ["text", "url", "record"]
