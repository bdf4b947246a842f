"""From one process to another: by a fork, by a pickle."""

import copy
import json
import os
import pickle
import subprocess
import sys
from importlib import resources

import pytest

import wiredesk
from wiredesk import _native

TEXT = "Lazarus Group stole about $600 million, Seoul said."

# The parent has had work for every kind of threads before it forks. What waits for threads that
# are gone waits for ever: the alarm ends such a child.
FORKED = """
import os, signal, sys, wiredesk
path, text = sys.argv[1:]
desk = wiredesk.Desk()
def work():
    records = wiredesk.read(path)
    return len(records), len(records.table("articles")), len(desk.annotate([text] * 3))
before = work()
child = os.fork()
if child == 0:
    signal.alarm(100)
    os._exit(0 if work() == before else 1)
_, status = os.waitpid(child, 0)
print(before, status)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_works_as_its_parent(records, tmp_path):
    path = tmp_path / "a.jsonl"
    # More than go into one batch of a table: fewer ask for no threads.
    path.write_bytes(records.jsonl * 60)
    command = [sys.executable, "-W", "ignore", "-c", FORKED, str(path), TEXT]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout == "(600, 600, 3) 0\n", done.stderr


def test_records_travel_between_processes(desk, tmp_path):
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps(line) + "\n" for line in [{"body": TEXT}, {"id": 8}]))
    found = desk.annotate_paths(feed)
    found.save(tmp_path / "a.jsonl")
    again = [pickle.loads(pickle.dumps(found)), copy.deepcopy(found), copy.copy(found)]
    for other in [*again, wiredesk.read(tmp_path / "a.jsonl")]:
        assert isinstance(other, wiredesk.Records)
        assert other.jsonl == found.jsonl and list(other) == list(found)
        assert other.failures == found.failures and "feed.jsonl:2: " in found.failures[0][1]
    assert pickle.loads(pickle.dumps(found[:0])).jsonl == b""


def test_records_are_equal_if_their_lines_are(desk, records):
    assert records == records[:]
    assert records != records[::-1] and records != records[1:]
    assert desk.annotate(TEXT) == desk.annotate([TEXT])
    assert desk.annotate(TEXT) != desk.annotate(TEXT, names="x")
    assert records != list(records) and records != None  # noqa: E711


def test_what_travelled_is_looked_at():
    with pytest.raises(wiredesk.WiredeskError, match="records:2: no record"):
        _native.Lines.from_bytes(b'\n{"a": 1}\n')


def test_a_desk_takes_the_default_model_of_where_it_arrives(monkeypatch):
    monkeypatch.delenv("WIREDESK_MODELS", raising=False)
    packed = pickle.dumps(wiredesk.Desk(no_text=True))
    assert str(resources.files("wiredesk")).encode() not in packed
    (record,) = pickle.loads(packed).annotate(TEXT)
    assert "text" not in record


def test_a_folder_without_a_model_is_not_passed_over(monkeypatch, tmp_path):
    for wrong in (tmp_path, tmp_path / "nope"):
        monkeypatch.setenv("WIREDESK_MODELS", str(wrong))
        with pytest.raises(wiredesk.WiredeskError, match="in which no model is"):
            wiredesk.Desk()
    # One of another name is meant for those who ask for it.
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.json").write_text("{}")
    monkeypatch.setenv("WIREDESK_MODELS", str(tmp_path))
    assert len(wiredesk.Desk().annotate(TEXT)) == 1


def test_a_desk_finds_its_model_from_another_folder(desk, monkeypatch, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir(), there.mkdir()
    (here / "m").symlink_to(str(resources.files("wiredesk") / "models/wiredesk-small-en"))
    monkeypatch.chdir(here)
    packed = pickle.dumps(wiredesk.Desk("m"))
    monkeypatch.chdir(there)
    assert pickle.loads(packed).model == desk.model
