"""What users of pandas and of damaged text hand over by mistake."""

import warnings

import pytest

import wiredesk

TEXT = "Lazarus Group stole about $600 million, Seoul said."


def paths(records):
    return [record["source"]["path"] for record in records]


def test_one_lone_surrogate_costs_one_record(desk):
    # As a JSON parser leaves them where half of a pair was cut off.
    texts = [TEXT, "bad \ud83d text", TEXT, "\U0001f600 \ude00"]
    found = desk.annotate(texts, names=["a", "b", "c", "d"])
    assert found[:1] == desk.annotate(TEXT, names="a")
    assert [record.failed for record in found] == [False, True, False, True]
    assert found[1]["error"]["kind"] == "encoding" and found[1]["source"]["path"] == "b"
    assert [at for at, _ in found.failures] == [1, 3]
    assert found.failures[0][1].startswith("b: character 4 is a lone surrogate")
    assert found.failures[1][1].startswith("d: character 2 is a lone surrogate")


def test_a_name_that_cannot_be_written_is_as_that_of_a_file(desk):
    # Python's name of the file b"caf\xe9.txt".
    assert paths(desk.annotate(TEXT, names="caf\udce9.txt")) == ["caf\ufffd.txt"]


def test_what_has_columns_or_keys_is_no_list_of_texts(desk):
    class Frame(list):
        columns = ("body",)

    for given in ({"k": TEXT}, Frame(["body"])):
        with pytest.raises(TypeError, match="is no list of texts: give one column or the values"):
            desk.annotate(given)
        with pytest.raises(TypeError, match="is no list of names"):
            desk.annotate([TEXT], names=given)
        with pytest.raises(TypeError, match="is no list of paths"):
            desk.annotate_paths(given)
    assert len(desk.annotate({"k": TEXT}.values())) == 1


def test_a_frame_is_told_from_its_column(desk):
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    rows = {"body": [TEXT, TEXT], "url": ["u", "v"]}
    for frame in (pandas.DataFrame(rows), polars.DataFrame(rows)):
        with pytest.raises(TypeError, match="DataFrame is no list of texts"):
            desk.annotate(frame)
        assert paths(desk.annotate(frame["body"], names=frame["url"])) == ["u", "v"]


def test_a_name_that_is_missing_is_that_of_no_name(desk):
    assert paths(desk.annotate([TEXT] * 4, names=["u", None, float("nan"), 7])) == [
        "u",
        "-",
        "-",
        "7",
    ]
    pandas = pytest.importorskip("pandas")
    for kind in ("object", "string"):
        names = pandas.Series(["u", None, pandas.NA], dtype=kind)
        assert paths(desk.annotate([TEXT] * 3, names=names)) == ["u", "-", "-"]
    assert paths(desk.annotate([TEXT], names=pandas.Series([pandas.NaT]))) == ["-"]


def test_one_name_is_for_one_text(desk):
    with pytest.raises(TypeError, match="names is one str, 'abc', beside many texts"):
        desk.annotate([TEXT] * 3, names="abc")
    with pytest.raises(ValueError, match="1 texts and 2 names"):
        desk.annotate(TEXT, names=["a", "b"])
    assert paths(desk.annotate(TEXT, names="abc")) == ["abc"]
    assert paths(desk.annotate(TEXT, names=["abc"])) == ["abc"]


def test_the_name_of_a_file_is_told_where_it_was_given(desk, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(TEXT)
    for annotate in (desk.annotate, wiredesk.annotate):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            annotate([TEXT, "story.txt", "story.txt"])
        (warning,) = caught
        assert "text 1, 'story.txt', is annotated as a text" in str(warning.message)
        assert warning.filename == __file__
