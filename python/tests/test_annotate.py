"""Texts and files in, records out: the same bytes as the command line's."""

import json
import pickle
import signal
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path

import pytest

import wiredesk

TEXT = "Lazarus Group stole about $600 million, Seoul said."


def test_files_give_the_bytes_of_the_command_line(cli, desk, monkeypatch, seeds):
    monkeypatch.chdir(seeds.parent)
    assert desk.annotate_paths("seeds").jsonl == cli("annotate", "-q", "seeds")
    paths = [Path("seeds"), "seeds/softphone-supply-chain.txt"]
    assert desk.annotate_paths(paths, threads=1).jsonl == cli("annotate", "-q", *paths)


def test_texts_give_the_bytes_of_the_command_line(cli, desk, seeds):
    texts = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))]
    texts += ["", "\ufeff" + TEXT, TEXT, TEXT + "\0\0\0"]
    alone = [cli("annotate", "-q", "--format", "txt", "-", given=text.encode()) for text in texts]
    for threads in (1, 2):
        assert desk.annotate(texts, threads=threads).jsonl == b"".join(alone)


def test_options_are_those_of_the_command_line(cli, tmp_path, seeds, monkeypatch):
    monkeypatch.chdir(seeds.parent)
    names = tmp_path / "names.csv"
    names.write_text("alias,name,type,id\nBrightmoor,Brightmoor Hospital,organization,V-17\n")
    noise = tmp_path / "noise.txt"
    noise.write_text("Lazarus Group\n")
    said = {"all_scores": True, "sentences": True, "no_text": True, "any_language": True}
    asked = ["--all-scores", "--sentences", "--no-text", "--any-language"]
    said |= {"gazetteer": names, "ignore": noise, "max_article_bytes": 4000, "format": "txt"}
    asked += ["--gazetteer", names, "--ignore", noise, "--max-article-bytes", "4000"]
    mine = wiredesk.annotate_paths("seeds", **said)
    assert mine.jsonl == cli("annotate", "-q", *asked, "--format", "txt", "seeds")
    assert mine.failures, "an article beyond the limit is an error record"
    html = "<article><h1>A</h1><p>" + TEXT + "</p></article>"
    given = cli("annotate", "-q", "--format", "html", "-", given=html.encode())
    assert wiredesk.annotate(html, format="html").jsonl == given


def test_patterns_leave_files_out_below_folders(tmp_path):
    (tmp_path / "img").mkdir()
    for name in ["a.txt", "b.jpg", "img/c.txt"]:
        (tmp_path / name).write_text(TEXT)
    desk = wiredesk.Desk(exclude=["*.jpg", "img"])
    assert [r["source"]["path"] for r in desk.annotate_paths(tmp_path)] == [f"{tmp_path}/a.txt"]
    assert len(desk.annotate_paths(tmp_path / "b.jpg")) == 1


def test_containers_are_read_item_by_item(cli, desk, tmp_path):
    feed = tmp_path / "feed.jsonl"
    lines = [{"id": 7, "body": TEXT}, {"id": 8}, {"id": 9, "body": "Nothing happened."}]
    feed.write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = desk.annotate_paths(feed)
    assert found.jsonl == cli("annotate", "-q", feed)
    assert [record["source"]["item"] for record in found] == [1, 2, 3]
    assert found[0]["source"]["fields"] == {"id": 7}
    assert [record.failed for record in found] == [False, True, False]
    assert found.failures[0][0] == 1 and "feed.jsonl:2" in found.failures[0][1]
    assert repr(found) == "<3 records, 1 of them failed>"


def test_offsets_count_pythons_characters(records):
    spans = 0
    for record in records:
        for kind in ("mentions", "amounts", "dates", "statements"):
            for span in record[kind]:
                assert record["text"][span["start"] : span["end"]] == span["text"]
                spans += 1
    assert spans > 100


def test_a_record_depends_on_its_text_alone(desk):
    others = ["Nothing happened.", TEXT, "A gang from Minsk took 40 bitcoin."]
    assert desk.annotate(others).json_lines()[1] == desk.annotate(TEXT).json_lines()[0]
    assert desk.annotate(TEXT, names="x")[0]["source"]["path"] == "x"


def test_what_is_no_text_is_told(desk, seeds):
    path = seeds / "softphone-supply-chain.txt"
    for given, told in [
        (path, "annotate_paths reads files"),
        ([TEXT, path], "text 1: .*annotate_paths reads files"),
        (b"bytes", "bytes are no text"),
        ([TEXT, None], "text 1: NoneType is no text"),
        (7, "int is no text"),
    ]:
        with pytest.raises(TypeError, match=told):
            desk.annotate(given)
    with pytest.warns(UserWarning, match="name of a file: annotate_paths"):
        desk.annotate(str(path))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        desk.annotate([TEXT])


def test_mistakes_are_told_with_their_mend(desk, tmp_path):
    with pytest.raises(TypeError, match="no option 'sentence'; did you mean 'sentences'"):
        wiredesk.Desk(sentence=True)
    with pytest.raises(TypeError, match="no_text is True or False"):
        wiredesk.Desk(no_text="yes")
    with pytest.raises(TypeError, match="max_seconds is a whole number, not 0.5"):
        wiredesk.Desk(max_seconds=0.5)
    with pytest.raises(TypeError, match="max_items is a whole number, not True"):
        wiredesk.Desk(max_items=True)
    with pytest.raises(ValueError, match="max_items is -1: give 0 or more"):
        wiredesk.Desk(max_items=-1)
    with pytest.raises(TypeError, match="text_field is a str, not 7"):
        wiredesk.Desk(text_field=7)
    with pytest.raises(TypeError, match="exclude is a list of patterns, not '.*jpg'"):
        wiredesk.Desk(exclude="*.jpg")
    with pytest.raises(TypeError, match="exclude is a list of patterns, and 7 is none"):
        wiredesk.Desk(exclude=["*.jpg", 7])
    with pytest.raises(ValueError, match="unclosed character class"):
        wiredesk.Desk(exclude=["[a-"])
    with pytest.raises(TypeError, match="ignore is a path, not 7"):
        wiredesk.Desk(ignore=7)
    with pytest.raises(TypeError, match="model is a path, not 7"):
        wiredesk.Desk(7)
    with pytest.raises(ValueError, match='no format "pdf"'):
        wiredesk.Desk(format="pdf")
    with pytest.raises(ValueError, match="no encoding"):
        wiredesk.Desk(encoding="klingon")
    with pytest.raises(ValueError, match="jsonl holds many"):
        wiredesk.annotate(TEXT, format="jsonl")
    with pytest.raises(ValueError, match="threads is 0"):
        desk.annotate(TEXT, threads=0)
    with pytest.raises(ValueError, match="2 texts and 1 names"):
        desk.annotate([TEXT, TEXT], names=["a"])
    with pytest.raises(wiredesk.WiredeskError, match="none.csv.*check the path"):
        wiredesk.Desk(gazetteer=tmp_path / "none.csv")
    with pytest.raises(wiredesk.WiredeskError, match="model.json"):
        wiredesk.Desk(tmp_path)
    missing = desk.annotate_paths(tmp_path / "none.txt")[0]
    assert missing.failed and missing["error"]["kind"] == "not_found"


def test_a_desk_travels_between_processes(desk):
    again = pickle.loads(pickle.dumps(desk))
    assert again.annotate(TEXT).jsonl == desk.annotate(TEXT).jsonl
    assert again.model == desk.annotate(TEXT)[0]["provenance"]["model"]


def test_other_threads_run_meanwhile(desk, records):
    texts = [record["text"] for record in records] * 2
    ticks, stop = 0, threading.Event()

    def tick():
        nonlocal ticks
        while not stop.wait(0.005):
            ticks += 1

    thread = threading.Thread(target=tick)
    thread.start()
    begun = time.perf_counter()
    desk.annotate(texts, threads=1)
    took = time.perf_counter() - begun
    stop.set()
    thread.join()
    assert ticks > took / 0.005 / 20, f"{ticks} ticks in {took:.2f} s: the lock was held"


# What starts in the background of a shell ignores interrupts; Python would leave it at that.
INTERRUPTED = """
import signal, sys, wiredesk
signal.signal(signal.SIGINT, signal.default_int_handler)
desk = wiredesk.Desk()
print("ready", flush=True)
try:
    desk.annotate([open(sys.argv[1]).read()] * 100_000, threads=1)
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


def test_an_interrupt_ends_it(seeds):
    command = [sys.executable, "-c", INTERRUPTED, str(seeds / "softphone-supply-chain.txt")]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "ready\n"
    time.sleep(1)
    child.send_signal(signal.SIGINT)
    rest, _ = child.communicate(timeout=120)
    assert rest == "stopped\n"
